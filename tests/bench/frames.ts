import type { RunningApp } from '@rollcall/server/app.ts';
import pg from 'pg';
import { fillLicense } from '../_kit/big-license.ts';
import type { BrowserWindow } from '../_kit/browser.ts';
import { builtApps } from '../_kit/built-apps.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { Windows } from '../_kit/windows.ts';
import { startBenchApp, startBenchDatabase } from './bench-app.ts';
import { MadeUpNews } from './frames-news.ts';
import { type BenchResult, quantile } from './report.ts';

/** How much is measured. */
export interface FramesSize {
  readonly rounds: number;
  /** People on the licence. */
  readonly people: number;
  /** How long each scroll takes. */
  readonly scrollMs: number;
}

export const fullFramesSize: FramesSize = { rounds: 7, people: 100_000, scrollMs: 6_000 };

/**
 * P-I1: how long the frames of a scroll through the user list are while a thousand changes a second arrive, against the
 * same scroll without them. The changes are made up on the line, so that no work of a server is measured.
 */
export async function benchFrames(size: FramesSize): Promise<BenchResult> {
  await using database = await startBenchDatabase();
  const app = await startBenchApp(database, 4, {}, { webRoot: await builtApps() });
  const windows = await Windows.launch();
  try {
    const district = await makeDistrict(app, { staffSeats: null, studentSeats: null });
    await fill(database.superuserUrl('rollcall_bench'), district, size.people);
    return await measure(app, windows, district, size);
  } finally {
    await windows.quit();
    await app.stop();
  }
}

async function fill(url: string, district: TestDistrict, people: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const place = { districtId: district.id, licenseId: district.licenseId };
  const rows = async (text: string, values: readonly unknown[] = []) =>
    (await client.query(text, [...values])).rows as never;
  await fillLicense({ rows }, place, district.domain, people);
  await client.end();
}

async function measure(
  app: RunningApp,
  windows: Windows,
  district: TestDistrict,
  { rounds, people, scrollMs }: FramesSize,
): Promise<BenchResult> {
  const { page } = await windows.open(app.port, district.admin);
  const news = await MadeUpNews.onLineOf(page, district);
  await page.goto(`/admin/licenses/${district.licenseId}/users`, { timeout: 60_000 });
  await page.locator('[data-member]').first().waitFor({ timeout: 60_000 });
  await news.ready;
  await scroll(page, scrollMs);
  const ratios: number[] = [];
  const perSecond: number[] = [];
  const quietMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const quiet = await scroll(page, scrollMs);
    const before = news.changes;
    news.start();
    const busy = await scroll(page, scrollMs);
    news.stop();
    perSecond.push(((news.changes - before) * 1_000) / scrollMs);
    quietMs.push(quantile(quiet, 0.95));
    ratios.push(quantile(busy, 0.95) / quantile(quiet, 0.95));
  }
  const heard = await page.locator('[data-member][class*="animate-changed"]').count();
  const shown = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
  const wrong = [
    ...(shown === people ? [] : [`the table has ${shown} rows`]),
    ...(heard > 0 ? [] : ['no row on screen has changed']),
  ];
  await windows.closeAll();
  return {
    goals: [
      {
        name: 'P-I1 frame p95 with changes ÷ without',
        ratios,
        goal: { atMost: 1.2 },
        counts: `${people} rows, ${Math.round(quantile(perSecond, 0.5))} changes/s, ${rounds} rounds`,
        wrong,
      },
    ],
    information: [
      { name: 'P-I1 frame p95 without changes', text: `${quantile(quietMs, 0.5).toFixed(1)} ms` },
    ],
  };
}

/** Scrolls down from the top for so long, a hand's width per frame; how long each frame took, in ms. */
async function scroll(page: BrowserWindow['page'], forMs: number): Promise<number[]> {
  return page.evaluate(
    (lastsMs) =>
      new Promise<number[]>((resolve) => {
        window.scrollTo(0, 0);
        const frames: number[] = [];
        const begin = performance.now();
        let before = begin;
        const frame = (now: number) => {
          frames.push(now - before);
          before = now;
          window.scrollBy(0, 40);
          if (now - begin < lastsMs) requestAnimationFrame(frame);
          // The first frames belong to the jump to the top.
          else resolve(frames.slice(5));
        };
        requestAnimationFrame(frame);
      }),
    forMs,
  );
}
