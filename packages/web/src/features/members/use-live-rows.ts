import { api } from '@rollcall/client/api/api.ts';
import { mayHelpToRetry } from '@rollcall/client/api/refusal.ts';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useLicenseFeed } from '../../live/license-feed.ts';
import type { ListQuery } from '../../live/list-order.ts';
import { countedTotal } from '../../live/list-total.ts';
import { LiveRows, type RowsState } from '../../live/live-rows.ts';

/** Rows of one page. */
const pageSize = 100;
const retry = (count: number, error: unknown) => count < 2 && mayHelpToRetry(error);

export interface LiveList {
  readonly rows: LiveRows;
  readonly state: RowsState;
  /** How many match; `isExact` is false where there are perhaps more. Null while that is not known. */
  readonly total: { readonly count: number; readonly isExact: boolean } | null;
  /** How many match what is asked for, which may not be shown yet; null while that is not known. */
  readonly matching: LiveList['total'];
  /** What is shown belongs to the list that was asked for before: the new one is on its way. */
  readonly isOld: boolean;
}

/** The people of the watched licence who match, live. `query` must keep its identity while it asks for the same. */
export function useLiveRows(query: ListQuery): LiveList {
  const { licenseId, license, log, logFrom, readFrom, snapshots } = useLicenseFeed();
  const utils = api.useUtils();
  const make = () => {
    const asked = { licenseId, ...query };
    const fresh = { staleTime: 0, gcTime: 0, retry };
    return new LiveRows(query, {
      readPage: (request) => utils.member.list.fetch({ ...asked, ...request, limit: pageSize }, fresh),
      readPlaces: () => utils.member.places.fetch(asked, fresh),
    });
  };
  const [rows, setRows] = useState(make);
  const [before, setBefore] = useState<LiveRows | null>(null);
  if (rows.query !== query) {
    setBefore(rows.getState().window === null ? before : rows);
    setRows(make());
  }
  const current = useSyncExternalStore(rows.subscribe, rows.getState);
  const isOld = current.window === null && current.failure === null && before !== null;
  const shown = isOld ? before : rows;
  const state = isOld ? before.getState() : current;

  const counted = countedTotal(license.counts, shown.query.filter);
  const wanted = countedTotal(license.counts, query.filter);
  useEffect(() => rows.setTotal(wanted), [rows, wanted]);
  useEffect(() => rows.hear(log, readFrom, logFrom), [rows, log, readFrom, logFrom]);
  useEffect(() => {
    rows.start();
    return () => rows.stop();
  }, [rows]);
  const heardSnapshots = useRef(snapshots);
  useEffect(() => {
    if (heardSnapshots.current === snapshots) return;
    heardSnapshots.current = snapshots;
    rows.readAnew();
  }, [rows, snapshots]);

  const total = totalOf(state, counted);
  const asked = wanted === null ? null : { count: wanted, isExact: true };
  const { count, isExact } = (isOld ? asked : total) ?? { count: null, isExact: true };
  // The same numbers are the same object: what shows them is not drawn again.
  const matching = useMemo(() => (count === null ? null : { count, isExact }), [count, isExact]);
  return { rows: shown, state, total, matching, isOld };
}

function totalOf({ window, places }: RowsState, counted: number | null): LiveList['total'] {
  const isWhole =
    window !== null && window.stretches[0].from === null && window.stretches.at(-1)?.nextCursor === null;
  if (isWhole && counted === null) return { count: window.rows.length, isExact: true };
  if (counted !== null) return { count: counted, isExact: true };
  if (places !== null) return { count: places.total, isExact: places.isExact };
  return window === null ? null : { count: window.first + window.rows.length, isExact: false };
}

/** How many positions the list has on screen: never fewer than are loaded, and exactly those where its end is. */
export function positionsOf({ window, shown }: RowsState, total: LiveList['total']): number {
  if (window === null || shown === null) return 0;
  const known = window.first + shown.rows.length;
  if (window.stretches.at(-1)?.nextCursor === null) return known;
  const extra = shown.rows.length - window.rows.length;
  return Math.max(known + 1, (total?.count ?? 0) + extra);
}
