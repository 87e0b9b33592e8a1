import { randomUUID } from 'node:crypto';
import { DomainError } from '@rollcall/core/errors.ts';
import type { PersonId, RunId, SessionId } from '@rollcall/core/ids.ts';
import { phaseAllows } from '@rollcall/core/licenses/term.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import { nextRunNumber } from '../jobs/next-run-number.ts';
import { enqueueRun } from '../jobs/run-queue.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';
import type { AssignmentRow } from './assignments.ts';

/** A class that was read by itself is not read again by itself for this long: its teacher opens the page often. In ms. */
const restMs = 5 * 60_000;

interface Beginner {
  readonly personId: PersonId | null;
  readonly sessionId: SessionId | null;
  readonly name: string;
}

/**
 * Begins to read the class of an assignment because somebody who teaches it launched it (SPEC ASSIGN-4). Nobody's right
 * carries it; whoever placed the assignment is named. Does nothing where the class cannot be read now, or was just read.
 */
export async function beginRosterBySelf(
  tx: DistrictTx,
  license: LockedLicense,
  assignment: AssignmentRow,
): Promise<RunId | null> {
  if (!assignment.is_open || assignment.roster_url === null) return null;
  if (!phaseAllows[license.phase].adding) return null;
  const last = await lastRoster(tx, assignment);
  if (last !== undefined && (!last.hasEnded || last.ageMs < restMs)) return null;
  const nobody = { personId: null, sessionId: null, name: assignment.placed_by };
  return begin(tx, license, assignment, nobody);
}

/** The same because an admin asked for it. Throws RUN_NOT_POSSIBLE, LICENSE_NOT_ACTIVE. */
export async function beginRoster(
  tx: DistrictTx,
  license: LockedLicense,
  assignment: AssignmentRow,
  by: Beginner,
): Promise<RunId> {
  const { phase } = license;
  if (!phaseAllows[phase].adding && phase !== 'active')
    throw new DomainError('LICENSE_NOT_ACTIVE', { phase });
  if (assignment.roster_url === null) throw new DomainError('RUN_NOT_POSSIBLE', { reason: 'not_connected' });
  if (!assignment.is_open) throw new DomainError('RUN_NOT_POSSIBLE', { reason: 'nothing_chosen' });
  const last = await lastRoster(tx, assignment);
  if (last?.hasEnded === false) throw new DomainError('RUN_NOT_POSSIBLE', { reason: 'already_syncing' });
  return begin(tx, license, assignment, by);
}

async function lastRoster(
  tx: DistrictTx,
  { district_id, license_id, id }: AssignmentRow,
): Promise<{ readonly hasEnded: boolean; readonly ageMs: number } | undefined> {
  const { rows } = await sql<{ hasEnded: boolean; ageMs: number }>`
    select r.ended_at is not null as "hasEnded",
      (extract(epoch from now() - r.created_at) * 1000)::float8 as "ageMs"
    from run r
    where r.district_id = ${district_id} and r.license_id = ${license_id} and r.kind = 'roster' and r.assignment_id = ${id}
    order by r.number desc limit 1
  `.execute(tx);
  return rows[0];
}

async function begin(
  tx: DistrictTx,
  license: LockedLicense,
  assignment: AssignmentRow,
  by: Beginner,
): Promise<RunId> {
  const id = randomUUID() as RunId;
  await tx
    .insertInto('run')
    .values({
      id,
      district_id: license.districtId,
      license_id: license.id,
      number: await nextRunNumber(tx, license),
      kind: 'roster',
      state: 'reading',
      user_type: 'student',
      assignment_id: assignment.id,
      actor_person_id: by.personId,
      actor_session_id: by.sessionId,
      started_by: by.name,
      begun_at: sql<Date>`clock_timestamp()`,
    })
    .execute();
  await enqueueRun(tx, id);
  return id;
}
