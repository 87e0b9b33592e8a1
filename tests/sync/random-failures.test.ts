import type { RunningApp } from '@rollcall/server/app.ts';
import { createRunWork } from '@rollcall/server/features/runs/run-work.ts';
import { SyncFailure } from '@rollcall/server/integrations/upstream.ts';
import type { RunWork } from '@rollcall/server/jobs/run-work.ts';
import { expect, test } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { expectBooksBalance } from '../_kit/books.ts';
import { insertConnection } from '../_kit/connection-row.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { FakeGoogle, type Fault } from '../_kit/fake-google.ts';
import { newRequest } from '../_kit/membership.ts';
import { chooseUnits } from '../_kit/sync-world.ts';
import { workRuns } from '../_kit/work-runs.ts';
import { createOwnDatabase } from '../schema/own-database.ts';

const failures = process.env.ROLLCALL_LONG === '1' ? 10_000 : 1_000;
const seed = Number(process.env.ROLLCALL_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** A number below `below`, the same ones for the same seed (mulberry32). */
function createRandom(from: number): (below: number) => number {
  let state = from;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
const random = createRandom(seed);

interface Scene {
  readonly app: RunningApp;
  readonly database: TestDatabase;
  readonly work: RunWork;
  readonly home: TestDistrict;
  readonly google: FakeGoogle;
  /** Faults so far, and whether one of this sync is a lie that nobody can see: an answer that looks complete. */
  faults: number;
  lied: boolean;
  names: number;
}

/** Works off what there is of the licence's runs, without waiting between two tries. */
const work = ({ app, work: runs, home }: Scene) =>
  workRuns(app.context, runs, { districtId: home.id, licenseId: home.licenseId });

const honest: readonly (() => Fault)[] = [
  () => ({ failure: new SyncFailure('quota', { retryAfterMs: random(5) }) }),
  () => ({ failure: new SyncFailure('unreachable', { retryAfterMs: 0 }) }),
  () => ({ failure: new SyncFailure('unreachable', { retryAfterMs: 0 }) }),
  () => ({ failure: new SyncFailure('incomplete', { retryAfterMs: 0, restart: true }) }),
  () => ({ page: (page) => ({ ...page, next: 'p20' }) }),
  () => ({ page: (page) => ({ ...page, items: [...page.items, ...page.items] }) }),
  () => ({ page: (page) => ({ ...page, items: page.items.map((one) => ({ ...one, id: '' })) }) }),
  () => ({
    page: (page) => ({ ...page, items: page.items.map((one) => ({ ...one, unitPath: '/nowhere' })) }),
  }),
  () => ({ tree: (units) => [...units, ...units.slice(1)] }),
];
/** After these a sync is at its end: they are rare, so that the others have their turn. */
const last: readonly (() => Fault)[] = [
  () => ({ failure: new SyncFailure('refused', { retryAfterMs: null }) }),
  () => ({ failure: new SyncFailure('authorisation_ended', { retryAfterMs: null }) }),
];
const lies: readonly (() => Fault)[] = [
  () => ({ page: () => ({ items: [], next: null }) }),
  () => ({ page: (page) => ({ items: page.items.slice(0, random(20)), next: null }) }),
];

function breakSometimes(scene: Scene): void {
  const rate = 25 + random(55);
  const isLiar = random(8) === 0;
  scene.lied = false;
  scene.google.fault = () => {
    if (random(100) >= rate) return undefined;
    scene.faults += 1;
    const lie = isLiar && random(3) === 0;
    if (lie) scene.lied = true;
    const kinds = lie ? lies : random(60) === 0 ? last : honest;
    return kinds[random(kinds.length)]?.();
  };
}

/** Somebody comes, leaves, is renamed or moved, a few at a time; sometimes nearly all of them leave. */
function live({ google, home }: Scene, next: () => number): void {
  const ids = [...google.people.keys()];
  const some = () => ids[random(ids.length)];
  for (let change = random(8); change > 0; change -= 1) {
    const id = some();
    const person = id === undefined ? undefined : google.people.get(id);
    const kind = random(6);
    if (kind <= 1 || person === undefined) {
      const local = `p${next()}`;
      google.addPerson(local, random(2) === 0 ? 'pupils' : 'grade', home.address(local));
    } else if (kind === 2) google.people.delete(person.id);
    else if (kind === 3) person.active = !person.active;
    else if (kind === 4) person.email = home.address(`p${next()}`);
    else person.unitId = ['pupils', 'grade', 'staff'][random(3)] ?? 'pupils';
  }
  if (random(12) === 0) for (const id of ids.slice(0, random(ids.length))) google.people.delete(id);
}

const members = async ({ database, home }: Scene): Promise<Set<string>> =>
  new Set(
    (
      await database.rows<{ email: string }>(
        'select email from member where license_id = $1 and ended_at is null',
        [home.licenseId],
      )
    ).map(({ email }) => email),
  );

/** Whom the directory has in what is chosen. */
const named = ({ google }: Scene): Set<string> =>
  new Set(
    [...google.people.values()].flatMap(({ active, unitId, email }) =>
      active && unitId !== 'staff' && email !== null ? [email] : [],
    ),
  );

async function syncOnce(scene: Scene) {
  const { home } = scene;
  const { licenseId, admin } = home;
  const run = await admin.client.run.syncNow.mutate({ licenseId, source: 'ou', requestId: newRequest() });
  await work(scene);
  return admin.client.run.get.query({ licenseId, runId: run.id });
}

const countEnded = ({ database, home }: Scene) =>
  database.value<number>('select count(*)::int from member where license_id = $1 and ended_at is not null', [
    home.licenseId,
  ]);

/** One sync under faults: what it may have done, and what it must not. */
async function oneRound(scene: Scene): Promise<void> {
  const before = await members(scene);
  const endedBefore = await countEnded(scene);
  const run = await syncOnce(scene);
  const after = await members(scene);
  expect(['done', 'failed']).toContain(run.state);
  if (run.state === 'failed') return expect(after).toEqual(before);
  const removed = (await countEnded(scene)) - endedBefore;
  expect(removed).toBeLessThanOrEqual(Math.max(25, Math.floor(before.size * 0.1)));
  if (before.size > 0) expect(removed).toBeLessThan(before.size);
  // Renamed people keep their row; whoever was taken off is not there under any address.
  if (!scene.lied) expect(named(scene).difference(after)).toEqual(new Set());
}

/** Confirms what waits, as an admin does who has looked at it. */
async function confirmHeld(scene: Scene): Promise<void> {
  const { admin, licenseId } = scene.home;
  const { runs } = await admin.client.run.list.query({ licenseId });
  for (const run of runs.filter(({ kind, state }) => kind === 'sync_leave' && state === 'planned')) {
    const digest = run.plan?.digest ?? '';
    await admin.client.run.confirm.mutate({ licenseId, runId: run.id, digest, requestId: newRequest() });
    await work(scene);
  }
}

async function begin(app: RunningApp, database: TestDatabase): Promise<Scene> {
  const home = await makeDistrict(app, { studentSeats: null });
  const google = new FakeGoogle();
  google.pageSize = 20;
  google.addUnit('pupils');
  google.addUnit('grade', 'pupils');
  google.addUnit('staff');
  for (let at = 0; at < 90; at += 1) google.addPerson(`s${at}`, 'grade', home.address(`s${at}`));
  await insertConnection(app, home, 'ou');
  const pace = { firstMs: 0, longestMs: 0, tries: 10, restarts: 4, limitMs: 3_600_000 };
  const runs = createRunWork(app.context, { openUpstream: async () => google, pace });
  const scene: Scene = { app, database, work: runs, home, google, faults: 0, lied: false, names: 0 };
  const { admin, licenseId } = home;
  const selection = chooseUnits({ pupils: 'student' });
  const run = await admin.client.run.planSync.mutate({ licenseId, selection, requestId: newRequest() });
  await work(scene);
  const { plan } = await admin.client.run.get.query({ licenseId, runId: run.id });
  await admin.client.run.confirm.mutate({
    licenseId,
    runId: run.id,
    digest: plan?.digest ?? '',
    requestId: newRequest(),
  });
  await work(scene);
  return scene;
}

test(`[D07] [I9] [I13] [F18] [F19] ${failures} failures at random (seed ${seed}) remove nobody who is there, nor more than the brake lets`, async () => {
  await using own = await createOwnDatabase({ migrated: true });
  await using database = openDatabase(own.superuserUrl);
  const urls = { databaseUrl: own.appUrl, databaseSystemUrl: own.systemUrl, logLevel: 'silent' as const };
  await using app = await startApp(urls, {}, { work: null });
  const scene = await begin(app, database);
  for (let round = 0; scene.faults < failures; round += 1) {
    live(scene, () => (scene.names += 1));
    breakSometimes(scene);
    await oneRound(scene);
    if (round % 5 === 0) await confirmHeld(scene);
    if (round % 20 === 0) await expectBooksBalance(database, scene.home.licenseId);
  }
  scene.google.fault = () => undefined;
  await syncOnce(scene);
  await confirmHeld(scene);
  await syncOnce(scene);
  expect(await members(scene)).toEqual(named(scene));
  await expectBooksBalance(database, scene.home.licenseId);
}, 600_000);
