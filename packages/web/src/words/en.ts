import { uiWords } from '@rollcall/client/words/en.ts';
import { licenseWords } from './parts/licenses.ts';
import { waitingWords } from './parts/waiting.ts';

const appWords = {
  app: {
    name: 'Rollcall Admin',
    home: 'Rollcall Admin: all licenses',
    pageTitle: '{page} · Rollcall Admin',
    domains: 'Domains',
    account: 'Account of {name}',
    accountMenu: 'Account',
    notFound: {
      title: 'This page does not exist',
      description: 'The address may be mistyped or out of date.',
      home: 'See your licenses',
    },
    unsure: {
      title: 'We could not tell whether that worked',
      text: 'Rollcall did not answer. Try again: it is done only once.',
    },
    waiting: waitingWords,
    crashed: {
      title: 'This page broke',
      description: 'The fault is ours. Nothing you saved is lost.',
      reload: 'Reload the page',
    },
  },
  domainState: { waiting: 'Waiting for its record', verified: 'Verified', lost: 'Record lost' },
  ...licenseWords,
} as const;

type AppWords = typeof appWords;

declare module '@rollcall/client/words/words.ts' {
  interface Words extends AppWords {}
}

/** What the app says on every page and in the list of licences, in English; pages of a licence add their own. */
export const en = { ...uiWords, ...appWords };
