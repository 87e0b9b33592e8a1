import type { EventType } from '@rollcall/core/events/catalog.ts';
import { type RawBuilder, sql } from 'kysely';
import type { LockedLicense } from '../license-row/lock-license.ts';

/** What a change adds to the statement that records it, for the licence's history (SPEC HISTORY-1). */
export interface HistoryParts {
  /** Of the licence's row: the day it stands for, and the answers of that day. */
  readonly assignments: readonly RawBuilder<unknown>[];
  /** The part of the statement that writes down a day that is over; empty while it lasts. */
  readonly closing: RawBuilder<unknown>;
}

/**
 * The licence's row stands for the day of its last change; the first change of a later day writes that day down as it
 * ended and begins the new one. Every other change of the day pays nothing for the history. The day never goes back:
 * a transaction that began before midnight may get the lock after one that began later.
 */
export function historyOf(
  license: LockedLicense,
  change: { readonly type: EventType; readonly targets: readonly string[] },
): HistoryParts {
  const joined = change.type === 'member.joined' ? change.targets.length : 0;
  const declined = change.type === 'member.declined' ? change.targets.length : 0;
  const today = license.now.toISOString().slice(0, 10);
  if (today > license.row.history_day) {
    return {
      assignments: [
        sql`history_day = ${today}::date`,
        sql`history_joined = ${joined}::int`,
        sql`history_declined = ${declined}::int`,
      ],
      closing: sql`, closed as (${writeDay(license)})`,
    };
  }
  const assignments: RawBuilder<unknown>[] = [];
  if (joined > 0) assignments.push(sql`history_joined = license.history_joined + ${joined}::int`);
  if (declined > 0) assignments.push(sql`history_declined = license.history_declined + ${declined}::int`);
  return { assignments, closing: sql`` };
}

/** The row as it was locked, before this change: nothing has changed on the licence since that day's last change. */
function writeDay({ districtId, id, row }: LockedLicense): RawBuilder<unknown> {
  return sql`
    insert into license_day (district_id, license_id, day, seq, staff_seats, student_seats,
      teacher_accepted, teacher_invited, teacher_rejected, student_accepted, student_invited, student_rejected,
      other_accepted, other_invited, other_rejected, staff_held, student_held, joined, declined)
    select ${districtId}, ${id}, ${row.history_day}::date, ${row.seq}::bigint,
      ${row.staff_seats}::int, ${row.student_seats}::int,
      ${row.teacher_accepted}::int, ${row.teacher_invited}::int, ${row.teacher_rejected}::int,
      ${row.student_accepted}::int, ${row.student_invited}::int, ${row.student_rejected}::int,
      ${row.other_accepted}::int, ${row.other_invited}::int, ${row.other_rejected}::int,
      ${row.staff_held}::int, ${row.student_held}::int, ${row.history_joined}::int, ${row.history_declined}::int
    from changed
  `;
}
