import { memberOrder, memberSort } from '@rollcall/core/members/contract.ts';
import type { DistrictTx } from '@rollcall/server/db/tx.ts';
import type { LicensePlace } from '@rollcall/server/license-row/lock-license.ts';
import { readCounts } from '@rollcall/server/views/member-list/read-counts.ts';
import { readPlaces } from '@rollcall/server/views/member-list/read-places.ts';
import { sql } from 'kysely';
import { type Eyes, interleaved, queryOf, readPage } from './list-scope.ts';
import { type GoalLine, type InformationLine, median } from './report.ts';

/** Rounds, and reads of each kind per round. */
interface Times {
  readonly rounds: number;
  readonly samples: number;
}

/** The floor: the shortest statement there is, sent and parsed as any other, in a transaction that is open. */
const selectOne = (tx: DistrictTx): Promise<unknown> => sql`select 1`.execute(tx);

/** What a page's rows take to be sent and read when nobody has to find them: columns of a person, a hundred times. */
const constantRows = (tx: DistrictTx): Promise<unknown> =>
  sql`
  select '00000000-0000-4000-8000-000000000001'::uuid as id, 'maria.lopez.n100@pupils.example' as email,
    'maria.lopez.n100@pupils.example' as email_shown, 'Maria Lopez' as name, 'student' as user_type,
    'accepted' as status, 'Ana Ruiz' as added_by, now() as added_at, 0::bigint as seq, null as decline_reason,
    null::date as shown_on, null::date as last_active_on, array['csv'] as sources, '' as name_key
  from generate_series(1, 101)
`.execute(tx);

/** Cursors all over the list, in each order. */
async function everywhere(tx: DistrictTx, place: LicensePlace) {
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

/** P-D1: a page anywhere in the first licence, and in the second, a hundredth of it. */
export async function measurePages(
  eyes: Eyes,
  { rounds, samples }: Times,
  [large, middle]: readonly [LicensePlace, LicensePlace],
): Promise<{ readonly goals: GoalLine[]; readonly information: InformationLine[] }> {
  const ratios: number[] = [];
  const exponents: number[] = [];
  const wrong: string[] = [];
  const floors: number[] = [];
  const constants: number[] = [];
  let pages = 0;
  const placesIn = (place: LicensePlace) =>
    eyes.app.any.withTx({ district: place.districtId }, (tx) => everywhere(tx, place));
  const [largeAt, middleAt] = [await placesIn(large), await placesIn(middle)];
  const read = async (tx: DistrictTx, at: typeof largeAt, nth: number): Promise<void> => {
    const one = at[(nth * 7919) % at.length];
    if (one === undefined) throw new Error('A list has no place');
    const { members } = await readPage(tx, one.query, one.cursor);
    pages += 1;
    if (members.length !== 100) wrong.push(`a page had ${members.length} rows`);
  };
  // A list that people use is in memory; what is measured is not how it gets there.
  for (const [place, at] of [[large, largeAt] as const, [middle, middleAt] as const]) {
    await eyes.app.lists.withTx({ district: place.districtId }, async (tx) => {
      for (const { query, cursor } of at) await readPage(tx, query, cursor);
    });
  }
  for (let round = 0; round < rounds; round += 1) {
    await eyes.app.any.withTx({ district: large.districtId }, (bare) =>
      eyes.app.lists.withTx({ district: large.districtId }, (tx) =>
        eyes.app.lists.withTx({ district: middle.districtId }, async (other) => {
          const [one, far, near, rows] = await interleaved(samples, [
            () => selectOne(bare),
            (nth) => read(tx, largeAt, round * samples + nth),
            (nth) => read(other, middleAt, round * samples + nth),
            () => constantRows(tx),
          ]);
          floors.push(...(one ?? []));
          constants.push(...(rows ?? []));
          ratios.push(median(far ?? []) / median(one ?? []));
          exponents.push(Math.log(median(far ?? []) / median(near ?? [])) / Math.log(100));
        }),
      ),
    );
  }
  const counts = `${pages} pages of 100 people, ${largeAt.length} places in 6 orders, ${rounds} rounds`;
  return {
    goals: [
      { name: 'P-D1 page ÷ select 1', ratios, goal: { atMost: 2 }, counts, wrong },
      { name: 'P-D1 exponent', ratios: exponents, goal: { atMost: 0.1 }, counts, wrong: [] },
    ],
    information: [
      { name: 'select 1', text: `p50 ${median(floors).toFixed(3)} ms` },
      {
        name: 'as many rows of constants ÷ select 1',
        text: (median(constants) / median(floors)).toFixed(2),
      },
    ],
  };
}

/** P-D3: the licence's counters, which must be what counting gives. */
export async function measureCounts(
  eyes: Eyes,
  { rounds, samples }: Times,
  place: LicensePlace,
): Promise<GoalLine> {
  const ratios: number[] = [];
  const wrong: string[] = [];
  await eyes.app.any.withTx({ district: place.districtId }, (bare) =>
    eyes.app.lists.withTx({ district: place.districtId }, async (tx) => {
      for (let round = 0; round < rounds; round += 1) {
        const [one, counts] = await interleaved(samples, [
          () => selectOne(bare),
          () => readCounts(tx, place),
        ]);
        ratios.push(median(counts ?? []) / median(one ?? []));
      }
      const told = await readCounts(tx, place);
      const { rows } = await sql<{
        user_type: 'teacher' | 'student' | 'other';
        status: 'accepted' | 'invited' | 'rejected';
        count: number;
      }>`
        select user_type, status, count(*)::int as count from member
        where district_id = ${place.districtId} and license_id = ${place.licenseId} and ended_at is null group by 1, 2
      `.execute(bare);
      for (const row of rows) {
        if (told[row.user_type][row.status] !== row.count)
          wrong.push(`${row.user_type} ${row.status}: ${row.count}`);
      }
    }),
  );
  const counts = `${rounds * samples} readings, equal to count(*)`;
  return { name: 'P-D3 status counts', ratios, goal: { atMost: 1.5 }, counts, wrong };
}
