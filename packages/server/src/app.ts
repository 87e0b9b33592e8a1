import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { AppContext } from './app-context.ts';
import { startRefusalCounter } from './audit/count-refusal.ts';
import { createSessions } from './auth/sessions.ts';
import {
  createBulkPool,
  createListPool,
  createPool,
  createRelayPool,
  kyselyOn,
  preparingKyselyOn,
} from './db/pool.ts';
import { startRetention } from './db/retention.ts';
import { createDatabase, type Database } from './db/tx.ts';
import { verifyRoles } from './db/verify-roles.ts';
import { demoPeople } from './demo/people.ts';
import { createFindDomainRecord } from './dns/find-domain-record.ts';
import { startDomainChecks } from './domains/domain-checks.ts';
import { joinByDomains } from './domains/join-by-domain.ts';
import type { Env } from './env.ts';
import { createRunWork } from './features/runs/run-work.ts';
import { configuredOrigins, loopbackOrigins } from './http/origins.ts';
import { createHttpServer } from './http/server.ts';
import { createLtiServices } from './integrations/lti/lti-services.ts';
import { createAccessTokens } from './integrations/openid/access-tokens.ts';
import { createIssuers } from './integrations/openid/issuers.ts';
import { prepareQueue } from './jobs/prepare-queue.ts';
import type { RunWork } from './jobs/run-work.ts';
import { type Jobs, startJobs } from './jobs/start-jobs.ts';
import { type JobTiming, jobTiming } from './jobs/timing.ts';
import { createLog } from './log.ts';
import { createMailer } from './mail/mailer.ts';
import { startMail } from './mail/start-mail.ts';
import { createAskPublic } from './outbound/ask-public.ts';
import { createOutbound } from './outbound/outbound.ts';
import { startGateway } from './realtime/gateway.ts';
import { startRelay } from './realtime/relay.ts';
import { type LiveTiming, liveTiming } from './realtime/timing.ts';
import { startSearchIndex } from './search-index/search-index.ts';
import { startTermNotices, termNoticesMs } from './terms/notice-terms.ts';
import { createThrottles } from './throttle.ts';
import { createToolKeys } from './tool-keys/tool-keys.ts';

export interface RunningApp extends AsyncDisposable {
  readonly context: AppContext;
  readonly port: number;
  /** Resolves when everything that this server committed so far has been told. For tests. */
  settled(): Promise<void>;
  /** Resolves when everything that this server committed so far can be searched. For tests. */
  searchable(): Promise<void>;
  /** Resolves when no job is due and none is worked here. For tests. */
  idle(): Promise<void>;
  /** Resolves when mail that is due has been tried, and what became of it is told. For tests. */
  mailed(): Promise<void>;
  stop(): Promise<void>;
}

/** What the tests put in the place of what runs are, and of the runner's clocks. */
export interface JobSettings {
  /** Null: this server works no runs. */
  readonly work?: ((context: AppContext) => RunWork) | null;
  readonly timing?: JobTiming;
  /** How often is looked for terms that end, in ms. */
  readonly termNoticesMs?: number;
}

/** The whole server on the settings of `env`. `main.ts` and the tests start it alike; disposing of it stops it. */
export async function createApp(
  env: Env,
  log: Logger = createLog(env.logLevel),
  timing: LiveTiming = liveTiming,
  jobSettings: JobSettings = {},
): Promise<RunningApp> {
  await verifyRoles({ app: env.databaseUrl, system: env.databaseSystemUrl });
  const pools = createPools(env, log);
  const db = await openDatabase(pools, log);
  let port = env.port;
  const origins = originsOf(env, () => port);
  const ending = new AbortController();
  const context = contextOf(env, log, pools, db, ending.signal);
  const { live, sessions } = context;
  const server = await createHttpServer(context, origins);
  const gateway = startGateway(server.server, {
    db,
    sessions,
    origins,
    log,
    refusals: context.refusals,
    timing,
    committed: (place) => live.committed(place),
  });
  const relay = startRelay({
    db: createDatabase(kyselyOn(pools.app), preparingKyselyOn(pools.relay)),
    publisher: gateway,
    log,
    timing,
  });
  const retention = startRetention(db, log);
  const jobs = startRunJobs(context, pools, jobSettings);
  const looks = startLooks(context, jobSettings);
  const searchIndex = startSearchIndex(db, log);
  const mail = startMail({
    env,
    db,
    log,
    originFor: (email) => originFor(env, port, email),
    committed: (place) => live.committed(place),
  });
  live.committed = (place) => void [relay.wake(place), searchIndex.wake(place), mail.wake()];
  live.sessionEnded = (sessionId) => gateway.sessionEnded(sessionId);

  const stop = async (): Promise<void> => {
    ending.abort();
    await jobs?.stop();
    await mail.stop();
    await relay.stop();
    await gateway.close();
    await server.close();
    await context.refusals.stop();
    await looks.stop();
    await retention.stop();
    await searchIndex.stop();
    await endPools(pools);
  };
  await server.listen({ port: env.port, host: env.host }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  port = (server.server.address() as AddressInfo).port;
  return {
    context,
    port,
    settled: () => relay.settled(),
    searchable: () => searchIndex.settled(),
    idle: async () => jobs?.idle(),
    mailed: () => mail.settled(),
    ...stoppable(stop),
  };
}

/** What is looked for again and again: domains that are due, terms that end. */
function startLooks(context: AppContext, settings: JobSettings): { stop(): Promise<unknown> } {
  const domainChecks = startDomainChecks(context);
  const termNotices = startTermNotices(context, settings.termNoticesMs ?? termNoticesMs);
  return { stop: () => Promise.all([domainChecks.stop(), termNotices.stop()]) };
}

/** However often it is asked to, it stops once. */
function stoppable(stop: () => Promise<void>): Pick<RunningApp, 'stop' | typeof Symbol.asyncDispose> {
  let stopping: Promise<void> | null = null;
  const once = () => (stopping ??= stop());
  return { stop: once, [Symbol.asyncDispose]: once };
}

function contextOf(env: Env, log: Logger, pools: Pools, db: Database, stopping: AbortSignal): AppContext {
  const outbound = createOutbound(env);
  const toolKeys = createToolKeys(db, env);
  const context: AppContext = {
    env,
    db,
    lists: createDatabase(preparingKyselyOn(pools.lists), kyselyOn(pools.system)),
    bulk: createDatabase(kyselyOn(pools.bulk), kyselyOn(pools.system)),
    sessions: createSessions(db, (person) => joinByDomains(context, person)),
    log,
    live: { committed: () => {}, sessionEnded: () => {} },
    throttles: createThrottles(pools.app, env),
    refusals: startRefusalCounter(db, env, log),
    mailer: createMailer(env, log),
    findDomainRecord: createFindDomainRecord(env.dnsServers),
    outbound,
    issuers: createIssuers(env, outbound),
    accessTokens: createAccessTokens(),
    lti: createLtiServices(createAskPublic(env), toolKeys),
    toolKeys,
    stopping,
  };
  return context;
}

function originsOf(env: Env, port: () => number) {
  if (env.publicOrigins.length > 0) return configuredOrigins(env.publicOrigins);
  return loopbackOrigins(port, env.demo ? demoPeople.map((person) => person.label) : []);
}

/** Under which origin the owner of a mailbox reaches this server; in the demo everybody has one of their own. */
function originFor(env: Env, port: number, email: string): string {
  const [configured] = env.publicOrigins;
  if (configured !== undefined) return configured;
  const label = env.demo ? demoPeople.find((person) => person.email === email)?.label : undefined;
  return `http://${label === undefined ? '' : `${label}.`}localhost:${port}`;
}

/** Other systems that are read at once: nearly all of that is waiting for them. */
const readsAtOnce = 4;

/** Files that are read at once, and plans that are made anew while somebody waits for them. */
const uploadsAtOnce = 2;

/** Connections by what they are for; requests get most of them. */
function createPools(env: Env, log: Logger) {
  const systemSize = Math.max(2, Math.ceil(env.poolSize / 3));
  const listSize = Math.max(2, Math.ceil(env.poolSize / 3));
  return {
    // Compiling a request's statement takes longer than running it.
    app: createPool({ url: env.databaseUrl, max: env.poolSize, name: 'app', log, settings: { jit: 'off' } }),
    lists: createListPool(env.databaseUrl, listSize, log),
    system: createPool({ url: env.databaseSystemUrl, max: systemSize, name: 'system', log }),
    relay: createRelayPool(env.databaseSystemUrl, log),
    bulk: createBulkPool(env.databaseUrl, env.jobConcurrency + readsAtOnce + uploadsAtOnce, log),
    // One connection per queue listens for jobs; the others fetch them and write down how they went.
    jobs: createPool({ url: env.databaseSystemUrl, max: env.jobConcurrency + 3, name: 'jobs', log }),
  };
}

type Pools = ReturnType<typeof createPools>;

async function endPools(pools: Pools): Promise<void> {
  const { jobs, ...others } = pools;
  // A queue that was left to itself may never hand its connections back; they end with the process.
  const limit = new Promise((resolve) => setTimeout(resolve, 1_000).unref());
  await Promise.all([...Object.values(others).map((pool) => pool.end()), Promise.race([jobs.end(), limit])]);
}

/** The database with its queue of jobs up to date. When that cannot be, nothing stays open. */
async function openDatabase(pools: Pools, log: Logger): Promise<Database> {
  const db = createDatabase(kyselyOn(pools.app), kyselyOn(pools.system));
  try {
    await prepareQueue(db, pools.jobs, log);
    return db;
  } catch (error) {
    await endPools(pools);
    throw error;
  }
}

function startRunJobs(context: AppContext, pools: Pools, { work, timing }: JobSettings): Jobs | null {
  if (work === null) return null;
  const { db, log, env } = context;
  return startJobs({
    db,
    log,
    pool: pools.jobs,
    concurrency: { run: env.jobConcurrency, read: readsAtOnce },
    work: (work ?? createRunWork)(context),
    timing: timing ?? jobTiming,
  });
}
