import { randomUUID } from 'node:crypto';
import { can } from '@rollcall/core/access/can.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { DistrictId, LicenseId, RequestId, RunId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { RunFailure, RunView } from '@rollcall/core/runs/contract.ts';
import type { CsvOptions } from '@rollcall/core/runs/csv-contract.ts';
import { columnsOfFile } from '@rollcall/core/runs/file-columns.ts';
import { storableText } from '@rollcall/core/storable-text.ts';
import { sql } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import {
  districtOfGrant,
  type LicenseCommandScope,
  readGrants,
  runLicenseCommand,
} from '../../commands/run-license-command.ts';
import type { CsvBatch } from '../../csv/csv-batch.ts';
import { isListExport } from '../../csv/export-marker.ts';
import { readCsv } from '../../csv/read-csv.ts';
import { unreadable } from '../../csv/refuse-file.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { nextRunNumber } from '../../jobs/next-run-number.ts';
import { enqueueRun } from '../../jobs/run-queue.ts';
import { assertMethodFits } from '../../license-row/assert-method-fits.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { findRun } from '../../views/run-views.ts';
import { assertPhaseFits } from './needed-phase.ts';
import { assertFewOpen } from './run-record.ts';

export interface CsvUpload {
  readonly licenseId: LicenseId;
  readonly kind: 'csv_add' | 'csv_remove';
  readonly userType: UserType;
  readonly fileName: string;
  readonly options: CsvOptions;
  readonly requestId: RequestId;
}

/** Whether the person may upload files for the licence, before any of it is looked at. NOT_FOUND when not. */
export async function assertMayUpload(app: AppContext, who: SignedIn, licenseId: LicenseId): Promise<void> {
  const districtId = await districtOfGrant(app, who, licenseId);
  await app.db.withTx({ district: districtId }, async (tx) => {
    if (!can(await readGrants(tx, who, districtId, licenseId), 'member.add'))
      throw new DomainError('NOT_FOUND', { noun: 'license' });
  });
}

interface ReadingRun extends LicensePlace {
  readonly runId: RunId;
}

/** How often a run that is being read is held anew. In ms. */
const holdEveryMs = 15_000;
/** Without that for this long the reader counts as gone. In SQL's words. */
const readerLease = '60 seconds';
const fileNameLimit = 200;

/**
 * Reads a file into a run: streamed, portion by portion, and planned when all of it is there. Nothing is held in memory
 * but the portion at hand. A file that cannot be read, or that ends early, leaves a failed run and none of its rows.
 * Throws FILE_NOT_READABLE with what is wrong, and the reason of `gone`: who sends no longer waits for its turn.
 */
export async function uploadCsv(
  app: AppContext,
  who: SignedIn,
  upload: CsvUpload,
  bytes: AsyncIterable<Uint8Array>,
  gone: AbortSignal,
): Promise<RunView> {
  const runId = randomUUID() as RunId;
  const run = await beginReading(app, who, upload, runId);
  if (run.runId !== runId) {
    // A repeated request: the first one has read, or reads, the file. This one's bytes are let pass by.
    await passBy(bytes, app.env.csvLimits.bytes);
    return firstView(app, run);
  }
  // A file waits for its turn at the reader, and a slow line takes its time: the run stays held for as long.
  const holding = setInterval(() => void holdReading(app, run).catch(() => {}), holdEveryMs);
  try {
    const keep = (batch: CsvBatch) => keepBatch(app, run, batch);
    const summary = await readCsv(bytes, upload.options, app.env.csvLimits, keep, {
      person: who.personId,
      signal: gone,
    });
    await finishReading(app, run, summary.header, upload.options);
  } catch (error) {
    await failReading(app, run, failureOf(error));
    throw error;
  } finally {
    clearInterval(holding);
  }
  return viewOf(app, run);
}

/** What became of the first request. One that broke off has no result to give: the file is to be sent anew. */
async function firstView(app: AppContext, run: ReadingRun): Promise<RunView> {
  const view = await viewOf(app, run);
  if (view.failure === 'interrupted' || view.state === 'discarded') throw unreadable('interrupted', null);
  return view;
}

async function viewOf(app: AppContext, run: ReadingRun): Promise<RunView> {
  const view = await app.db.withTx({ district: run.districtId }, (tx) => findRun(tx, run, run.runId));
  if (view === undefined) throw new DomainError('NOT_FOUND', { noun: 'run' });
  return view;
}

/** A file that broke off may be whole: it is not what is wrong with it. */
function failureOf(error: unknown): RunFailure {
  if (!(error instanceof DomainError) || error.code !== 'FILE_NOT_READABLE') return 'interrupted';
  const { problem } = (error as DomainError<'FILE_NOT_READABLE'>).details;
  return problem === 'interrupted' ? 'interrupted' : 'file_not_readable';
}

/** A browser that still sends reads no answer. */
async function passBy(bytes: AsyncIterable<Uint8Array>, limit: number): Promise<void> {
  let passed = 0;
  for await (const piece of bytes) {
    passed += piece.length;
    if (passed > limit) return;
  }
}

/** Makes the run, or gives the one that a first request with this id has made. */
async function beginReading(
  app: AppContext,
  who: SignedIn,
  upload: CsvUpload,
  runId: RunId,
): Promise<ReadingRun> {
  const { licenseId, requestId, ...body } = upload;
  const command = { licenseId, action: 'run.control', requestId, body } as const;
  return runLicenseCommand<ReadingRun>(app, who, command, async ({ tx, license, actorName }) => {
    assertOpen(license, upload.kind);
    await assertFewOpen(tx, license);
    await tx
      .insertInto('run')
      .values({
        id: runId,
        district_id: license.districtId,
        license_id: licenseId,
        number: await nextRunNumber(tx, license),
        kind: upload.kind,
        state: 'reading',
        actor_person_id: who.personId,
        actor_session_id: who.sessionId,
        started_by: actorName,
        file_name: storableText(upload.fileName.slice(0, fileNameLimit)),
        user_type: upload.userType,
        lease_until: sql<Date>`clock_timestamp() + ${readerLease}::interval`,
      })
      .execute();
    return { districtId: license.districtId, licenseId, runId };
  });
}

function assertOpen({ row, phase }: LicenseCommandScope['license'], kind: CsvUpload['kind']): void {
  assertMethodFits('csv', row.type);
  assertPhaseFits(phase, kind);
}

/** The run, if it is still being read. */
function updateReading(tx: DistrictTx, { districtId, licenseId, runId }: ReadingRun) {
  const place = { district_id: districtId, license_id: licenseId, id: runId } as const;
  return tx.updateTable('run').where((where) => where.and({ ...place, state: 'reading' }));
}

async function holdReading(app: AppContext, run: ReadingRun): Promise<void> {
  await app.bulk.withTx({ district: run.districtId }, (tx) =>
    updateReading(tx, run)
      .set({ lease_until: sql<Date>`clock_timestamp() + ${readerLease}::interval` })
      .execute(),
  );
}

/** A run that somebody threw away meanwhile, or that counts as left, takes no more rows. */
async function keepBatch(app: AppContext, run: ReadingRun, batch: CsvBatch): Promise<void> {
  await app.bulk.withTx({ district: run.districtId }, async (tx) => {
    const held = await updateReading(tx, run)
      .set({
        total: sql`total + ${batch.size}`,
        lease_until: sql<Date>`clock_timestamp() + ${readerLease}::interval`,
      })
      .executeTakeFirst();
    if (held.numUpdatedRows === 0n) throw new DomainError('NOT_FOUND', { noun: 'run' });
    await sql`
      insert into run_batch (district_id, license_id, run_id, batch_no, first_row, size,
        lines, emails, shown, names, user_types, refusals, reasons, raws)
      values (${run.districtId}, ${run.licenseId}, ${run.runId}, ${batch.batchNo}, ${batch.firstRow}, ${batch.size},
        ${batch.lines}::int[], ${batch.emails}::text[], ${batch.shown}::text[], ${batch.names}::text[],
        ${batch.userTypes}::text[], ${batch.refusals}::text[], ${batch.reasons}::text[], ${batch.raws}::text[])
    `.execute(tx);
  });
}

async function finishReading(
  app: AppContext,
  run: ReadingRun,
  header: readonly string[] | null,
  { roles }: CsvOptions,
): Promise<void> {
  const known = {
    columns: JSON.stringify(columnsOfFile(header, roles)),
    leave_known: isListExport(header ?? []),
  };
  await app.bulk.withTx({ district: run.districtId }, async (tx) => {
    const read = await updateReading(tx, run)
      .set({ state: 'planning', ...known, lease_until: null })
      .executeTakeFirst();
    if (read.numUpdatedRows === 0n) throw new DomainError('NOT_FOUND', { noun: 'run' });
    await enqueueRun(tx, run.runId);
  });
}

async function failReading(app: AppContext, run: ReadingRun, failure: RunFailure): Promise<void> {
  await app.bulk.withTx({ district: run.districtId as DistrictId }, async (tx) => {
    await updateReading(tx, run)
      .set({ state: 'failed', failure, ended_at: sql<Date>`now()`, lease_until: null })
      .execute();
  });
}
