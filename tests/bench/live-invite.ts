import { randomUUID } from 'node:crypto';
import type { RequestId } from '@rollcall/core/ids.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import type { SignedIn } from '@rollcall/server/auth/session.ts';
import { addByEmail, planAddByEmail } from '@rollcall/server/features/members/add-by-email.ts';
import type { TemporaryServer } from '../../scripts/temporary-database.ts';
import { makeDistrict, signIn, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { startBenchApp, updateStatistics } from './bench-app.ts';
import { type Clients, startClients } from './clients.ts';
import { type CommitClock, startCommitClock } from './commit-clock.ts';
import { type Floors, startFloors } from './floors.ts';
import type { LiveSize } from './live.ts';
import { type BenchResult, median, quantile } from './report.ts';

/**
 * Between two invites the floors are measured for this long, which is longer than the relay's frame: it is at rest
 * when the next invite comes, and nothing is measured on a machine that has just slept. In ms.
 */
const restMs = 13;

/** Who acts, as a request would carry it. */
export async function actorOf(app: RunningApp, person: TestPerson): Promise<SignedIn> {
  const session = await app.context.sessions.resume(person.token, { rotate: false });
  if (session === null) throw new Error('A person of the benchmark is not signed in');
  return session.who;
}

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
  await updateStatistics(database);

  await measureRound(app, first, people.slice(0, 20), { clients, floors, clock });
  const rounds: Round[] = [];
  for (const district of others) {
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

export async function signInMany(
  app: RunningApp,
  district: TestDistrict,
  count: number,
): Promise<TestPerson[]> {
  const people: TestPerson[] = [];
  for (let index = 0; index < count; index += 1) {
    people.push(await signIn(app, district.address(`pupil${index}`)));
  }
  return people;
}

interface Round {
  readonly invite: number[];
  readonly echo: number[];
  readonly notify: number[];
}

async function measureRound(
  app: RunningApp,
  district: TestDistrict,
  people: readonly TestPerson[],
  tools: { readonly clients: Clients; readonly floors: Floors; readonly clock: CommitClock },
): Promise<Round> {
  const round: Round = { invite: [], echo: [], notify: [] };
  const who = await actorOf(app, district.admin);
  for (const [number, person] of people.entries()) {
    const restUntil = performance.now() + restMs;
    while (performance.now() < restUntil) {
      round.echo.push(await tools.floors.echo());
      round.notify.push(await tools.floors.commitToNotify());
    }
    const input = { licenseId: district.licenseId, text: person.email, userType: 'student' } as const;
    const { digest } = await planAddByEmail(app.context, who, input);
    const invited = tools.clients.next('invited', number);
    await addByEmail(app.context, who, { ...input, digest, requestId: randomUUID() as RequestId });
    round.invite.push((await invited).at - tools.clock.lastSentAt());
  }
  return round;
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
  return `${both('invite', (round) => round.invite)}, ${both('echo', (round) => round.echo)}, ${both('commit-to-NOTIFY', (round) => round.notify)} ms`;
}
