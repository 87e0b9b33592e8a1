import type { SeatCounts, SeatsHeld, UserType } from '@rollcall/core/licenses/seats.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';
import type { Selectable } from 'kysely';
import type { License } from '../db/schema.gen.ts';

export type CounterColumns = Pick<Selectable<License>, `${UserType}_${MemberStatus}`>;

/** The counters of a licence's row by user type and status: equal to its members' rows at every commit (SPEC I1). */
export function countsOf(row: CounterColumns): SeatCounts {
  return {
    teacher: { accepted: row.teacher_accepted, invited: row.teacher_invited, rejected: row.teacher_rejected },
    student: { accepted: row.student_accepted, invited: row.student_invited, rejected: row.student_rejected },
    other: { accepted: row.other_accepted, invited: row.other_invited, rejected: row.other_rejected },
  };
}

/** Seats that confirmed runs hold on the licence and have not spent. */
export function heldOf(row: Pick<Selectable<License>, 'staff_held' | 'student_held'>): SeatsHeld {
  return { staff: row.staff_held, student: row.student_held };
}
