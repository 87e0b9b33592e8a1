import type { Actor } from '@rollcall/core/access/actor.ts';
import { type SyncSelection, syncSelection } from '@rollcall/core/sync/contract.ts';
import { type SyncSource, syncSource } from '@rollcall/core/sync/sync-source.ts';
import { z } from 'zod';
import type { DistrictTx } from '../../db/tx.ts';
import { recordChange } from '../../events/record-change.ts';
import { type LockedLicense, lockLicense } from '../../license-row/lock-license.ts';
import { discardOpenSyncs } from '../../sync/discard-open.ts';
import { nextSync } from '../../sync/next-sync.ts';
import { savedSelection, saveSelection } from '../../sync/stored-items.ts';
import type { RunRecord } from './batch-context.ts';
import { updateRun } from './run-record.ts';

/** What the selection of a confirmed choice holds beside it, for its undo. */
const savedChoice = z.object({
  source: syncSource,
  /** When it was saved: by that it is known whether another one has been saved since. */
  savedAt: z.iso.datetime(),
  /** The choice that held before; null where there was none. */
  before: syncSelection.nullable(),
});

/**
 * What confirming a run means for the choice that is synced: the plan of a choice saves it, and the undo of one takes it
 * back, unless another one was saved since. Returns the licence as it is afterwards, still locked; for other runs as it was.
 */
export async function savedWith(
  tx: DistrictTx,
  license: LockedLicense,
  { run, undone }: { readonly run: RunRecord; readonly undone: RunRecord | null },
  actor: Actor,
): Promise<LockedLicense> {
  const saved = run.kind === 'sync' ? await save(tx, license, run) : await takeBack(tx, license, undone);
  if (saved === null) return license;
  await recordChange(tx, license, {
    type: 'sync.saved',
    payload: {},
    actor,
    targets: [run.id],
    details: { source: saved.source },
  });
  const after = await lockLicense(tx, license.districtId, license.id);
  if (after === undefined) throw new Error('A licence has gone under its lock');
  return after;
}

async function save(tx: DistrictTx, license: LockedLicense, run: RunRecord): Promise<SyncSelection | null> {
  if (run.selection === null) return null;
  const selection = syncSelection.parse(run.selection);
  const { source } = selection;
  const before =
    (await savedAtOf(tx, license, source)) === null
      ? null
      : await savedSelection(tx, { districtId: license.districtId, licenseId: license.id }, source);
  await write(tx, license, selection, true);
  await updateRun(tx, run, {
    selection: JSON.stringify({ ...selection, savedAt: license.now.toISOString(), before }),
  });
  return selection;
}

/** Whom a sync of the choice would bring, nobody wants any more: what was read for it is thrown away. */
async function takeBack(
  tx: DistrictTx,
  license: LockedLicense,
  undone: RunRecord | null,
): Promise<SyncSelection | null> {
  if (undone?.kind !== 'sync') return null;
  const { data: choice } = savedChoice.safeParse(undone.selection);
  if (choice === undefined) return null;
  const savedAt = await savedAtOf(tx, license, choice.source);
  if (savedAt?.toISOString() !== choice.savedAt) return null;
  const before = choice.before ?? nothingOf(choice.source);
  await discardOpenSyncs(tx, license, choice.source);
  await write(tx, license, before, choice.before !== null);
  return before;
}

function nothingOf(source: SyncSource): SyncSelection {
  return source === 'ou' ? { source, units: [] } : { source, courses: [] };
}

async function write(
  tx: DistrictTx,
  license: LockedLicense,
  selection: SyncSelection,
  isChoice: boolean,
): Promise<void> {
  const { districtId, id: licenseId, now } = license;
  const { source } = selection;
  await saveSelection(tx, { districtId, licenseId }, selection);
  await tx
    .updateTable('connection')
    .set(isChoice ? { saved_at: now, next_at: nextSync('connection') } : { saved_at: null, next_at: null })
    .where((where) => where.and({ district_id: districtId, license_id: licenseId, source }))
    .execute();
}

async function savedAtOf(
  tx: DistrictTx,
  { districtId, id }: LockedLicense,
  source: SyncSource,
): Promise<Date | null> {
  const connection = await tx
    .selectFrom('connection')
    .select('saved_at')
    .where((where) => where.and({ district_id: districtId, license_id: id, source }))
    .executeTakeFirst();
  return connection?.saved_at ?? null;
}
