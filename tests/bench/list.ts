import { memberOrder, memberSort } from '@rollcall/core/members/contract.ts';
import type { DistrictTx } from '@rollcall/server/db/tx.ts';
import { readCounts } from '@rollcall/server/views/member-list/read-counts.ts';
import { readPlaces } from '@rollcall/server/views/member-list/read-places.ts';
import { sql } from 'kysely';
import { startTemporaryServer } from '../../scripts/temporary-database.ts';
import { fillLists, placeOf } from './list-fill.ts';
import { type Eyes, interleaved, openEyes, queryOf, readPage } from './list-scope.ts';
import { measureSearch } from './list-search.ts';
import { type BenchResult, type GoalLine, median } from './report.ts';

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
const selectOne = (tx: DistrictTx): Promise<unknown> => sql`select 1`.execute(tx);

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
  const pages = await measurePages(eyes, size);
  const search = await measureSearch(server.superuserUrl(name), eyes, size, large);
  return {
    goals: [...pages, search.goal, await measureCounts(eyes, size), ...(await measureGuard(eyes, size))],
    information: search.information,
  };
}

/** Cursors all over the list, in each order. */
async function everywhere(tx: DistrictTx, place: typeof large) {
  const found = [];
  for (const sort of memberSort.options) {
    for (const order of memberOrder.options) {
      const query = queryOf(place, null, { sort, order });
      const { cursors } = await readPlaces(tx, query);
      // The last place may have less than a page behind it.
      found.push(...[null, ...cursors.slice(0, -1)].map((cursor) => ({ query, cursor })));
    }
  }
  return found;
}

async function measurePages(eyes: Eyes, { rounds, samples }: ListSize): Promise<GoalLine[]> {
  const ratios: number[] = [];
  const exponents: number[] = [];
  const wrong: string[] = [];
  let pages = 0;
  const [largeAt, middleAt] = [
    await eyes.app.withTx({ district: large.districtId }, (tx) => everywhere(tx, large)),
    await eyes.app.withTx({ district: middle.districtId }, (tx) => everywhere(tx, middle)),
  ];
  const read = async (tx: DistrictTx, at: typeof largeAt, nth: number): Promise<void> => {
    const one = at[(nth * 7919) % at.length];
    if (one === undefined) throw new Error('A list has no place');
    const { members } = await readPage(tx, one.query, one.cursor);
    pages += 1;
    if (members.length !== 100) wrong.push(`a page had ${members.length} rows`);
  };
  for (let round = 0; round < rounds; round += 1) {
    await eyes.app.withTx({ district: large.districtId }, (tx) =>
      eyes.app.withTx({ district: middle.districtId }, async (other) => {
        const [one, far, near] = await interleaved(samples, [
          () => selectOne(tx),
          (nth) => read(tx, largeAt, round * samples + nth),
          (nth) => read(other, middleAt, round * samples + nth),
        ]);
        ratios.push(median(far ?? []) / median(one ?? []));
        exponents.push(Math.log(median(far ?? []) / median(near ?? [])) / Math.log(100));
      }),
    );
  }
  const counts = `${pages} pages of 100 people, ${largeAt.length} places in 6 orders, ${rounds} rounds`;
  return [
    { name: 'P-D1 page ÷ select 1', ratios, goal: { atMost: 2 }, counts, wrong },
    { name: 'P-D1 exponent', ratios: exponents, goal: { atMost: 0.1 }, counts, wrong: [] },
  ];
}

async function measureCounts(eyes: Eyes, { rounds, samples }: ListSize): Promise<GoalLine> {
  const ratios: number[] = [];
  const wrong: string[] = [];
  await eyes.app.withTx({ district: large.districtId }, async (tx) => {
    for (let round = 0; round < rounds; round += 1) {
      const [one, counts] = await interleaved(samples, [() => selectOne(tx), () => readCounts(tx, large)]);
      ratios.push(median(counts ?? []) / median(one ?? []));
    }
    const told = await readCounts(tx, large);
    const { rows } = await sql<{
      user_type: 'teacher' | 'student' | 'other';
      status: 'accepted' | 'invited' | 'rejected';
      count: number;
    }>`
      select user_type, status, count(*)::int as count from member
      where district_id = ${large.districtId} and license_id = ${large.licenseId} and ended_at is null group by 1, 2
    `.execute(tx);
    for (const row of rows) {
      if (told[row.user_type][row.status] !== row.count)
        wrong.push(`${row.user_type} ${row.status}: ${row.count}`);
    }
  });
  const counts = `${rounds * samples} readings, equal to count(*)`;
  return { name: 'P-D3 status counts', ratios, goal: { atMost: 1.5 }, counts, wrong };
}

const guarded = {
  page: (tx: DistrictTx, place: typeof large) => readPage(tx, queryOf(place, null), null),
  search: (tx: DistrictTx, place: typeof large) => readPage(tx, queryOf(place, 'kowski'), null),
  count: (tx: DistrictTx, place: typeof large) => readCounts(tx, place),
} as const;

/** P-E1: the same statements with row security and without. */
async function measureGuard(eyes: Eyes, { rounds, samples, people }: ListSize): Promise<GoalLine[]> {
  const lines: GoalLine[] = [];
  for (const [place, size] of [
    [large, people[0]],
    [small, people[2]],
  ] as const) {
    for (const [name, run] of Object.entries(guarded)) {
      const ratios: number[] = [];
      const wrong: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        await eyes.app.withTx({ district: place.districtId }, (tx) =>
          eyes.unguarded.withTx({ district: place.districtId }, async (free) => {
            const [on, off] = await interleaved(samples, [() => run(tx, place), () => run(free, place)]);
            ratios.push(median(on ?? []) / median(off ?? []));
            const same = JSON.stringify(await run(tx, place)) === JSON.stringify(await run(free, place));
            if (!same) wrong.push('row security changes the answer');
          }),
        );
      }
      const counts = `${size} people, ${rounds * samples} each`;
      lines.push({ name: `P-E1 ${name} of ${size}`, ratios, goal: { atMost: 1.25 }, counts, wrong });
    }
  }
  return lines;
}
