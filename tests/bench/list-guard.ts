import type { DistrictTx } from '@rollcall/server/db/tx.ts';
import type { LicensePlace } from '@rollcall/server/license-row/lock-license.ts';
import { readCounts } from '@rollcall/server/views/member-list/read-counts.ts';
import { type Eyes, interleaved, queryOf, readPage } from './list-scope.ts';
import { type GoalLine, median } from './report.ts';

/** What is read, and on which connections the server reads it. */
const guarded = {
  page: {
    on: 'lists',
    run: (tx: DistrictTx, place: LicensePlace) => readPage(tx, queryOf(place, null), null),
  },
  search: {
    on: 'any',
    run: (tx: DistrictTx, place: LicensePlace) => readPage(tx, queryOf(place, 'kowski'), null),
  },
  count: { on: 'lists', run: (tx: DistrictTx, place: LicensePlace) => readCounts(tx, place) },
} as const;

/** P-E1: the same statements with row security and without. */
export async function measureGuard(
  eyes: Eyes,
  { rounds, samples }: { readonly rounds: number; readonly samples: number },
  lists: readonly { readonly place: LicensePlace; readonly people: number }[],
): Promise<GoalLine[]> {
  const lines: GoalLine[] = [];
  for (const { place, people } of lists) {
    for (const [name, { on, run }] of Object.entries(guarded)) {
      const ratios: number[] = [];
      const wrong: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        await eyes.app[on].withTx({ district: place.districtId }, (tx) =>
          eyes.unguarded[on].withTx({ district: place.districtId }, async (free) => {
            const [guardedMs, freeMs] = await interleaved(samples, [
              () => run(tx, place),
              () => run(free, place),
            ]);
            ratios.push(median(guardedMs ?? []) / median(freeMs ?? []));
            const same = JSON.stringify(await run(tx, place)) === JSON.stringify(await run(free, place));
            if (!same) wrong.push('row security changes the answer');
          }),
        );
      }
      const counts = `${people} people, ${rounds * samples} each`;
      lines.push({ name: `P-E1 ${name} of ${people}`, ratios, goal: { atMost: 1.25 }, counts, wrong });
    }
  }
  return lines;
}
