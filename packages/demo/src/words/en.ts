import { uiWords } from '@rollcall/client/words/en.ts';
import { endStoryWords } from './end-story.ts';
import { featureStoryWords } from './feature-story.ts';
import { linkStoryWords } from './link-story.ts';
import { mailStoryWords } from './mail-story.ts';
import { methodStoryWords } from './method-stories.ts';

const appWords = {
  ...methodStoryWords,
  ...linkStoryWords,
  ...featureStoryWords,
  ...mailStoryWords,
  ...endStoryWords,
  app: {
    name: 'Rollcall',
    demo: 'Demo',
  },
  start: {
    title: 'See a license reach its people',
    intro:
      'A school district has bought a license. An administrator adds people to it; the people see it in the app they use. Both screens are live: nobody reloads, nobody waits for a mail.',
    flow: 'What happens',
    flowAdd: 'An administrator adds people',
    flowAddDetail: 'By e-mail address or as a file. Each is Invited and has a seat reserved.',
    flowPopUp: 'The invitation pops up',
    flowPopUpDetail: 'In the app that is open already. Closed? It waits under Menu, License Invites.',
    flowJoin: 'The person presses Join',
    flowJoinDetail: 'Comments, voice notes and export switch on at that moment.',
    flowDone: 'The status changes',
    flowDoneDetail: 'While the administrator is looking at the list.',
    mockInvites: 'Lena invites you',
    mockJoin: 'Join',
    mockDecline: 'Decline',
    story: 'Try it in four steps',
    storyOpen: 'Open {admin}’s dashboard and {person}’s app side by side, each in a window of its own.',
    storyAdd:
      'In the dashboard open a license, choose Add Users, then Add by e-mail, and add this address as a teacher:',
    storyJoin: 'Look at {person}’s app: the invitation is there. Press Join, or Decline, or close it.',
    storyWatch: 'Watch {admin}’s list while you do it: the status changes as you answer.',
    files: 'Then with a whole school',
    filesDetail:
      'Files of invented people, made by this page. Nothing happens to anybody before you have seen the plan.',
    filesUpload:
      'Save this class list and upload it in {admin}’s dashboard: Lakeview Middle School, Add Users, CSV file. Answer its question, look at the plan, confirm. {one} and {other} are in it: their apps invite them.',
    filesAfter:
      'Under Activity you find what happened to whom, the refused rows as a file to correct, and Undo. To take people off, upload this list with “Remove them”.',
    filesLarge:
      '{count, number} people at once: {admin} uploads them to the Riverbend District License. Open a second window beside it and watch the progress in both.',
    filesList:
      'Under Users search, filter and sort thousands, tick some or all that match, remind them, change their user type, remove them. Some pupils there have got a staff seat: the list notices.',
    download: '{name} ({count, plural, one {# row} other {# rows}})',
    openDashboard: 'Open {name}’s dashboard',
    openApp: 'Open {name}’s app',
    copyAddress: 'Copy {email}',
    districts: 'Two districts, side by side',
    districtsDetail:
      'One click signs you in. Everybody has an address of their own, so you can be several people at once in this browser.',
    withDomainAdmin:
      '{admin} is license admin and also domain admin. People {admin} adds are on the license at once: no invitation, no pop-up.',
    withoutDomainAdmin:
      '{admin} is license admin, but not domain admin. People {admin} adds are invited and decide for themselves.',
    people: 'People of {district}',
    openAs: 'Open as {name}',
    ownLicense: 'Manages her class’s license',
    newTab: 'opens in a new tab',
    role: {
      domain_admin: 'License admin and domain admin',
      license_admin: 'License admin',
      teacher: 'Teacher',
      student: 'Student',
    },
    tries: {
      domain_admin: 'Manage thousands. People you add are Accepted at once.',
      license_admin: 'Add a teacher, a student or a whole file, and watch them answer.',
      teacher: 'Keep the app open and let an administrator add you. Then comment and export.',
      both: 'Let an administrator add you in the app; in the dashboard, add your own class.',
      student: 'Draw on the page, then join to unlock comments and voice notes.',
    },
    loading: 'Looking who is there…',
    failedTitle: 'The people of the demo cannot be shown',
    safari:
      'An address does not open? Names like {host} work in Chrome, Edge and Firefox; some versions of Safari do not know them.',
    note: 'Everything here is invented and stays on this computer.',
  },
  enter: {
    title: 'Signing in…',
    detail: 'One moment: you become {label} on this address.',
    unknownTitle: 'Nobody of the demo lives here',
    unknownDetail: 'This address belongs to none of the people of the demo. Choose one on the start page.',
    failedTitle: 'The sign-in did not work',
    toStart: 'To the start page',
  },
} as const;

type AppWords = typeof appWords;

declare module '@rollcall/client/words/words.ts' {
  interface Words extends AppWords {}
}

/** Everything this page can say, in English. */
export const en = { ...uiWords, ...appWords };
