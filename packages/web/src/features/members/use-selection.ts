import type { MemberView } from '@rollcall/core/members/contract.ts';
import { useCallback, useRef, useState } from 'react';
import type { ListQuery } from '../../live/list-order.ts';
import { isSelected, nobodySelected, type Selection, withPeople } from './selection.ts';

/** Who is ticked. All that match is forgotten when the filter changes; who was ticked one by one stays ticked. */
export function useSelection(
  query: ListQuery,
  rowsBetween: (from: number, to: number) => readonly MemberView[],
) {
  const [selection, setSelection] = useState<Selection>(nobodySelected);
  const [tooMany, setTooMany] = useState(false);
  if (selection.kind === 'all' && selection.filter !== query.filter) setSelection(nobodySelected);
  const last = useRef<number | null>(null);
  const latest = useRef({ selection, rowsBetween });
  latest.current = { selection, rowsBetween };

  const change = useCallback((rows: readonly MemberView[], selected: boolean) => {
    const { selection: before } = latest.current;
    const next = withPeople(before, rows, selected);
    setTooMany(next === before && rows.some(({ id }) => isSelected(before, id) !== selected));
    setSelection(next);
  }, []);
  const onTick = useCallback(
    (row: MemberView, position: number, range: boolean) => {
      const selected = !isSelected(latest.current.selection, row.id);
      const from = range && last.current !== null ? last.current : position;
      change(latest.current.rowsBetween(Math.min(from, position), Math.max(from, position)), selected);
      last.current = position;
    },
    [change],
  );
  const select = useCallback((next: Selection) => {
    setTooMany(false);
    setSelection(next);
  }, []);
  return { selection, tooMany, onTick, change, select };
}
