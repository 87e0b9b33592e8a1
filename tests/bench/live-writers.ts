import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { RequestId } from '@rollcall/core/ids.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import type { SignedIn } from '@rollcall/server/auth/session.ts';
import { addByEmail, planAddByEmail } from '@rollcall/server/features/members/add-by-email.ts';
import { sql } from 'kysely';
import type { TemporaryServer } from '../../scripts/temporary-database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { startBenchApp, updateStatistics } from './bench-app.ts';
import { actorOf } from './bench-people.ts';
import { type Clients, startClients } from './clients.ts';
import { nowMs } from './clock.ts';
import type { LiveSize } from './live-size.ts';
import { type BenchResult, median } from './report.ts';

/** A relay that has not told everything after this time has lost something. In ms. */
const deliveryLimitMs = 15_000;

interface Writer {
  readonly district: TestDistrict;
  readonly who: SignedIn;
  readonly digest: string;
  added: number;
}

/** P-B3: commits per second with the relay telling everything to a watching admin per licence, and without a relay. */
export async function measureWriters(
  database: TemporaryServer,
  size: LiveSize,
  count: number,
): Promise<BenchResult> {
  // The relay of this server is woken by commits alone, so that a round without live events has none.
  await using app = await startBenchApp(database, count, { sweepMs: 3_600_000 });
  await using clients = await startClients();
  const writers: Writer[] = [];
  for (let index = 0; index < count; index += 1) writers.push(await makeWriter(app));
  await app.settled();
  await clients.ask('open', {
    port: app.port,
    people: writers.map(({ district }) => ({ token: district.admin.token, watch: district.licenseId })),
  });

  const each = Math.ceil(size.commits / count);
  await runRound(app, clients, writers, Math.min(10, each), 'on');
  const rounds: { on: Round; off: Round }[] = [];
  for (let round = 0; round < size.rounds; round += 1) {
    await updateStatistics(database);
    const order = round % 2 === 0 ? (['off', 'on'] as const) : (['on', 'off'] as const);
    const [one, other] = [
      await runRound(app, clients, writers, each, order[0]),
      await runRound(app, clients, writers, each, order[1]),
    ];
    rounds.push(order[0] === 'on' ? { on: one, off: other } : { on: other, off: one });
  }
  const name = `P-B3 ${count} writers`;
  const commits = rounds.reduce((sum, { on }) => sum + on.commits, 0);
  const packets = rounds.reduce((sum, { on }) => sum + on.packets, 0);
  const perSecond = (pick: 'on' | 'off') =>
    median(rounds.map((round) => round[pick].commitsPerSecond)).toFixed(0);
  return {
    goals: [
      {
        name,
        ratios: rounds.map(({ on, off }) => on.commitsPerSecond / off.commitsPerSecond),
        goal: { atLeast: 0.9 },
        counts: `${commits} events told in ${packets} packets, ${size.rounds} rounds`,
        wrong: rounds.flatMap(({ on }) => on.wrong),
      },
    ],
    information: [
      {
        name: `${name} commits/s`,
        text: `on ${perSecond('on')}, off ${perSecond('off')}; last event told ${median(rounds.map(({ on }) => on.lagMs)).toFixed(0)} ms after the last commit`,
      },
    ],
  };
}

async function makeWriter(app: RunningApp): Promise<Writer> {
  const district = await makeDistrict(app, { studentSeats: null });
  const who = await actorOf(app, district.admin);
  const { digest } = await planAddByEmail(app.context, who, inputOf(district, 0));
  return { district, who, digest, added: 0 };
}

function inputOf(district: TestDistrict, number: number) {
  return {
    licenseId: district.licenseId,
    text: district.address(`person${number}`),
    userType: 'student',
  } as const;
}

interface Round {
  readonly commits: number;
  readonly commitsPerSecond: number;
  readonly packets: number;
  readonly lagMs: number;
  readonly wrong: readonly string[];
}

async function runRound(
  app: RunningApp,
  clients: Clients,
  writers: readonly Writer[],
  commitsPerWriter: number,
  live: 'on' | 'off',
): Promise<Round> {
  const { committed } = app.context.live;
  if (live === 'off') app.context.live.committed = () => {};
  const before = await clients.ask('told', null);
  const startedAt = nowMs();
  await Promise.all(writers.map((writer) => writeMany(app, writer, commitsPerWriter)));
  const endedAt = nowMs();
  app.context.live.committed = committed;
  const commits = writers.length * commitsPerWriter;
  const commitsPerSecond = commits / ((endedAt - startedAt) / 1000);
  if (live === 'off') {
    await forgetUntold(app, clients, writers);
    return { commits, commitsPerSecond, packets: 0, lagMs: 0, wrong: [] };
  }
  const wrong = await awaitDelivery(app, clients, writers);
  const after = await clients.ask('told', null);
  const packets = Object.keys(after).reduce(
    (sum, id) => sum + (after[id]?.packets ?? 0) - (before[id]?.packets ?? 0),
    0,
  );
  return { commits, commitsPerSecond, packets, lagMs: nowMs() - endedAt, wrong };
}

async function writeMany(app: RunningApp, writer: Writer, commits: number): Promise<void> {
  for (let index = 0; index < commits; index += 1) {
    writer.added += 1;
    const result = await addByEmail(app.context, writer.who, {
      ...inputOf(writer.district, writer.added),
      digest: writer.digest,
      requestId: randomUUID() as RequestId,
    });
    if (result.kind !== 'done') throw new Error('An addition of the benchmark was planned anew');
  }
}

async function headsOf(app: RunningApp, writers: readonly Writer[]): Promise<Map<string, number>> {
  const ids = writers.map(({ district }) => district.licenseId);
  return app.context.db.withSystemTx(async (tx) => {
    const rows = await tx.selectFrom('license').select(['id', 'seq']).where('id', 'in', ids).execute();
    return new Map(rows.map((row) => [row.id, row.seq]));
  });
}

/** Waits until every admin stands at the head of their licence, having missed nothing on the way. */
async function awaitDelivery(
  app: RunningApp,
  clients: Clients,
  writers: readonly Writer[],
): Promise<string[]> {
  const heads = await headsOf(app, writers);
  const deadline = nowMs() + deliveryLimitMs;
  for (;;) {
    const told = await clients.ask('told', null);
    const behind = [...heads].filter(([id, head]) => told[id]?.head !== head);
    if (behind.length === 0) {
      const gaps = [...heads.keys()].filter((id) => told[id]?.gaps !== 0);
      return gaps.length === 0 ? [] : [`${gaps.length} licences were told with gaps`];
    }
    if (nowMs() > deadline) return [`${behind.length} licences were not told to their end`];
    await pause(1);
  }
}

/** What a round without live events left untold is no work for the next round: admins begin at the head again. */
async function forgetUntold(app: RunningApp, clients: Clients, writers: readonly Writer[]): Promise<void> {
  await app.context.db.withSystemTx((tx) =>
    sql`update event set published_at = now() where published_at is null`.execute(tx),
  );
  await clients.ask('close', null);
  await clients.ask('open', {
    port: app.port,
    people: writers.map(({ district }) => ({ token: district.admin.token, watch: district.licenseId })),
  });
}
