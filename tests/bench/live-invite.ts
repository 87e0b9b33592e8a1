import { randomUUID } from 'node:crypto';
import type { RequestId } from '@rollcall/core/ids.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import type { SignedIn } from '@rollcall/server/auth/session.ts';
import { addByEmail, planAddByEmail } from '@rollcall/server/features/members/add-by-email.ts';
import type { TemporaryServer } from '../../scripts/temporary-database.ts';
import { makeDistrict, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { startBenchApp, updateStatistics } from './bench-app.ts';
import { actorOf, signInMany } from './bench-people.ts';
import { type Clients, startClients } from './clients.ts';
import { type CommitClock, startCommitClock } from './commit-clock.ts';
import { type Floors, startFloors } from './floors.ts';
import type { LiveSize } from './live-size.ts';
import { type BenchResult, median, quantile } from './report.ts';

/**
 * Before each thing that is measured the server does some of its ordinary work, so that the three are measured on a
 * machine in the same state: not one that has just slept, nor one that did nothing else for a while. Before an invite
 * it is longer than the relay's frame, which is at rest then. In ms.
 */
const restMs = 18;

/** P-B1: COMMIT sent → invite handled in the person's client, against a bare echo and a bare commit-to-NOTIFY. */
export async function measureInvite(database: TemporaryServer, size: LiveSize): Promise<BenchResult> {
  await using app = await startBenchApp(database, 10);
  await using clients = await startClients();
  await using floors = await startFloors(database, clients);
  using clock = startCommitClock();

  const [first, ...others] = await Promise.all(
    Array.from({ length: size.rounds + 1 }, () => makeDistrict(app, { studentSeats: null })),
  );
  if (first === undefined) throw new Error('There is no district');
  const people = await signInMany(app, first, size.samples);
  await app.settled();
  await clients.ask('open', {
    port: app.port,
    people: [
      ...people.map(({ token }) => ({ token, watch: null })),
      // Each licence's dashboard is open, as it is when somebody invites from it.
      ...[first, ...others].map(({ admin, licenseId }) => ({ token: admin.token, watch: licenseId })),
    ],
  });

  await measureRound(app, first, people.slice(0, 60), { clients, floors, clock });
  const rounds: Round[] = [];
  for (const district of others) {
    await updateStatistics(database);
    rounds.push(await measureRound(app, district, people, { clients, floors, clock }));
  }
  const handled = rounds.reduce((sum, round) => sum + round.invite.length, 0);
  const counts = `${handled} invites handled, ${size.rounds} rounds`;
  const wrong = handled === size.rounds * size.samples ? [] : [`expected ${size.rounds * size.samples}`];
  return {
    goals: [
      { name: 'P-B1 p50', ratios: ratios(rounds, 0.5), goal: { atMost: 1.25 }, counts, wrong },
      { name: 'P-B1 p99', ratios: ratios(rounds, 0.99), goal: { atMost: 2 }, counts, wrong },
    ],
    information: [{ name: 'P-B1 times', text: times(rounds) }],
  };
}

interface Round {
  readonly invite: number[];
  /** Of that: the database's answer to COMMIT, and the relay's one question after it. */
  readonly commit: number[];
  readonly read: number[];
  readonly echo: number[];
  readonly notify: number[];
}

async function measureRound(
  app: RunningApp,
  district: TestDistrict,
  people: readonly TestPerson[],
  tools: { readonly clients: Clients; readonly floors: Floors; readonly clock: CommitClock },
): Promise<Round> {
  const round: Round = { invite: [], commit: [], read: [], echo: [], notify: [] };
  const who = await actorOf(app, district.admin);
  for (const [number, person] of people.entries()) {
    await work(app, who, district, 1);
    round.echo.push(await tools.floors.echo());
    await work(app, who, district, 1);
    round.notify.push(await tools.floors.commitToNotify());
    await work(app, who, district, restMs);
    const input = { licenseId: district.licenseId, text: person.email, userType: 'student' } as const;
    const { digest } = await planAddByEmail(app.context, who, input);
    const invited = tools.clients.next('invited', number);
    await addByEmail(app.context, who, { ...input, digest, requestId: randomUUID() as RequestId });
    const { at } = await invited;
    const { commitSentAt, commitAnsweredAt, readSentAt, readAnsweredAt } = tools.clock.last();
    round.invite.push(at - commitSentAt);
    round.commit.push(commitAnsweredAt - commitSentAt);
    round.read.push(readAnsweredAt - readSentAt);
  }
  return round;
}

async function work(app: RunningApp, who: SignedIn, district: TestDistrict, forMs: number): Promise<void> {
  const until = performance.now() + forMs;
  const { licenseId } = district;
  do
    await planAddByEmail(app.context, who, { licenseId, text: 'somebody@else.example', userType: 'student' });
  while (performance.now() < until);
}

function ratios(rounds: readonly Round[], at: number): number[] {
  return rounds.map(
    ({ invite, echo, notify }) => quantile(invite, at) / (quantile(echo, at) + quantile(notify, at)),
  );
}

function times(rounds: readonly Round[]): string {
  const of = (pick: (round: Round) => number[], at: number) =>
    median(rounds.map((round) => quantile(pick(round), at))).toFixed(2);
  const both = (name: string, pick: (round: Round) => number[]) =>
    `${name} p50 ${of(pick, 0.5)} p99 ${of(pick, 0.99)}`;
  const parts = [
    both('invite', (round) => round.invite),
    `(of it COMMIT ${of((round) => round.commit, 0.5)}, the relay’s read ${of((round) => round.read, 0.5)})`,
    both('echo', (round) => round.echo),
    both('commit-to-NOTIFY', (round) => round.notify),
  ];
  return `${parts.join(', ')} ms`;
}
