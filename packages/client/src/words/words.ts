import type { uiWords } from './en.ts';

type UiWords = typeof uiWords;

/**
 * Every word the running app knows. An app adds its own catalogue by merging into this interface:
 * `declare module '@rollcall/client/words/words.ts' { interface Words extends AppWords {} }`
 */
export interface Words extends UiWords {}

declare module 'use-intl' {
  interface AppConfig {
    Locale: 'en';
    Messages: Words;
  }
}
