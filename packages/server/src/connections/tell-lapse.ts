import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';
import { connectionKey } from './connection-row.ts';

/**
 * Tells once that an authorisation has lapsed by its date: open dashboards and the audit log hear of it, as of one that
 * was revoked (SPEC SYNC-8). False where none has lapsed. Recorded under the lock, so it comes last in its transaction.
 */
export async function tellLapse(
  tx: DistrictTx,
  license: LockedLicense,
  source: SyncSource,
): Promise<boolean> {
  const key = connectionKey({ districtId: license.districtId, licenseId: license.id, source });
  const lapsed = await tx
    .selectFrom('connection')
    .select(sql<boolean>`last_problem = 'authorisation_ended' and last_problem_at >= lapses_at`.as('isTold'))
    .where((where) => where.and(key))
    .where('ended_at', 'is', null)
    .where('lapses_at', '<=', sql<Date>`clock_timestamp()`)
    .executeTakeFirst();
  if (lapsed === undefined) return false;
  if (lapsed.isTold === true) return true;
  await tx
    .updateTable('connection')
    .set({ last_problem: 'authorisation_ended', last_problem_at: sql<Date>`clock_timestamp()` })
    .where((where) => where.and(key))
    .execute();
  await recordChange(tx, license, {
    type: 'sync.failed',
    payload: {},
    actor: { kind: 'system', job: 'sync' },
    targets: [],
    details: { source, problem: 'authorisation_ended' },
  });
  return true;
}
