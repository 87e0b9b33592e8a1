import type { Grants } from '@rollcall/core/access/actor.ts';
import type { PersonId } from '@rollcall/core/ids.ts';
import { poolUsage } from '@rollcall/core/licenses/pools.ts';
import type { FreeSeats } from '@rollcall/core/members/admit.ts';
import type { Selectable } from 'kysely';
import { readGrants } from '../../commands/run-license-command.ts';
import type { License } from '../../db/schema.gen.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { freeSeats } from '../../license-row/lock-license.ts';
import { countsOf, heldOf } from '../../license-row/seat-counts.ts';
import type { SeenPlace } from '../../membership/change-query.ts';
import type { RunRecord } from './batch-context.ts';
import { type BatchSummary, countsAfter } from './batch-summary.ts';

/** The grants of whoever answers for the run, as they are now. Null: it began by itself, and nobody's right carries it. */
export async function grantsOfRun(
  tx: DistrictTx,
  { districtId, id }: Pick<SeenPlace, 'districtId' | 'id'>,
  run: RunRecord,
): Promise<Grants | null> {
  if (run.actor_person_id === null) return null;
  return readGrants(tx, { personId: run.actor_person_id as PersonId }, districtId, id);
}

/** Rights of nobody: for what is decided by them where nobody's right carries the run. */
export function noGrants({ districtId }: Pick<SeenPlace, 'districtId'>): Grants {
  return { districtId, licenseAdminOf: null, domainAdmin: false };
}

/** Whom the list names as having added people: who started the run; of one that began by itself, who connected it. */
export async function addedByRun(tx: DistrictTx, run: RunRecord): Promise<string> {
  const { source } = run;
  if (run.started_by !== '' || source === null) return run.started_by;
  const connection = await tx
    .selectFrom('connection')
    .select('connected_by')
    .where((where) => where.and({ district_id: run.district_id, license_id: run.license_id, source }))
    .executeTakeFirst();
  return connection?.connected_by ?? '';
}

/** Whether seats that come free in a run are given out again in it: it ends sources before it begins others. */
export function setsOff(run: RunRecord, undone: RunRecord | null): boolean {
  return run.kind === 'sync' || undone?.kind === 'sync';
}

/** What is free for the next portion of a plan, behind those that are planned. Null is unlimited. */
export function freeInPlan(row: Selectable<License>, sofar: BatchSummary, givesOutFreed: boolean): FreeSeats {
  if (givesOutFreed) {
    const counts = countsAfter(countsOf(row), sofar);
    const held = heldOf(row);
    return {
      staff: poolUsage('staff', row.staff_seats, counts, held).free,
      student: poolUsage('student', row.student_seats, counts, held).free,
    };
  }
  const free = freeSeats(row);
  return {
    staff: free.staff === null ? null : free.staff - sofar.claimed.staff,
    student: free.student === null ? null : free.student - sofar.claimed.student,
  };
}

/** The seats that a confirmed run holds: those it claims; where it waits for its own to come free, what there is of them. */
export function seatsToHold(
  row: Selectable<License>,
  { claimed }: BatchSummary,
  givesOutFreed: boolean,
): BatchSummary['claimed'] {
  if (!givesOutFreed) return claimed;
  const free = freeSeats(row);
  const within = (wanted: number, left: number | null) =>
    left === null ? wanted : Math.max(0, Math.min(wanted, left));
  return { staff: within(claimed.staff, free.staff), student: within(claimed.student, free.student) };
}
