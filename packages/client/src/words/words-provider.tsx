import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import type { Words } from './words.ts';

const browserTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

type WordsProviderProps = { words: Words; timeZone?: string; children: ReactNode };

/**
 * Makes the app's merged catalogue available to `useTranslations`. A missing word is a defect: it throws while
 * developing and testing, and shows its key to people rather than taking the screen away.
 */
export function WordsProvider({ words, timeZone = browserTimeZone, children }: WordsProviderProps) {
  return (
    <IntlProvider
      locale="en"
      messages={words}
      timeZone={timeZone}
      {...(import.meta.env.DEV && { onError: throwDefect })}
    >
      {children}
    </IntlProvider>
  );
}

function throwDefect(error: Error): never {
  throw error;
}
