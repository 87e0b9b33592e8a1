import path from 'node:path';
import { createApp, type RunningApp } from '@rollcall/server/app.ts';
import { noteRunningDemo, removeRunningNote } from '@rollcall/server/cli/running-demo.ts';
import { migrate } from '@rollcall/server/db/migrate.ts';
import { DatabaseRefusal, explainConnection } from '@rollcall/server/db/verify-roles.ts';
import { seedDemo } from '@rollcall/server/demo/seed-demo.ts';
import { type Env, Secret } from '@rollcall/server/env.ts';
import { createLog } from '@rollcall/server/log.ts';
import { buildApps } from './start/build-apps.ts';
import { connectDemoLms } from './start/demo-lms.ts';
import { prepareDatabase, startEmbedded } from './start/embedded.ts';
import { onFreePort } from './start/free-port.ts';
import { watchLauncher } from './start/launcher-watch.ts';
import { demoReport, demoWarning, serverReport } from './start/report.ts';
import { startSandbox } from './start/sandbox.ts';
import { readSettings, StartRefusal, type StartSettings, usage } from './start/settings.ts';
import { createStopper, type Stopper } from './start/stopper.ts';

/**
 * `pnpm start`: the whole demo on an embedded database, or, with DATABASE_URL, the server on a database of one's own.
 * Ends with 0 after Ctrl-C or a signal, with 1 when it cannot start.
 */
const checkout = path.join(import.meta.dirname, '..');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

// A terminal that is closed takes the output with it; what is under way still has to be stopped in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

async function startDemo(
  settings: Extract<StartSettings, { kind: 'embedded' }>,
  stopper: Stopper,
): Promise<void> {
  const { dataDir } = settings;
  say(settings.fresh ? '\n  Beginning anew …' : '\n  Starting …');
  const { postgres, secret } = await startEmbedded(dataDir, settings.fresh, stopper, say);
  stopper.signal.throwIfAborted();
  say('  the database is up');
  const sandboxPort = settings.port === 0 ? 0 : settings.port + 1;
  const [urls, sandbox] = await Promise.all([
    prepareDatabase(postgres),
    startSandbox(dataDir, sandboxPort, stopper, say),
    buildApps(checkout, { say: (line) => say(`  ${line}`), signal: stopper.signal }),
  ]);
  const found = { appUrl: urls.appUrl.reveal(), systemUrl: urls.systemUrl.reveal(), secret, sandbox };
  const app = await onFreePort(settings.port, (port) => startApp(settings.env({ ...found, port }), stopper));
  await seedDemo(app.context);
  await connectDemoLms(app, sandbox.url);
  stopper.signal.throwIfAborted();
  stopper.onStop(() => removeRunningNote(dataDir));
  await noteRunningDemo(dataDir, { pid: process.pid, port: app.port, systemUrl: found.systemUrl });
  say(demoReport({ port: app.port, sandboxUrl: sandbox.url, dataDir }));
}

async function startOnOwnDatabase(
  settings: Extract<StartSettings, { kind: 'own-database' }>,
  stopper: Stopper,
): Promise<void> {
  const { env, ownerUrl } = settings;
  if (env.demo) process.stderr.write(`${demoWarning}\n`);
  if (ownerUrl !== undefined) {
    const applied = await migrate(new Secret(ownerUrl)).catch((error: unknown) => {
      throw explainConnection('DATABASE_OWNER_URL', error);
    });
    if (applied.length > 0) say(`  migrated: ${applied.join(', ')}`);
  }
  await buildApps(checkout, { say: (line) => say(`  ${line}`), signal: stopper.signal });
  const app = await startApp(env, stopper);
  if (env.demo) await seedDemo(app.context);
  say(serverReport(env, app.port));
}

async function startApp(env: Env, stopper: Stopper): Promise<RunningApp> {
  stopper.signal.throwIfAborted();
  // Through the stream, whose errors are heard: pino's own output tries for ever on a terminal that was closed.
  const app = await createApp(env, createLog(env.logLevel, process.stdout));
  stopper.onStop(() => app.stop());
  return app;
}

/** Says what went wrong, once: in words where it is for people, with its stack where it is a defect. */
function explain(error: unknown): void {
  const inWords = error instanceof StartRefusal || error instanceof DatabaseRefusal;
  const text = inWords ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`\n${text}\n\n`);
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) return say(usage);
  const stopper = createStopper(say);
  const fail = (error: unknown): void => {
    if (!stopper.signal.aborted) explain(error);
    stopper.stop(1);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  try {
    await watchLauncher(() => stopper.stop(0));
    const settings = readSettings(args, process.env, checkout);
    const starting =
      settings.kind === 'embedded' ? startDemo(settings, stopper) : startOnOwnDatabase(settings, stopper);
    stopper.waitFor(starting);
    await starting;
  } catch (error) {
    fail(error);
  }
}

await main();
