import type { LaunchProblem } from '@rollcall/core/lti/launch-problem.ts';

type PageWords = { readonly title: string; readonly text: string };

const again = 'Open it again from your course.';
const tellTeacher = 'Please tell your teacher, or whoever looks after Rollcall at your school.';

/** What somebody in a course reads when their launch is refused. The dashboard says more, to whoever can do something. */
export const problemWords: Readonly<Record<LaunchProblem, PageWords>> = {
  bad_signature: {
    title: 'Rollcall could not check where you come from',
    text: `Your learning management system did not prove that it sent you. ${tellTeacher}`,
  },
  keys_unreachable: {
    title: 'Your learning management system does not answer',
    text: 'Rollcall could not check with it who you are. Wait a minute, then open the assignment again from your course.',
  },
  bad_claims: {
    title: 'Something is missing',
    text: `Your learning management system left out what Rollcall needs to open this. ${tellTeacher}`,
  },
  too_old: {
    title: 'That took too long',
    text: `${again} If it happens every time, the clock of your learning management system is wrong.`,
  },
  used_before: { title: 'This page cannot be opened twice', text: again },
  unknown_deployment: { title: 'Not allowed yet', text: tellTeacher },
  unknown_assignment: { title: 'Rollcall does not know this assignment', text: tellTeacher },
  roster_refused: { title: 'The class could not be read', text: again },
  roster_unreachable: { title: 'The class could not be read', text: again },
  roster_incomplete: { title: 'The class could not be read', text: again },
};

export const pageWords = {
  notRegistered: {
    title: 'This course is not connected to Rollcall',
    text: `The connection was switched off or taken away, or was never finished. ${tellTeacher}`,
  },
  tooOften: {
    title: 'Too many people at once',
    text: 'Wait a minute, then open the assignment again from your course.',
  },
  tooLarge: {
    title: 'Your learning management system sent too much',
    text: `Rollcall reads launches up to a certain size. ${tellTeacher}`,
  },
  defect: { title: 'Something went wrong at our side', text: again },
  expired: { title: 'This page is too old', text: again },
  ended: {
    title: 'Open it again from your course',
    text: 'Rollcall was closed here: it stays open for a school day. Nothing that you did is lost.',
  },
  refusedThere: {
    title: 'Your learning management system did not let you through',
    text: `It may have signed you out. Sign in there again, then open the assignment from your course.`,
  },
  newTab: {
    title: 'Open this in a tab of its own',
    text: 'Your browser keeps nothing for pages inside other pages. In a tab of its own the assignment works.',
    button: 'Open in a new tab',
    without: 'Open the assignment in a new tab from your course, or allow cookies for this site.',
  },
  noCookies: {
    title: 'Your browser keeps no cookies for Rollcall',
    text: 'Rollcall cannot know you again without one. Allow cookies for this site, then open the assignment again from your course.',
  },
  continueButton: 'Continue',
} as const;

export const registrationWords = {
  gone: {
    title: 'This registration address is no longer valid',
    text: 'It works once and for some days. Whoever manages the license can make a new one, under Learning Management Systems in the dashboard.',
  },
  notFromSystem: {
    title: 'Open this from your learning management system',
    text: 'Enter the address there, where tools are added or registered. Your learning management system then opens this page by itself.',
  },
  ask: {
    title: 'Connect your learning management system?',
    text: 'Its courses can then have Rollcall assignments, and students who open one get a seat on the license.',
    license: 'License',
    system: 'Learning management system',
    detail:
      'Rollcall asks for names, addresses and class lists. It writes nothing into your courses by itself.',
    button: 'Connect',
  },
  done: {
    title: 'Connected',
    text: 'You can close this window. Switch Rollcall on in your learning management system if it asks you to.',
  },
  failed: {
    unreachable: {
      title: 'Your learning management system does not answer',
      text: 'Nothing has changed. Wait a minute, then start the registration there again.',
    },
    not_a_platform: {
      title: 'Rollcall does not understand your learning management system',
      text: 'What it says of itself is not what the standard asks for. Nothing has changed. It can also be registered by hand, under Learning Management Systems in the dashboard.',
    },
    refused: {
      title: 'Your learning management system refused the registration',
      text: 'Nothing has changed here. Start the registration there again, or ask whoever looks after it.',
    },
  },
} as const;
