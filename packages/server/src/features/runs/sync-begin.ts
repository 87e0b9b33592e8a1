import { randomUUID } from 'node:crypto';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId, PersonId, RequestId, RunId, SessionId } from '@rollcall/core/ids.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { SyncSelection } from '@rollcall/core/sync/contract.ts';
import { type SyncSource, syncSource } from '@rollcall/core/sync/sync-source.ts';
import { type Selectable, sql } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { runLicenseCommand } from '../../commands/run-license-command.ts';
import type { Connection } from '../../db/schema.gen.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { nextRunNumber } from '../../jobs/next-run-number.ts';
import { enqueueRun } from '../../jobs/run-queue.ts';
import { assertMethodFits } from '../../license-row/assert-method-fits.ts';
import { domainWideIsOn } from '../../license-row/domain-wide.ts';
import type { LockedLicense } from '../../license-row/lock-license.ts';
import { findRun } from '../../views/run-views.ts';
import type { RunRecord } from './batch-context.ts';
import { assertPhaseFits } from './needed-phase.ts';
import { assertFewOpen } from './run-record.ts';

/** Begins a sync of a choice: everything of it is read, and planned, and waits for somebody (SPEC SYNC-1). */
export async function planSync(
  app: AppContext,
  who: SignedIn,
  input: { readonly licenseId: LicenseId; readonly selection: SyncSelection; readonly requestId: RequestId },
): Promise<RunView> {
  const { licenseId, requestId, selection } = input;
  const command = { licenseId, action: 'sync.control', requestId, body: { selection } } as const;
  return runLicenseCommand<RunView>(app, who, command, async ({ tx, license, actorName }) => {
    const connection = await assertMaySync(tx, license, selection.source);
    if (connection.saved_at === null && !choosesAnything(selection)) throw notPossible('nothing_chosen');
    await assertFewOpen(tx, license);
    return begin(tx, license, selection.source, { ...who, name: actorName, selection });
  });
}

/** Begins a sync of what is saved, at once. It is confirmed by itself, but for removals that are too many (SPEC SYNC-5). */
export async function syncNow(
  app: AppContext,
  who: SignedIn,
  input: { readonly licenseId: LicenseId; readonly source: SyncSource; readonly requestId: RequestId },
): Promise<RunView> {
  const { licenseId, requestId, source } = input;
  const command = { licenseId, action: 'sync.control', requestId, body: { source } } as const;
  return runLicenseCommand<RunView>(app, who, command, async ({ tx, license, actorName }) => {
    const connection = await assertMaySync(tx, license, source);
    if (connection.saved_at === null) throw notPossible('nothing_chosen');
    return begin(tx, license, source, { ...who, name: actorName, selection: null });
  });
}

/** Begins a sync that nobody asked for: nobody's right carries it, and nobody's name is on it. Throws as the others do. */
export async function beginBySelf(
  tx: DistrictTx,
  license: LockedLicense,
  source: SyncSource,
): Promise<RunView> {
  const connection = await assertMaySync(tx, license, source);
  if (connection.saved_at === null) throw notPossible('nothing_chosen');
  return begin(tx, license, source, { personId: null, sessionId: null, name: '', selection: null });
}

function choosesAnything(selection: SyncSelection): boolean {
  if (selection.source === 'ou') return selection.units.some(({ userType }) => userType !== null);
  return selection.courses.length > 0;
}

function notPossible(reason: 'not_connected' | 'nothing_chosen' | 'already_syncing' | 'read_too_old') {
  return new DomainError('RUN_NOT_POSSIBLE', { reason });
}

/** Throws what keeps a sync from beginning, in the words of whoever asks for it. Under the licence's lock. */
async function assertMaySync(
  tx: DistrictTx,
  license: LockedLicense,
  source: SyncSource,
): Promise<Selectable<Connection>> {
  const place = { districtId: license.districtId, licenseId: license.id };
  assertMethodFits(source, license.row.type);
  if (source === 'ou' && (await domainWideIsOn(tx, place)))
    throw new DomainError('METHOD_NOT_AVAILABLE', { method: source, reason: 'domain_wide_is_on' });
  assertPhaseFits(license.phase, 'sync');
  const key = { district_id: license.districtId, license_id: license.id, source } as const;
  const connection = await tx
    .selectFrom('connection')
    .selectAll()
    .where((where) => where.and(key))
    .executeTakeFirst();
  if (connection === undefined || connection.ended_at !== null || connection.lapses_at <= license.now)
    throw notPossible('not_connected');
  await assertNotSyncing(tx, key, null);
  return connection;
}

/**
 * Throws where the source is being synced, or removals from it are under way, other than by the run `except`: what one
 * of two that go on at a time has read or was promised is not what the other leaves behind (SPEC I9).
 */
async function assertNotSyncing(
  tx: DistrictTx,
  key: { readonly district_id: string; readonly license_id: string; readonly source: SyncSource },
  except: string | null,
): Promise<void> {
  const underWay = await tx
    .selectFrom('run')
    .select('id')
    .where((where) => where.and(key))
    .where((where) =>
      where.or([
        where('kind', '=', 'sync').and('state', 'in', ['reading', 'planning', 'queued', 'running']),
        where('kind', '=', 'sync_leave').and('state', 'in', ['queued', 'running']),
      ]),
    )
    .$if(except !== null, (query) => query.where('id', '<>', except))
    .executeTakeFirst();
  if (underWay !== undefined) throw notPossible('already_syncing');
}

/** What was read longer ago says nothing about who is there: two nights in which nothing could be read. In ms. */
const readFreshMs = 2 * 86_400_000;

/**
 * Throws what keeps the plan of a sync, or removals that wait, from being confirmed. What was read since the plan was made
 * knows nothing of it: it would take whom the plan brings for people who have left. And who had left when it was read may
 * be back since. Nothing for other runs. Under the licence's lock.
 */
export async function assertMayConfirm(
  tx: DistrictTx,
  license: LockedLicense,
  run: RunRecord,
): Promise<void> {
  if (run.source === null) return;
  const source = syncSource.parse(run.source);
  const place = { district_id: license.districtId, license_id: license.id };
  if (run.kind === 'sync') await assertMaySync(tx, license, source);
  else await assertNotSyncing(tx, { ...place, source }, run.holds_back);
  const read = await tx
    .selectFrom('sync_read')
    .select('complete_at')
    .where((where) => where.and({ ...place, run_id: run.holds_back ?? run.id }))
    .executeTakeFirst();
  const ageMs = license.now.getTime() - (read?.complete_at?.getTime() ?? 0);
  if (ageMs > readFreshMs) throw notPossible('read_too_old');
}

interface Beginner {
  readonly personId: PersonId | null;
  readonly sessionId: SessionId | null;
  readonly name: string;
  /** Null: what is saved, confirmed by itself. */
  readonly selection: SyncSelection | null;
}

async function begin(
  tx: DistrictTx,
  license: LockedLicense,
  source: SyncSource,
  by: Beginner,
): Promise<RunView> {
  const id = randomUUID() as RunId;
  await tx
    .insertInto('run')
    .values({
      id,
      district_id: license.districtId,
      license_id: license.id,
      number: await nextRunNumber(tx, license),
      kind: 'sync',
      state: 'reading',
      source,
      selection: by.selection === null ? null : JSON.stringify(by.selection),
      actor_person_id: by.personId,
      actor_session_id: by.sessionId,
      started_by: by.name,
      begun_at: sql<Date>`clock_timestamp()`,
    })
    .execute();
  await enqueueRun(tx, id);
  const view = await findRun(tx, { districtId: license.districtId, licenseId: license.id }, id);
  if (view === undefined) throw new Error('A run that was just made is not there');
  return view;
}
