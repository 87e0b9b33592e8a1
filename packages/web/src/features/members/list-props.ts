import type { MemberView } from '@rollcall/core/members/contract.ts';
import type { RefObject } from 'react';
import type { RowsState } from '../../live/live-rows.ts';
import type { MemberIntent } from './member-intent.ts';
import type { Selection } from './selection.ts';
import type { TallList } from './use-tall-list.ts';

/** What the table and the cards both show. */
export interface ListProps {
  readonly label: string;
  /** How many positions there are, and the rows of those that are loaded. */
  readonly count: number;
  readonly state: RowsState;
  readonly selection: Selection;
  readonly onIntent: (intent: MemberIntent) => void;
  /** Ticks or unticks a row; with `range` all between it and the one ticked last. */
  readonly onTick: (row: MemberView, position: number, range: boolean) => void;
}

/** What the parts that scroll need besides. */
export interface ScrollProps {
  readonly list: RefObject<HTMLElement | null>;
  readonly tall: TallList;
}

/** The row at a position, if it is loaded. */
export function rowAt({ window, shown }: RowsState, position: number): MemberView | undefined {
  return window === null || shown === null ? undefined : shown.rows[position - window.first];
}
