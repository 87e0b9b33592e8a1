import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { type PageWidth, pageWidths } from './page-widths.ts';
import { SkipLink } from './skip-link.tsx';

type AppBarProps = {
  /** The mark and the name, as a link to the first page. */
  brand: ReactNode;
  /** Links of the app's own navigation. */
  children?: ReactNode;
  /** Connection, menu, who is signed in. */
  end?: ReactNode;
  /** As wide as the pages below it. */
  width?: PageWidth;
};

/** The bar over every page. Its first stop leads past it. */
export function AppBar({ brand, children, end, width = 'wide' }: AppBarProps) {
  return (
    <>
      <SkipLink />
      <header className="sticky top-0 z-30 border-line border-b bg-raised">
        <div
          className={classNames(
            'mx-auto flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5 sm:gap-x-5 sm:px-6',
            pageWidths[width],
          )}
        >
          <div className="flex items-center gap-2.5 font-semibold text-ink text-lg tracking-tight">
            {brand}
          </div>
          {children}
          <div className="ml-auto flex items-center gap-2">{end}</div>
        </div>
      </header>
    </>
  );
}
