import { uiWords } from '@rollcall/client/words/en.ts';
import { commentWords, documentWords, voiceWords } from './en-document.ts';
import { inviteWords, keyWords } from './en-invites.ts';
import { licenseWords, unlockWords } from './en-licenses.ts';

const appWords = {
  app: {
    name: 'Rollcall',
  },
  menu: {
    open: 'Menu',
    openWithInvites: 'Menu, {count, plural, one {# license invite} other {# license invites}}',
    invites: 'License Invites',
    key: 'Enter license key',
    licenses: 'My licenses',
    dashboard: 'Manage licenses',
  },
  document: documentWords,
  comments: commentWords,
  voice: voiceWords,
  invites: inviteWords,
  key: keyWords,
  licenses: licenseWords,
  unlock: unlockWords,
} as const;

type AppWords = typeof appWords;

declare module '@rollcall/client/words/words.ts' {
  interface Words extends AppWords {}
}

/** Everything this app can say, in English. */
export const en = { ...uiWords, ...appWords };
