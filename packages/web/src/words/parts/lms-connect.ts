// The way of a teacher from a course to their own account: said on a page of its own.
export const lmsConnectWords = {
  lmsConnect: {
    title: 'Connect with your Rollcall account',
    loading: 'Looking at what you came with…',
    ask: 'Connect yourself so that you can place assignments from {platform}?',
    inLms: 'In {platform}',
    noName: 'A teacher whose name it does not give',
    course: 'Course',
    account: 'Your account here',
    license: 'License',
    what: 'What this does',
    may: 'You can place assignments of this license in your courses there.',
    class: 'When you open one of them, its class can be enrolled on the license.',
    notIn: 'It signs nobody in: for this dashboard you sign in as always.',
    undo: 'You can disconnect at any time under Learning Management Systems.',
    notYou: 'Is one of the two not you? Then do not connect: close this page, or use another account.',
    connect: 'Connect',
    other: 'Use another account',
    failed: 'You were not connected',
    done: {
      title: 'You are connected',
      text: 'Go back to the tab with your course and press Continue there. You can close this one.',
      already: 'You were connected already',
      open: 'Look at the assignments',
    },
    bad: {
      title: 'This cannot be used',
      none: 'This page is opened from a course: open Rollcall there, and press Connect with your Rollcall account.',
      expired:
        'What you came with does not work any more: it holds for 15 minutes. Open Rollcall in your course once more, and press Connect with your Rollcall account.',
      notYours:
        'Your account does not manage this license. Sign in with the account that does, or ask whoever manages it to place the assignment.',
      failed: 'This could not be looked at',
      home: 'Your licenses',
    },
  },
} as const;
