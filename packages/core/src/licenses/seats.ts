import { z } from 'zod';

/** The user type of a membership: one district's choice never changes another's. */
export const userType = z.enum(['teacher', 'student', 'other']);
export type UserType = z.infer<typeof userType>;

export const seatPool = z.enum(['staff', 'student']);
export type SeatPool = z.infer<typeof seatPool>;

const countsOfOneType = z.strictObject({ accepted: z.int(), invited: z.int(), rejected: z.int() });

/** People of a licence by user type and status. Accepted uses a seat, Invited reserves one, Rejected holds none. */
export const seatCounts = z.strictObject({
  teacher: countsOfOneType,
  student: countsOfOneType,
  other: countsOfOneType,
});
export type SeatCounts = z.infer<typeof seatCounts>;

/** Seats per pool that confirmed runs have reserved and not spent yet. */
export const seatsHeld = z.strictObject({ staff: z.int(), student: z.int() });
export type SeatsHeld = z.infer<typeof seatsHeld>;

export const noSeatsHeld: SeatsHeld = { staff: 0, student: 0 };

const poolAfter = z.strictObject({
  total: z.int().nullable(),
  used: z.int(),
  reserved: z.int(),
  free: z.int().nullable(),
  over: z.int(),
});

/** The seats of both pools as a plan would leave them. */
export const seatsAfter = z.strictObject({ staff: poolAfter, student: poolAfter });
