import type { SeatCounts } from '@rollcall/core/licenses/seats.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';
import type { DemoBatch } from './districts.ts';

interface PastDay {
  readonly daysAgo: number;
  readonly counts: SeatCounts;
  readonly joined: number;
  readonly declined: number;
}

/**
 * The one thing of the demo that is invented rather than done: days before it began, so that the pictures on Details
 * have something to show. Each batch was added on its day and answered, bit by bit, until yesterday; the last of the
 * days equals the licence as it is. Takes a licence that was filled in this transaction.
 */
export async function inventHistory(
  tx: DistrictTx,
  { districtId, id, row }: LockedLicense,
  batches: readonly DemoBatch[],
): Promise<void> {
  const days = pastDays(batches);
  if (days.length === 0) return;
  await tx
    .insertInto('license_day')
    .values(
      days.map(({ daysAgo, counts, joined, declined }) => ({
        district_id: districtId,
        license_id: id,
        day: sql<string>`(now() at time zone 'UTC')::date - ${daysAgo}::int`,
        seq: 0,
        staff_seats: row.staff_seats,
        student_seats: row.student_seats,
        teacher_accepted: counts.teacher.accepted,
        teacher_invited: counts.teacher.invited,
        teacher_rejected: counts.teacher.rejected,
        student_accepted: counts.student.accepted,
        student_invited: counts.student.invited,
        student_rejected: counts.student.rejected,
        other_accepted: counts.other.accepted,
        other_invited: counts.other.invited,
        other_rejected: counts.other.rejected,
        staff_held: 0,
        student_held: 0,
        joined,
        declined,
      })),
    )
    // A demo that is filled at midnight has a true yesterday already.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // The answers stand on the days before: today has none yet.
  await tx
    .updateTable('license')
    .set({ history_joined: 0, history_declined: 0 })
    .where((where) => where.and({ district_id: districtId, id }))
    .execute();
}

/** Every day from the first batch to yesterday, oldest first. */
function pastDays(batches: readonly DemoBatch[]): PastDay[] {
  const first = Math.max(0, ...batches.map(({ daysAgo }) => daysAgo));
  return Array.from({ length: first }, (_, index) => first - index).map((daysAgo) =>
    pastDay(batches, daysAgo),
  );
}

function pastDay(batches: readonly DemoBatch[], daysAgo: number): PastDay {
  const none = () => ({ accepted: 0, invited: 0, rejected: 0 });
  const counts = { teacher: none(), student: none(), other: none() };
  const today = { joined: 0, declined: 0 };
  for (const batch of batches.filter((one) => one.daysAgo >= daysAgo)) {
    const of = counts[batch.userType];
    const people = batch.people + (batch.waiting?.length ?? 0);
    if (batch.mode === 'at_once') {
      of.accepted += people;
      continue;
    }
    const joined = answered(batch, batch.joined ?? 0, daysAgo);
    const declined = answered(batch, batch.declined?.length ?? 0, daysAgo);
    of.accepted += joined;
    of.rejected += declined;
    of.invited += people - joined - declined;
    today.joined += joined - answered(batch, batch.joined ?? 0, daysAgo + 1);
    today.declined += declined - answered(batch, batch.declined?.length ?? 0, daysAgo + 1);
  }
  return { daysAgo, counts, ...today };
}

/** How many of a batch's answers were there at the end of a day: most come soon, the last one yesterday. */
function answered(batch: DemoBatch, answers: number, daysAgo: number): number {
  const days = batch.daysAgo - daysAgo;
  if (days <= 0) return 0;
  return Math.floor(answers * Math.sqrt(days / (batch.daysAgo - 1)));
}
