import type { SeatCounts, SeatPool, UserType } from './seats.ts';

/** Teacher and Other are staff. */
export const poolOf: Readonly<Record<UserType, SeatPool>> = {
  teacher: 'staff',
  other: 'staff',
  student: 'student',
};

const userTypes = Object.keys(poolOf) as UserType[];

/** One pool as the dashboard draws it. `free` and `total` are null when the pool is unlimited. */
export interface PoolUsage {
  readonly total: number | null;
  readonly used: number;
  readonly reserved: number;
  readonly free: number | null;
  /** By how many seats the pool is over its limit after a renewal with fewer; 0 otherwise. */
  readonly over: number;
}

export function poolUsage(pool: SeatPool, total: number | null, counts: SeatCounts): PoolUsage {
  const types = userTypes.filter((type) => poolOf[type] === pool);
  const used = types.reduce((sum, type) => sum + counts[type].accepted, 0);
  const reserved = types.reduce((sum, type) => sum + counts[type].invited, 0);
  if (total === null) return { total, used, reserved, free: null, over: 0 };
  const left = total - used - reserved;
  return { total, used, reserved, free: Math.max(left, 0), over: Math.max(-left, 0) };
}
