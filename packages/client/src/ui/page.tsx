import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { type PageWidth, pageWidths } from './page-widths.ts';

type PageProps = { width?: PageWidth; children: ReactNode };

/** The main part of a screen, where the skip link lands. */
export function Page({ width = 'wide', children }: PageProps) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className={classNames('mx-auto w-full px-4 py-6 outline-none sm:px-6 sm:py-8', pageWidths[width])}
    >
      {children}
    </main>
  );
}
