import type { ReactNode } from 'react';
import { tabListClasses } from './tab-classes.ts';

/** A row of links that look like tabs. Give each `tabClasses`; the router marks the current one with aria-current. */
export function TabNav({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className={tabListClasses}>
      {children}
    </nav>
  );
}
