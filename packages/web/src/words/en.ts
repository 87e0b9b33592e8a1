import { uiWords } from '@rollcall/client/words/en.ts';

const appWords = {
  app: {
    name: 'Rollcall Admin',
    tagline: 'Get your people onto your license, and see it happen.',
  },
} as const;

type AppWords = typeof appWords;

declare module '@rollcall/client/words/words.ts' {
  interface Words extends AppWords {}
}

/** Everything this app can say, in English. */
export const en = { ...uiWords, ...appWords };
