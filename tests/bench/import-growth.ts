import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { RunningApp } from '@rollcall/server/app.ts';
import type pg from 'pg';
import type { TemporaryServer } from '../../scripts/temporary-database.ts';
import { makeDistrict, type TestPerson } from '../_kit/district.ts';
import { addPeople, newRequest } from '../_kit/membership.ts';
import { connectTo, startBenchApp } from './bench-app.ts';
import { signInMany } from './bench-people.ts';
import { wrongRows } from './import-copy.ts';
import { importFile } from './import-file.ts';
import { copyPeople, copySearchTexts, roomyDistrict } from './import-people.ts';
import type { ImportSize } from './import-size.ts';
import { type BenchResult, median, quantile } from './report.ts';

/** People added to the other district in one paste. */
const pasteSize = 500;
const megabyte = 2 ** 20;

/** P-A3, P-A4 and P-A6: ten times as many rows, and what the server and another district notice of them. */
export async function growthOf(
  database: TemporaryServer,
  size: ImportSize,
  importMs: readonly number[],
): Promise<BenchResult> {
  await using app = await startBenchApp(database, 10);
  await using looking = await connectTo(database);
  const { client } = looking;
  const few = await watched(app, client, size.rows);
  const idle = await acceptMany(await invitedPeople(app, size.joins), () => false);
  const others = await invitedPeople(app, size.joins);
  const many = await watched(app, client, size.manyRows, others);
  const counts = `${size.manyRows} rows, 1 round`;
  const wrong = [...few.wrong, ...many.wrong];
  return {
    goals: [
      {
        name: 'P-A3 time of ten times the rows',
        ratios: importMs.map((ms) => many.ms / ms),
        goal: { atMost: 12 },
        counts,
        wrong,
      },
      {
        name: 'P-A4 memory growth ÷ 64 MB',
        ratios: [(many.peakBytes - few.peakBytes) / (64 * megabyte)],
        goal: { atMost: 1 },
        counts,
        wrong,
      },
      {
        name: 'P-A6 event-loop delay p99 ÷ 50 ms',
        ratios: [many.delayMs / 50],
        goal: { atMost: 1 },
        counts,
        wrong,
      },
      {
        name: 'P-A6 other district’s Join p99 ÷ idle',
        ratios: [quantile(many.acceptMs, 0.99) / quantile(idle, 0.99)],
        goal: { atMost: 1.5 },
        counts: `${idle.length} idle, ${many.acceptMs.length} beside ${size.manyRows} rows`,
        wrong: idle.length + many.acceptMs.length === 2 * size.joins ? wrong : [...wrong, 'a Join was lost'],
      },
    ],
    information: [
      { name: 'the large import', text: `${Math.round(many.ms)} ms; ${many.parts}` },
      { name: 'peak memory', text: `${mb(few.peakBytes)} and ${mb(many.peakBytes)} MB` },
      {
        name: 'Join',
        text: `median ${median(idle).toFixed(1)} ms idle, ${median(many.acceptMs).toFixed(1)} ms beside`,
      },
    ],
  };
}

function mb(bytes: number): number {
  return Math.round(bytes / megabyte);
}

/** One import with its eyes on the process, while others accept their invites evenly over it. */
async function watched(app: RunningApp, client: pg.Client, rows: number, others: readonly TestPerson[] = []) {
  const home = await roomyDistrict(app);
  await copyPeople(client, home, 0, rows / 2);
  await copySearchTexts(client, home);
  let peakBytes = 0;
  const sampling = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
  }, 50);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let isOver = false;
  const accepting = acceptMany(others, () => isOver);
  const imported = await importFile(app, client, home, rows);
  delay.disable();
  isOver = true;
  const acceptMs = await accepting;
  await app.searchable();
  clearInterval(sampling);
  return {
    ms: imported.ms,
    parts: `${Math.round(imported.uploadMs)} + ${Math.round(imported.planMs)} + ${Math.round(imported.applyMs)} ms`,
    peakBytes,
    delayMs: delay.percentile(99) / 1e6,
    acceptMs,
    wrong: await wrongRows(client, home, rows),
  };
}

/** People of a district of their own, signed in, each with an open invite. */
async function invitedPeople(app: RunningApp, count: number): Promise<TestPerson[]> {
  const district = await makeDistrict(app, { studentSeats: null, staffSeats: null });
  const people = await signInMany(app, district, count);
  for (let start = 0; start < people.length; start += pasteSize) {
    const some = people.slice(start, start + pasteSize).map(({ email }) => email);
    await addPeople(district.admin.client, district.licenseId, some.join('\n'));
  }
  return people;
}

/** Everybody joins, one after the other with a pause between; without one once `isOver`. Milliseconds of each Join. */
async function acceptMany(people: readonly TestPerson[], isOver: () => boolean): Promise<number[]> {
  const times: number[] = [];
  for (const person of people) {
    const { entries } = await person.client.invite.inbox.query();
    const invite = entries.find(({ state }) => state === 'invited');
    if (invite === undefined) throw new Error('A person of the benchmark has no invite');
    const began = performance.now();
    await person.client.invite.join.mutate({ memberId: invite.memberId, requestId: newRequest() });
    times.push(performance.now() - began);
    // A pace and no wait: the Joins are spread over the import instead of being over before it.
    if (!isOver()) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return times;
}
