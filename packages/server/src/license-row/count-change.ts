import { poolOf } from '@rollcall/core/licenses/pools.ts';
import type { SeatPool, UserType } from '@rollcall/core/licenses/seats.ts';
import type { MemberState, MemberStatus } from '@rollcall/core/members/status.ts';
import { type RawBuilder, sql } from 'kysely';

type CountColumn = `${UserType}_${MemberStatus}`;

/** Where rows stand: their state, and the type that says which pool they use. */
interface Standing {
  readonly state: MemberState;
  readonly userType: UserType;
}

/** How a change moves the licence's counters. Built up row by row, or for many rows at a time, and written once. */
export class CountChange {
  readonly #byColumn = new Map<CountColumn, number>();
  readonly #claimed: Record<SeatPool, number> = { staff: 0, student: 0 };

  /** `rows` go from one state and type to another; `none` is outside the list. */
  move(from: Standing, to: Standing, rows = 1): void {
    this.#count(from, -rows);
    this.#count(to, rows);
  }

  #count({ state, userType }: Standing, by: number): void {
    if (state === 'none') return;
    const column: CountColumn = `${userType}_${state}`;
    this.#byColumn.set(column, (this.#byColumn.get(column) ?? 0) + by);
    if (state !== 'rejected') this.#claimed[poolOf[userType]] += by;
  }

  /** Seats taken from a pool in sum; negative when seats come free. */
  claimed(pool: SeatPool): number {
    return this.#claimed[pool];
  }

  assignments(): RawBuilder<unknown>[] {
    return [...this.#byColumn]
      .filter(([, by]) => by !== 0)
      .map(([column, by]) => sql`${sql.ref(column)} = ${sql.ref(`license.${column}`)} + ${by}::int`);
  }
}
