import { uiWords } from '@rollcall/client/words/en.ts';
import { additionWords } from './parts/additions.ts';
import { helpWords } from './parts/help.ts';
import { licenseWords } from './parts/licenses.ts';
import { memberWords } from './parts/members.ts';
import { methodWords } from './parts/methods.ts';

const appWords = {
  app: {
    name: 'Rollcall Admin',
    home: 'Rollcall Admin: all licenses',
    pageTitle: '{page} · Rollcall Admin',
    account: 'Account of {name}',
    accountMenu: 'Account',
    offline: 'You are offline',
    offlineText: 'What you see is from {time}. You can go on reading; changes have to wait.',
    offlineTextNever: 'You can go on reading; changes have to wait.',
    notFound: {
      title: 'This page does not exist',
      description: 'The address may be mistyped or out of date.',
      home: 'See your licenses',
    },
    crashed: {
      title: 'This page broke',
      description: 'The fault is ours. Nothing you saved is lost.',
      reload: 'Reload the page',
    },
  },
  ...licenseWords,
  ...memberWords,
  ...additionWords,
  ...methodWords,
  ...helpWords,
} as const;

type AppWords = typeof appWords;

declare module '@rollcall/client/words/words.ts' {
  interface Words extends AppWords {}
}

/** Everything this app can say, in English. */
export const en = { ...uiWords, ...appWords };
