import { type ReactNode, useEffect, useRef } from 'react';
import { tabListClasses } from './tab-classes.ts';

type TabNavProps = {
  label: string;
  /** The address of the page: with another one, the current tab may have to be brought into sight. */
  at?: string;
  children: ReactNode;
};

/** A row of links that look like tabs. Give each `tabClasses`; the router marks the current one with aria-current. */
export function TabNav({ label, at, children }: TabNavProps) {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const tab = row.current?.querySelector<HTMLElement>('[aria-current=page]');
    if (row.current === null || !tab) return;
    const { clientWidth, offsetLeft } = row.current;
    row.current.scrollLeft = tab.offsetLeft - offsetLeft - (clientWidth - tab.offsetWidth) / 2;
  }, [at]);
  return (
    <nav ref={row} aria-label={label} className={tabListClasses}>
      {children}
    </nav>
  );
}
