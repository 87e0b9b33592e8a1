import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { createSandbox } from '@rollcall/sandbox/sandbox.ts';
import { seedDemo } from '@rollcall/server/demo/seed-demo.ts';
import { startTemporaryServer } from '../../scripts/temporary-database.ts';
import { launchBrowser } from '../_kit/browser.ts';
import { builtApps } from '../_kit/built-apps.ts';
import { envOfSandbox } from '../_kit/env-of-sandbox.ts';
import { startBenchApp } from '../bench/bench-app.ts';
import { DemoTour } from './demo-tour.ts';
import { tourOfRemoval, tourOfTheEnd } from './end-tours.ts';
import { tourOfLms } from './lms-tour.ts';
import { tourOfAddresses, tourOfClassroom, tourOfDomains, tourOfLink, tourOfOu } from './method-tours.ts';
import { tourOfAFile, tourOfFeatures, tourOfTheLarge, tourOfTheList } from './tours.ts';

/**
 * `pnpm screenshots`: the pictures of README, in `docs/screenshots`. Drives the demo, on data of its own, as a visitor
 * would, so a picture is never of something that does not work. Ends with 1 when a step does not.
 */
const folder = path.join(import.meta.dirname, '../../docs/screenshots');

await using database = await startTemporaryServer('rollcall_screenshots');
const sandbox = await createSandbox({ port: 0, dnsPort: 0, file: ':memory:' });
await using app = await startBenchApp(
  database,
  10,
  {},
  { ...envOfSandbox(sandbox), webRoot: await builtApps() },
);
await seedDemo(app.context);
await app.idle();

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
const tour = new DemoTour(browser, app.port, folder);
try {
  await tourOfTheList(tour);
  await tourOfAFile(tour);
  await tourOfAddresses(tour);
  await tourOfFeatures(tour);
  await tourOfOu(tour, sandbox);
  await tourOfRemoval(tour);
  await tourOfTheEnd(tour);
  await tourOfClassroom(tour);
  await tourOfDomains(tour, sandbox);
  await tourOfLms(tour, sandbox);
  await tourOfLink(tour);
  await tourOfTheLarge(tour);
} finally {
  await browser.close();
  await sandbox.stop();
}
for (const name of tour.taken) {
  const { size } = await stat(path.join(folder, name));
  process.stdout.write(`docs/screenshots/${name}  ${Math.round(size / 1024)} KB\n`);
}
