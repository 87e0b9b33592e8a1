import { uiWords } from '@rollcall/client/words/en.ts';
import { commentWords, documentWords, voiceWords } from './en-document.ts';
import { inviteWords, keyWords } from './en-invites.ts';
import { licenseWords, unlockWords } from './en-licenses.ts';
import { linkWords } from './en-link.ts';
import { menuWords } from './en-menu.ts';

const appWords = {
  app: {
    name: 'Rollcall',
    titleWithInvites: '({count, number}) Rollcall',
  },
  menu: menuWords,
  later: {
    title: 'This part could not be loaded',
    detail:
      'There may be no connection to Rollcall: it opens as soon as it is back. If there is a new version, reload the page.',
    reload: 'Reload the page',
  },
  document: documentWords,
  comments: commentWords,
  voice: voiceWords,
  invites: inviteWords,
  key: keyWords,
  link: linkWords,
  licenses: licenseWords,
  unlock: unlockWords,
} as const;

type AppWords = typeof appWords;

declare module '@rollcall/client/words/words.ts' {
  interface Words extends AppWords {}
}

/** Everything this app can say, in English. */
export const en = { ...uiWords, ...appWords };
