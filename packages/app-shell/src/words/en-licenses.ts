// What a person's licenses unlock.
export const licenseWords = {
  title: 'My licenses',
  description: 'Licenses that unlock the app for you.',
  list: 'Licenses',
  empty: 'You are on no license yet',
  emptyDetail: 'The basic tools work without one. An invitation or a license key unlocks the rest.',
  loading: 'Loading your licenses…',
  unreachable: 'Your licenses cannot be loaded',
  unreachableDetail: 'There is no connection to Rollcall. They appear as soon as it is back.',
  district: 'District',
  type: 'Type',
  as: 'You are on it as',
  since: 'Since',
  ends: 'Runs until',
  ended: 'Ended',
  starts: 'Not started yet',
  phase: { upcoming: 'Not started', active: 'Active', grace: 'Ending', dormant: 'Ended' },
  grace:
    'The license ended on {ended}. Your features stay on until {until}, so that your school can renew it.',
  dormant:
    'The license has ended and its features are off. You stay on it: they come back when it is renewed.',
  upcoming: 'The features come on when the license starts.',
  declinedList: 'Declined',
  declinedDetail: 'Ask to be invited again, or enter the license key.',
  enterKey: 'Enter license key',
} as const;

export const unlockWords = {
  checking: 'Checking your license…',
  unknown: 'Your license could not be checked',
  unknownDetail:
    'There is no connection to Rollcall. The basic tools work; the others come back with the connection.',
  basicTitle: {
    none: 'You have the basic tools',
    launched: 'You have no seat on the license of this course',
    ended: '{license} has ended',
    upcoming: '{license} has not started yet',
  },
  basicDetail: {
    none: 'Comments, voice notes and export need a license.',
    launched:
      'The basic tools work. For comments, voice notes and export ask your teacher; they come on here by themselves.',
    ended:
      'Its last day was {end}. The basic tools work; comments, voice notes and export are locked until your school renews it, and then come back by themselves. What you made is kept. Ask your teacher or the school office.',
    upcoming: 'The basic tools work until then; comments, voice notes and export come on when it starts.',
  },
  by: 'Unlocked by {license}, {district}',
  byWithout: 'Unlocked by {license}, {district}. Switched off by your school: {features}.',
  allOff: 'You are on {license}, {district}. Your school has switched off {features}.',
  name: { comments: 'comments', voiceNotes: 'voice notes', exportDocument: 'export' },
  graceTitle: '{license} has ended',
  invites: '{count, plural, one {Open your invitation} other {Open your # invitations}}',
  key: 'Enter license key',
  lockedTitle: {
    comments: 'Comments need a license',
    voiceNotes: 'Voice notes need a license',
    exportDocument: 'Exporting needs a license',
  },
  lockedShort: {
    comments: 'Write down what you think about the text.',
    voiceNotes: 'Record what you want to say about the text.',
    exportDocument: 'Take the page with all your marks with you.',
  },
  offTitle: {
    comments: 'Comments are switched off',
    voiceNotes: 'Voice notes are switched off',
    exportDocument: 'Exporting is switched off',
  },
  offShort: 'Your school has switched this off for you.',
  offLead:
    '{districts} has switched this off for you. Your license does not end by that, and what you made is kept.',
  offAsk: 'Ask to have it switched on',
  offAskDetail:
    'Whoever manages your license, such as the school office, can switch it on for you alone. They need this address:',
  offOther: 'Use another license',
  offOtherDetail: 'A license of another school or teacher may have it switched on.',
  why: 'Why, and what to do',
  wentOff:
    '{count, plural, one {Your school has switched off a feature} other {Your school has switched off features}}',
  wentOffDetail: 'Off: {features}. What you made is kept.',
  wentOn: '{count, plural, one {A feature is switched on} other {Features are switched on}}',
  wentOnDetail: 'On again: {features}.',
  keptText: 'What you were writing',
  keptHint: 'It is kept as long as this page is open, and is back in its field when comments are on again.',
  keptCopy: 'Copy my text',
  lockedLead: 'Your school buys the license; it costs you nothing. There are three ways to get onto it:',
  wayInvite: 'Accept an open invitation',
  wayInviteNone: 'You have no open invitation. When one comes, it appears here by itself.',
  wayKey: 'Enter a license key',
  wayKeyDetail: 'If your teacher or school gave you one.',
  launchedAsk: 'Ask your teacher',
  launchedAskDetail:
    'Whoever teaches this course can see who has a seat on its license, and what is switched on. It comes on here by itself.',
  wayAsk: 'Ask to be added',
  wayAskDetail: 'Ask your teacher or the school office to add you to the license with this address:',
  copyAddress: 'Copy the address',
  unlocked: 'This is on now.',
  howTo: 'How to unlock it',
} as const;
