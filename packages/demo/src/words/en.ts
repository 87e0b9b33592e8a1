import { uiWords } from '@rollcall/client/words/en.ts';

const appWords = {
  app: {
    name: 'Rollcall Demo',
    tagline: 'Two districts, side by side.',
  },
} as const;

type AppWords = typeof appWords;

declare module '@rollcall/client/words/words.ts' {
  interface Words extends AppWords {}
}

/** Everything this app can say, in English. */
export const en = { ...uiWords, ...appWords };
