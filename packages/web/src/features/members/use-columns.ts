import { useMediaQuery } from '@rollcall/client/ui/use-media-query.ts';
import { useCallback, useMemo, useState } from 'react';
import { type MemberColumn, memberColumns, usualColumns } from './member-columns.ts';

const storageKey = 'rollcall.users.columns';

/** The columns that are shown: as chosen in this browser, else what the width allows. Null brings the usual ones back. */
export function useColumns() {
  const [chosen, setChosen] = useState(readChoice);
  const isWide = useMediaQuery('(width >= 64rem)');
  const isWider = useMediaQuery('(width >= 72rem)');
  const isWidest = useMediaQuery('(width >= 100rem)');
  const widthRem = isWidest ? 100 : isWider ? 72 : isWide ? 64 : 48;
  const columns = useMemo(() => chosen ?? usualColumns(widthRem), [chosen, widthRem]);
  const choose = useCallback((next: readonly MemberColumn[] | null) => {
    setChosen(next);
    try {
      if (next === null) localStorage.removeItem(storageKey);
      else localStorage.setItem(storageKey, next.join(','));
    } catch {
      // A browser that keeps nothing shows the usual columns next time.
    }
  }, []);
  return useMemo(() => ({ columns, chosen: chosen !== null, choose }), [columns, chosen, choose]);
}

function readChoice(): readonly MemberColumn[] | null {
  try {
    const stored = localStorage.getItem(storageKey)?.split(',');
    return stored === undefined ? null : memberColumns.filter((column) => stored.includes(column));
  } catch {
    return null;
  }
}
