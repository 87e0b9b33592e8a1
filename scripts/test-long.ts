import path from 'node:path';
import { runCommandAttached } from './check/run-command.ts';

/** The tests with full counts (kills, races, model steps): `pnpm test:long`, with any argument of vitest. */
process.env.ROLLCALL_LONG = '1';
process.exitCode = await runCommandAttached(path.join(import.meta.dirname, '..'), 'vitest', [
  'run',
  ...process.argv.slice(2),
]);
