import { benchFrames, fullFramesSize } from './frames.ts';
import { benchImport, fullImportSize } from './import.ts';
import { benchList, fullListSize } from './list.ts';
import { benchLive, fullLiveSize } from './live.ts';
import { benchOuSync, fullOuSyncSize } from './ou-sync.ts';
import { type BenchResult, report, verdictOf } from './report.ts';

/** `pnpm bench` runs all, `pnpm bench <name> …` the named ones. Fails only on a wrong count, never on a slow one. */
const benches: Readonly<Record<string, () => Promise<BenchResult>>> = {
  import: () => benchImport(fullImportSize),
  live: () => benchLive(fullLiveSize),
  list: () => benchList(fullListSize),
  frames: () => benchFrames(fullFramesSize),
  'ou-sync': () => benchOuSync(fullOuSyncSize),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(
    `No benchmark is called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`,
  );
  process.exit(1);
}
for (const [name, run] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const result = await run();
  await report(name, result);
  if (result.goals.some((line) => verdictOf(line) === 'failed')) process.exitCode = 1;
}
