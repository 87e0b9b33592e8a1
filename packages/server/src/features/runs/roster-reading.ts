import type { AssignmentId, DistrictId, PlatformId } from '@rollcall/core/ids.ts';
import type { LaunchProblem } from '@rollcall/core/lti/launch-problem.ts';
import type { SyncProblem } from '@rollcall/core/sync/sync-source.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { recordChange } from '../../events/record-change.ts';
import type { RegisteredPlatform } from '../../integrations/lti/platform.ts';
import { readRosterPage } from '../../integrations/lti/platform-client.ts';
import { SyncFailure } from '../../integrations/upstream.ts';
import { type HeldRun, heldAnew, holdLease, keepLease, LeaseLost } from '../../jobs/run-lease.ts';
import type { StepResult } from '../../jobs/run-work.ts';
import { lockLicense } from '../../license-row/lock-license.ts';
import { type AssignmentRow, findAssignment } from '../../lms/assignments.ts';
import { type ClassPerson, pupilsOfPage } from '../../lms/class-page.ts';
import { findPlatformRow, registeredOf } from '../../lms/find-platform.ts';
import type { PlatformPlace } from '../../lms/platform-place.ts';
import type { RunRecord } from './batch-context.ts';
import { getRun, nextState, updateRun } from './run-record.ts';
import type { SyncPace } from './sync-failure.ts';
import { whileHeld } from './sync-reading.ts';

/** Where a reading is: kept with the run, so that whoever comes next goes on at the same page. */
const reading = z.strictObject({ next: z.string(), pages: z.int(), tries: z.int() });
type Reading = z.infer<typeof reading>;

/** People on a page, as it is asked for: the most that some systems send. Each page is a portion of the run. */
const pageSize = 100;
/** A class with more pages never ends. */
const pageLimit = 1_000;
/** How long pages are read one after the other, before other runs have their turn. In ms. */
const turnMs = 500;

interface ClassRun {
  readonly run: RunRecord;
  readonly place: PlatformPlace;
  readonly platform: RegisteredPlatform;
  readonly assignment: AssignmentRow;
  readonly at: Reading;
}

/**
 * Reads a class page by page (SPEC ASSIGN-4). Each page is a portion of the run, kept in a transaction of its own; none is
 * open while the other system is waited for. Nobody takes a seat before the last page is there: what the run then says it
 * will do is the class, and not some of it.
 */
export async function readClassPortion(
  app: AppContext,
  pace: SyncPace,
  held: HeldRun,
  signal: AbortSignal,
): Promise<StepResult> {
  const found = await app.bulk.withTx({ district: held.districtId }, (tx) => findClass(tx, held));
  if (found === null) return fail(app, held, 'refused');
  let { at } = found;
  let isOver = false;
  try {
    await whileHeld(app, pace, held, signal, async (until) => {
      const turnEnds = performance.now() + turnMs;
      while (!isOver && performance.now() < turnEnds) {
        until.throwIfAborted();
        if (at.pages >= pageLimit) throw new SyncFailure('incomplete', { retryAfterMs: null });
        const page = await readRosterPage(app, found.platform, at.next, until);
        if (page.next === at.next) throw new SyncFailure('incomplete', { retryAfterMs: null });
        isOver = page.next === null;
        const next = { next: page.next ?? '', pages: at.pages + 1, tries: 0 };
        await app.bulk.withTx({ district: held.districtId }, async (tx) => {
          await keepLease(tx, held);
          const pupils = await pupilsOfPage(tx, found.place, found.assignment.deployment_id, page.items);
          await keepPortion(tx, held, next, pupils, isOver);
        });
        at = next;
      }
    });
  } catch (error) {
    // The server stops: whoever comes next goes on at the same page.
    if (signal.aborted && !(error instanceof LeaseLost)) return 'more';
    return failed(app, pace, held, { ...found, at }, error);
  }
  return 'more';
}

/** Null where there is nothing to read any more: closed, taken away, switched off, or not shared. */
async function findClass(tx: DistrictTx, held: HeldRun): Promise<ClassRun | null> {
  const run = await getRun(tx, held, held.runId);
  const id = run.assignment_id as AssignmentId | null;
  const assignment = id === null ? undefined : await findAssignment(tx, placeOf(held), id);
  if (assignment === undefined || !assignment.is_open || assignment.roster_url === null) return null;
  const place = { ...placeOf(held), platformId: assignment.platform_id as PlatformId };
  const row = await findPlatformRow(tx, place);
  const platform = row?.state === 'active' ? registeredOf(row) : null;
  if (platform === null) return null;
  const at =
    run.reading === null
      ? { next: firstPage(assignment.roster_url), pages: 0, tries: 0 }
      : reading.parse(run.reading);
  return { run, place, platform, assignment, at };
}

/** Asks for large pages; a system that has smaller ones sends those. */
function firstPage(rosterUrl: string): string {
  const url = new URL(rosterUrl);
  if (!url.searchParams.has('limit')) url.searchParams.set('limit', `${pageSize}`);
  return url.href;
}

function placeOf({ districtId, licenseId }: HeldRun) {
  return { districtId: districtId as DistrictId, licenseId };
}

/** Keeps a page as a portion; after the last, the run is read. */
async function keepPortion(
  tx: DistrictTx,
  held: HeldRun,
  at: Reading,
  pupils: readonly ClassPerson[],
  isLast: boolean,
): Promise<void> {
  const run = await getRun(tx, held, held.runId);
  if (pupils.length > 0) {
    await sql`
      insert into run_batch (district_id, license_id, run_id, batch_no, first_row, size, emails, shown, names, user_types,
        refusals, external_ids)
      values (${held.districtId}, ${held.licenseId}, ${held.runId}, ${at.pages}, ${run.total + 1}, ${pupils.length},
        ${pupils.map(({ email }) => email)}::text[], ${pupils.map(({ shown }) => shown)}::text[],
        ${pupils.map(({ name }) => name)}::text[], ${pupils.map(() => 'student')}::text[],
        ${pupils.map(({ refusal }) => refusal)}::text[], ${pupils.map(({ subject }) => subject)}::text[])
    `.execute(tx);
  }
  await updateRun(tx, run, {
    ...heldAnew(held.leaseMs),
    total: run.total + pupils.length,
    reading: isLast ? null : JSON.stringify(at),
    ...(isLast ? { state: nextState(run, 'read') } : {}),
  });
}

/** What comes after a failure: the same page once more, or the end. Within a bound, whatever the other system does. */
async function failed(
  app: AppContext,
  pace: SyncPace,
  held: HeldRun,
  { run, at }: ClassRun,
  error: unknown,
): Promise<StepResult> {
  if (!(error instanceof SyncFailure)) throw error;
  const { problem, retryAfterMs } = error;
  const tries = at.tries + 1;
  app.log.warn({ runId: held.runId, problem, tries }, 'a class could not be read on');
  const ageMs = Date.now() - run.created_at.getTime();
  const isHopeless = retryAfterMs === null || tries >= pace.tries || ageMs + retryAfterMs >= pace.limitMs;
  if (isHopeless) return fail(app, held, problem);
  await app.bulk.withTx({ district: held.districtId }, async (tx) => {
    await keepLease(tx, held);
    await updateRun(tx, run, { ...heldAnew(held.leaseMs), reading: JSON.stringify({ ...at, tries }) });
  });
  const waitMs = Math.min(pace.firstMs * 2 ** at.tries, pace.longestMs);
  return { againInMs: Math.max(retryAfterMs, waitMs) };
}

/** What a class that cannot be read is called on the dashboard. */
const problemOf: Readonly<Record<SyncProblem, LaunchProblem>> = {
  authorisation_ended: 'roster_refused',
  refused: 'roster_refused',
  quota: 'roster_unreachable',
  unreachable: 'roster_unreachable',
  incomplete: 'roster_incomplete',
};

/** The reading has failed, and nothing happened to anybody. The dashboards hear of it where the problem is a new one. */
async function fail(app: AppContext, held: HeldRun, failure: SyncProblem): Promise<StepResult> {
  await app.bulk.withTx({ district: held.districtId }, async (tx) => {
    const license = await lockLicense(tx, held.districtId as DistrictId, held.licenseId);
    if (license === undefined) throw new Error('A class of a licence that is not there');
    await holdLease(tx, held);
    const run = await getRun(tx, held, held.runId);
    await failClass(tx, run, failure);
    const assignment =
      run.assignment_id === null
        ? undefined
        : await findAssignment(tx, placeOf(held), run.assignment_id as AssignmentId);
    if (assignment === undefined) return;
    const problem = problemOf[failure];
    await tx
      .updateTable('lti_assignment')
      .set({ last_roster_problem: problem, last_roster_problem_at: license.now })
      .where((where) =>
        where.and({ district_id: held.districtId, license_id: held.licenseId, id: assignment.id }),
      )
      .execute();
    if (assignment.last_roster_problem === problem) return;
    await recordChange(tx, license, {
      type: 'lms.failed',
      payload: {},
      actor: { kind: 'system', job: 'roster' },
      targets: [assignment.id, run.id],
      details: { problem, title: assignment.title },
    });
  });
  app.live.committed(held);
  return 'done';
}

/** Ends a class that is being read, and forgets what was read of it. */
export async function failClass(
  tx: DistrictTx,
  run: RunRecord,
  failure: RunRecord['failure'],
): Promise<void> {
  await tx
    .updateTable('run_batch')
    .set({ emails: null, shown: null, names: null, external_ids: null })
    .where((where) => where.and({ district_id: run.district_id, license_id: run.license_id, run_id: run.id }))
    .execute();
  await updateRun(tx, run, {
    state: nextState(run, 'fail'),
    failure,
    reading: null,
    total: 0,
    ended_at: sql<Date>`now()`,
    lease_until: null,
  });
}
