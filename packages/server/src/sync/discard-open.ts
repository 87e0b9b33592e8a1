import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';

/**
 * Throws away the syncs of a source, and the removals that wait, that nobody has confirmed: what they go by does not hold
 * any more. The run `except` goes on. Under the licence's lock; whoever had one in hand can write nothing more for it.
 */
export async function discardOpenSyncs(
  tx: DistrictTx,
  license: LockedLicense,
  source: SyncSource,
  except: string | null = null,
): Promise<void> {
  const place = { district_id: license.districtId, license_id: license.id };
  const discarded = await tx
    .updateTable('run')
    .set({ state: 'discarded', ended_at: license.now, lease_until: null, fence: sql`fence + 1` })
    .where((where) => where.and({ ...place, source }))
    .where('kind', 'in', ['sync', 'sync_leave'])
    .where('state', 'in', ['reading', 'planning', 'planned'])
    .$if(except !== null, (query) => query.where('id', '<>', except))
    .returning('id')
    .execute();
  if (discarded.length === 0) return;
  const ids = discarded.map(({ id }) => id);
  await tx
    .deleteFrom('sync_page')
    .where((where) => where.and(place))
    .where('run_id', 'in', ids)
    .execute();
}
