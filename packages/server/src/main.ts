import { createApp } from './app.ts';
import { readEnv } from './env.ts';

/** A stop that takes longer than this is a stop that hangs. In ms. */
const drainLimitMs = 25_000;

const env = readEnv(process.env);
const app = await createApp(env);
if (env.demo) app.context.log.warn('ROLLCALL_DEMO is on: whoever opens this address signs in with one click');
app.context.log.info({ port: app.port }, 'Rollcall is up');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    setTimeout(() => process.exit(1), drainLimitMs).unref();
    void app.stop().then(() => process.exit(0));
  });
}
