import { uiWords } from '@rollcall/client/words/en.ts';

const appWords = {
  app: {
    name: 'Rollcall',
    tagline: 'The app that your license unlocks.',
  },
} as const;

type AppWords = typeof appWords;

declare module '@rollcall/client/words/words.ts' {
  interface Words extends AppWords {}
}

/** Everything this app can say, in English. */
export const en = { ...uiWords, ...appWords };
