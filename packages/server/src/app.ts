import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { AppContext, LiveSignals } from './app-context.ts';
import { startRefusalCounter } from './audit/count-refusal.ts';
import { createSessions } from './auth/sessions.ts';
import { createPool, createRelayPool, kyselyOn, preparingKyselyOn } from './db/pool.ts';
import { startRetention } from './db/retention.ts';
import { createDatabase } from './db/tx.ts';
import { verifyRoles } from './db/verify-roles.ts';
import { demoPeople } from './demo/people.ts';
import type { Env } from './env.ts';
import { configuredOrigins, loopbackOrigins } from './http/origins.ts';
import { createHttpServer } from './http/server.ts';
import { createLog } from './log.ts';
import { createMailer } from './mail/mailer.ts';
import { startGateway } from './realtime/gateway.ts';
import { startRelay } from './realtime/relay.ts';
import { type LiveTiming, liveTiming } from './realtime/timing.ts';
import { createThrottles } from './throttle.ts';

export interface RunningApp extends AsyncDisposable {
  readonly context: AppContext;
  readonly port: number;
  /** Resolves when everything that this server committed so far has been told. For tests. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** The whole server on the settings of `env`. `main.ts` and the tests start it alike; disposing of it stops it. */
export async function createApp(
  env: Env,
  log: Logger = createLog(env.logLevel),
  timing: LiveTiming = liveTiming,
): Promise<RunningApp> {
  await verifyRoles({ app: env.databaseUrl, system: env.databaseSystemUrl });
  const pools = createPools(env, log);
  const db = createDatabase(kyselyOn(pools.app), kyselyOn(pools.system));
  const sessions = createSessions(db);

  let port = env.port;
  const labels = env.demo ? demoPeople.map((person) => person.label) : [];
  const origins =
    env.publicOrigins.length > 0 ? configuredOrigins(env.publicOrigins) : loopbackOrigins(() => port, labels);
  const live: LiveSignals = { committed: () => {}, sessionEnded: () => {} };
  const context: AppContext = {
    env,
    db,
    sessions,
    log,
    live,
    throttles: createThrottles(pools.app, env),
    refusals: startRefusalCounter(db, env, log),
    mailer: createMailer(env, log),
  };
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
  live.committed = (place) => relay.wake(place);
  live.sessionEnded = (sessionId) => gateway.sessionEnded(sessionId);

  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    await relay.stop();
    await gateway.close();
    await server.close();
    await context.refusals.stop();
    await retention.stop();
    await Promise.all([pools.app.end(), pools.system.end(), pools.relay.end()]);
  };
  try {
    await server.listen({ port: env.port, host: env.host });
  } catch (error) {
    await stop();
    throw error;
  }
  port = (server.server.address() as AddressInfo).port;
  return {
    context,
    port,
    settled: () => relay.settled(),
    stop: () => (stopping ??= stop()),
    [Symbol.asyncDispose]: () => (stopping ??= stop()),
  };
}

/** Connections by what they are for; requests get most of them. */
function createPools(env: Env, log: Logger) {
  const systemSize = Math.max(2, Math.ceil(env.poolSize / 3));
  return {
    app: createPool({ url: env.databaseUrl, max: env.poolSize, name: 'app', log }),
    system: createPool({ url: env.databaseSystemUrl, max: systemSize, name: 'system', log }),
    relay: createRelayPool(env.databaseSystemUrl, log),
  };
}
