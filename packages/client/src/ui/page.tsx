import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type PageProps = { width?: 'narrow' | 'wide' | 'full'; children: ReactNode };

const widths = { narrow: 'max-w-lg', wide: 'max-w-2xl', full: 'max-w-none' } as const;

/** The main part of a screen, where the skip link lands. */
export function Page({ width = 'wide', children }: PageProps) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className={classNames('mx-auto w-full px-4 py-6 outline-none sm:px-6 sm:py-8', widths[width])}
    >
      {children}
    </main>
  );
}
