import type { SeatCounts, SeatPool, SeatsHeld, UserType } from './seats.ts';

/** Teacher and Other are staff. */
export const poolOf: Readonly<Record<UserType, SeatPool>> = {
  teacher: 'staff',
  other: 'staff',
  student: 'student',
};

const userTypes = Object.keys(poolOf) as UserType[];

/** One pool as the dashboard draws it. `reserved` are open invites and what confirmed runs hold. `free` and `total` are null when the pool is unlimited. */
export interface PoolUsage {
  readonly total: number | null;
  readonly used: number;
  readonly reserved: number;
  readonly free: number | null;
  /** By how many seats the pool is over its limit after a renewal with fewer; 0 otherwise. */
  readonly over: number;
}

/** `held`: seats of the pool that confirmed runs have reserved and not spent yet. */
export function poolUsage(
  pool: SeatPool,
  total: number | null,
  counts: SeatCounts,
  held: SeatsHeld,
): PoolUsage {
  const types = userTypes.filter((type) => poolOf[type] === pool);
  const used = types.reduce((sum, type) => sum + counts[type].accepted, 0);
  const reserved = types.reduce((sum, type) => sum + counts[type].invited, held[pool]);
  if (total === null) return { total, used, reserved, free: null, over: 0 };
  const left = total - used - reserved;
  return { total, used, reserved, free: Math.max(left, 0), over: Math.max(-left, 0) };
}
