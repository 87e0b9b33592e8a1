import { setTimeout } from 'node:timers/promises';
import type { SyncSelection } from '@rollcall/core/sync/contract.ts';
import { syncSelection } from '@rollcall/core/sync/contract.ts';
import { type SyncSource, syncSource } from '@rollcall/core/sync/sync-source.ts';
import type { AppContext } from '../../app-context.ts';
import type { DistrictTx } from '../../db/tx.ts';
import {
  type FoundCourse,
  type FoundPerson,
  type Page,
  SyncFailure,
  type Upstream,
} from '../../integrations/upstream.ts';
import { type HeldRun, heldAnew, keepLease, LeaseLost, stillHeld } from '../../jobs/run-lease.ts';
import type { StepResult } from '../../jobs/run-work.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { findStillThere } from '../../sync/ask-leavers.ts';
import { leaversToAsk } from '../../sync/compare.ts';
import { incomplete } from '../../sync/incomplete.ts';
import { peopleOfPage } from '../../sync/page-people.ts';
import { planClassRead } from '../../sync/plan-class-read.ts';
import { planOuRead } from '../../sync/plan-ou-read.ts';
import type { ReadPlace, ReadPlan } from '../../sync/read-plan.ts';
import { type FoundItem, savedSelection, storedTree, storeItems } from '../../sync/stored-items.ts';
import {
  beginPages,
  findRead,
  insertRead,
  keepPage,
  placeAfter,
  type StoredRead,
} from '../../sync/stored-read.ts';
import type { RunRecord } from './batch-context.ts';
import { getRun, updateRun } from './run-record.ts';
import { compareAndPlan } from './sync-compare.ts';
import { readingFailed, type SyncPace } from './sync-failure.ts';

/** How the other system of a licence is opened. Throws SyncFailure. */
export type OpenUpstream = (
  app: AppContext,
  place: LicensePlace,
  source: SyncSource,
  signal: AbortSignal,
) => Promise<Upstream>;

export interface SyncSettings {
  readonly openUpstream: OpenUpstream;
  readonly pace: SyncPace;
}

/** How long pages are read one after the other, before other runs have their turn. In ms. */
const turnMs = 500;

/** What a reading run is at: all that one portion of it needs to know. */
interface Reading {
  readonly run: RunRecord;
  readonly source: SyncSource;
  readonly read: StoredRead;
  readonly self: { readonly id: string; readonly email: string };
  readonly selection: SyncSelection;
}

/**
 * One portion of reading: the tree or the classes, then page by page, then the comparison. Each page is kept in a
 * transaction of its own; no transaction is open while the other system is waited for (SPEC SYNC-3).
 */
export async function readPortion(
  app: AppContext,
  settings: SyncSettings,
  held: HeldRun,
  signal: AbortSignal,
): Promise<StepResult> {
  const at = await app.bulk.withTx({ district: held.districtId }, (tx) => findReading(tx, held));
  const { plan, place } = at.read;
  let { read } = at;
  try {
    if (read.ageMs >= settings.pace.limitMs) throw new SyncFailure('incomplete', { retryAfterMs: null });
    await whileHeld(app, settings.pace, held, signal, async (until) => {
      const upstream = await settings.openUpstream(app, held, at.source, until);
      if (plan === null) return begin(app, held, at, upstream, until);
      if (place === null) return askAboutLeavers(app, held, at, plan, upstream, until);
      const turnEnds = performance.now() + turnMs;
      for (
        let next: ReadPlace | null = place;
        next !== null && performance.now() < turnEnds;
        next = read.place
      ) {
        until.throwIfAborted();
        read = await nextPage(app, held, { ...at, read }, plan, next, upstream, until);
      }
    });
  } catch (error) {
    // The server stops: whoever comes next goes on at the same page.
    if (signal.aborted && !(error instanceof LeaseLost)) return 'more';
    return readingFailed(app, settings.pace, held, { source: at.source, read }, error);
  }
  return plan !== null && place === null ? compareAndPlan(app, held, at.source, plan.kept) : 'more';
}

/**
 * Whoever stands on no page and is held is asked for by name before anything is compared (SPEC SYNC-3): a directory that
 * is read in pages is no snapshot. A class is read whole by itself, and who is in none has left.
 */
async function askAboutLeavers(
  app: AppContext,
  held: HeldRun,
  { run, source, read }: Reading,
  plan: ReadPlan,
  upstream: Upstream,
  signal: AbortSignal,
): Promise<void> {
  if (source !== 'ou') return;
  const inDistrict = { district: held.districtId };
  const ids = await app.bulk.withTx(inDistrict, (tx) =>
    leaversToAsk(tx, { run: held, source, kept: plan.kept }),
  );
  const people = await findStillThere(upstream, plan, ids, signal);
  if (people.length === 0) return;
  await app.bulk.withTx(inDistrict, async (tx) => {
    await keepLease(tx, held);
    const kept = await keepPage(tx, held, read, people, null);
    await updateRun(tx, run, { ...heldAnew(held.leaseMs), total: kept.people });
  });
}

async function findReading(tx: DistrictTx, held: HeldRun): Promise<Reading> {
  const run = await getRun(tx, held, held.runId);
  const source = syncSource.parse(run.source);
  const connection = await tx
    .selectFrom('connection')
    .select(['subject', 'account_email'])
    .where((where) => where.and({ district_id: held.districtId, license_id: held.licenseId, source }))
    .executeTakeFirst();
  let read = await findRead(tx, held);
  if (read === undefined) {
    await keepLease(tx, held);
    await insertRead(tx, held);
    read = await findRead(tx, held);
  }
  if (read === undefined) throw new Error('A generation that has just begun is not there');
  return {
    run,
    source,
    read,
    self: { id: connection?.subject ?? '', email: connection?.account_email ?? '' },
    selection:
      run.selection === null ? await savedSelection(tx, held, source) : syncSelection.parse(run.selection),
  };
}

/** Does what waits for the other system, and holds the run meanwhile. Aborts when the run is lost, or the server stops. */
export async function whileHeld(
  app: AppContext,
  pace: SyncPace,
  held: HeldRun,
  signal: AbortSignal,
  wait: (until: AbortSignal) => Promise<void>,
): Promise<void> {
  const over = new AbortController();
  const holding = holdOn(app, pace, held, over.signal).catch((error: unknown) => over.abort(error));
  try {
    await wait(AbortSignal.any([signal, over.signal]));
  } finally {
    over.abort();
    await holding;
  }
}

async function holdOn(
  app: AppContext,
  { holdEveryMs = 10_000 }: SyncPace,
  held: HeldRun,
  over: AbortSignal,
): Promise<void> {
  for (;;) {
    const isOver = await setTimeout(holdEveryMs, false, { signal: over, ref: false }).catch(() => true);
    if (isOver) return;
    await app.bulk.withTx({ district: held.districtId }, async (tx) => {
      await keepLease(tx, held);
      await updateRun(tx, await getRun(tx, held, held.runId), stillHeld(held.leaseMs));
    });
  }
}

/** What there is to be read: the tree, or the classes. */
async function begin(
  app: AppContext,
  held: HeldRun,
  at: Reading,
  upstream: Upstream,
  signal: AbortSignal,
): Promise<void> {
  const found = at.source === 'ou' ? await unitsOf(upstream, signal) : await coursesOf(upstream, signal);
  await app.bulk.withTx({ district: held.districtId }, async (tx) => {
    await keepLease(tx, held);
    const plan = await planOf(tx, held, at, found);
    await storeItems(tx, held, at.source, found.items, plan.kept, at.run.selection === null);
    await beginPages(tx, held, plan);
    await updateRun(tx, at.run, { ...heldAnew(held.leaseMs), total: 0 });
  });
}

type Found =
  | { readonly units: Awaited<ReturnType<Upstream['orgUnits']>>; readonly items: readonly FoundItem[] }
  | { readonly courses: readonly FoundCourse[]; readonly items: readonly FoundItem[] };

async function planOf(
  tx: DistrictTx,
  held: HeldRun,
  { selection, self }: Reading,
  found: Found,
): Promise<ReadPlan> {
  if (selection.source === 'ou' && 'units' in found)
    return planOuRead(found.units, selection, await storedTree(tx, held));
  if (selection.source === 'classroom' && 'courses' in found)
    return planClassRead(found.courses, selection, self);
  throw new Error('A sync whose choice is of another source');
}

async function unitsOf(upstream: Upstream, signal: AbortSignal): Promise<Found> {
  const units = await upstream.orgUnits(signal);
  return { units, items: units.map((unit) => ({ ...unit, state: 'there' })) };
}

/** Pages of classes, at most: nobody teaches more. */
const coursePages = 50;

async function coursesOf(upstream: Upstream, signal: AbortSignal): Promise<Found> {
  const courses: FoundCourse[] = [];
  const seen = new Set<string>();
  for (let token: string | null = null; ; ) {
    const page: Page<FoundCourse> = await upstream.courses(token, signal);
    courses.push(...page.items);
    if (page.next === null) break;
    if (seen.has(page.next) || seen.size >= coursePages) throw incomplete();
    seen.add(page.next);
    token = page.next;
  }
  const items = courses.map(({ id, name, state }) => ({
    id,
    parentId: null,
    name,
    path: '',
    state: state === 'active' ? ('there' as const) : state,
  }));
  return { courses, items };
}

/** Reads a page, keeps it, and returns where the generation is then. */
async function nextPage(
  app: AppContext,
  held: HeldRun,
  { run, read }: Reading,
  plan: ReadPlan,
  place: ReadPlace,
  upstream: Upstream,
  signal: AbortSignal,
): Promise<StoredRead> {
  const page = await askFor(plan, place, upstream, signal);
  const people = peopleOfPage(plan, place.part, page.items);
  const next = placeAfter(read, place, plan, page.next);
  return app.bulk.withTx({ district: held.districtId }, async (tx) => {
    await keepLease(tx, held);
    const kept = await keepPage(tx, held, read, people, next);
    await updateRun(tx, run, { ...heldAnew(held.leaseMs), total: kept.people });
    return kept;
  });
}

function askFor(
  plan: ReadPlan,
  { part: partNo, pageToken }: ReadPlace,
  upstream: Upstream,
  signal: AbortSignal,
): Promise<Page<FoundPerson>> {
  if (plan.source === 'ou') {
    const part = plan.parts[partNo];
    if (part === undefined) throw new Error('A page of an OU that is not read');
    return upstream.ouPeople({ unitPath: part.unitPath, pageToken }, signal);
  }
  const part = plan.parts[partNo];
  if (part === undefined) throw new Error('A page of a class that is not read');
  return part.people === 'students'
    ? upstream.courseStudents(part.courseId, pageToken, signal)
    : upstream.courseTeachers(part.courseId, pageToken, signal);
}
