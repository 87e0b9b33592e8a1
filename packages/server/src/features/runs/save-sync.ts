import type { Actor } from '@rollcall/core/access/actor.ts';
import { syncSelection } from '@rollcall/core/sync/contract.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { recordChange } from '../../events/record-change.ts';
import { type LockedLicense, lockLicense } from '../../license-row/lock-license.ts';
import { nextSync } from '../../sync/next-sync.ts';
import { saveSelection } from '../../sync/stored-items.ts';
import type { RunRecord } from './batch-context.ts';

/**
 * Saves what a plan was made for, where it is the plan of a choice: from now on that is synced. Returns the licence as it is
 * afterwards, still locked; for other runs as it was.
 */
export async function savedWith(
  tx: DistrictTx,
  license: LockedLicense,
  run: RunRecord,
  actor: Actor,
): Promise<LockedLicense> {
  if (run.kind !== 'sync' || run.selection === null) return license;
  const selection = syncSelection.parse(run.selection);
  const { source } = selection;
  await saveSelection(tx, { districtId: license.districtId, licenseId: license.id }, selection);
  await tx
    .updateTable('connection')
    .set({ saved_at: license.now, next_at: nextSync('connection') })
    .where((where) => where.and({ district_id: license.districtId, license_id: license.id, source }))
    .execute();
  await recordChange(tx, license, {
    type: 'sync.saved',
    payload: {},
    actor,
    targets: [run.id],
    details: { source },
  });
  const after = await lockLicense(tx, license.districtId, license.id);
  if (after === undefined) throw new Error('A licence has gone under its lock');
  return after;
}
