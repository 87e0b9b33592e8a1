import { startTemporaryServer } from '../../scripts/temporary-database.ts';
import { fillLists, placeOf } from './list-fill.ts';
import { measureGuard } from './list-guard.ts';
import { measureCounts, measurePages } from './list-pages.ts';
import { openEyes } from './list-scope.ts';
import { measureSearch } from './list-search.ts';
import type { BenchResult } from './report.ts';

/** How much is measured. */
export interface ListSize {
  readonly rounds: number;
  /** Reads of each kind per round. */
  readonly samples: number;
  /** People of the largest, a middle and the smallest licence. */
  readonly people: readonly [large: number, middle: number, small: number];
}

export const fullListSize: ListSize = { rounds: 7, samples: 100, people: [1_000_000, 10_000, 50] };

const large = placeOf(1);
const middle = placeOf(2);
const small = placeOf(3);

/** P-D1, P-D2, P-D3 and P-E1: what a list costs, however long it is. */
export async function benchList(size: ListSize): Promise<BenchResult> {
  const name = 'rollcall_bench_list';
  await using server = await startTemporaryServer(name, {
    shared_buffers: '1GB',
    work_mem: '16MB',
    jit: 'off',
  });
  await fillLists(server.superuserUrl(name), size.people);
  await using eyes = openEyes(server, name);
  const pages = await measurePages(eyes, size, [large, middle]);
  const search = await measureSearch(server.superuserUrl(name), eyes, size, large);
  const guard = await measureGuard(eyes, size, [
    { place: large, people: size.people[0] },
    { place: small, people: size.people[2] },
  ]);
  return {
    goals: [...pages.goals, search.goal, await measureCounts(eyes, size, large), ...guard],
    information: [...pages.information, ...search.information],
  };
}
