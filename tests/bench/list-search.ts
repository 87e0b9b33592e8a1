import { searchedWords } from '@rollcall/core/members/search-text.ts';
import type { LicensePlace } from '@rollcall/server/license-row/lock-license.ts';
import pg from 'pg';
import { searchStrings } from './list-names.ts';
import { type Eyes, queryOf, readPage, timeOf } from './list-scope.ts';
import { type GoalLine, type InformationLine, quantile } from './report.ts';

const pageRows = 100;

/** P-D2: the slowest of 200 searches but a few, against looking at everybody's text once. */
export async function measureSearch(
  superuserUrl: string,
  eyes: Eyes,
  { rounds, people }: { readonly rounds: number; readonly people: readonly [number, ...number[]] },
  place: LicensePlace,
): Promise<{ readonly goal: GoalLine; readonly information: InformationLine[] }> {
  const strings = searchStrings(people[0]);
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const scan = await scanner(client, place);
  const ratios: number[] = [];
  const wrong: string[] = [];
  const byKind = new Map<string, number[]>();
  let found = 0;
  const expected: number[] = [];
  for (const { text } of strings) expected.push(await scan.upTo(text, pageRows));
  for (let round = 0; round < rounds; round += 1) {
    const scans: number[] = [];
    const searches: number[] = [];
    await eyes.app.any.withTx({ district: place.districtId }, async (tx) => {
      for (const [index, { kind, text }] of strings.entries()) {
        let rows = 0;
        const tookMs = await timeOf(async () => {
          rows = (await readPage(tx, queryOf(place, text), null)).members.length;
        });
        searches.push(tookMs);
        byKind.set(kind, [...(byKind.get(kind) ?? []), tookMs]);
        found += rows;
        if (rows !== expected[index]) wrong.push(`${rows} found where there are ${expected[index]}`);
        if (index % 40 === 0) scans.push(await timeOf(() => scan.all(text)));
      }
    });
    ratios.push(quantile(searches, 0.95) / quantile(scans, 0.5));
  }
  await client.end();
  const counts = `${strings.length} searches, ${found / rounds} people found per round, ${people[0]} looked at by a scan`;
  return {
    goal: { name: 'P-D2 search p95 ÷ scan', ratios, goal: { atMost: 0.05 }, counts, wrong },
    information: [...byKind].map(([kind, tookMs]) => ({
      name: `search, ${kind}`,
      text: `p50 ${quantile(tookMs, 0.5).toFixed(1)} ms, p95 ${quantile(tookMs, 0.95).toFixed(1)} ms`,
    })),
  };
}

/** Everybody's text in one process, one row after the other. */
async function scanner(client: pg.Client, place: LicensePlace) {
  for (const off of ['bitmapscan', 'indexscan', 'indexonlyscan'])
    await client.query(`set enable_${off} = off`);
  await client.query('set max_parallel_workers_per_gather = 0');
  const statement = (text: string, rest: string): [string, unknown[]] => [
    `select count(*)::int as count from (
       select 1 from member_search s
       where s.district_id = $1 and s.license_id = $2
         and s.text like all (array(select search_pattern(word) from unnest($3::text[]) as word)) ${rest}
     ) found`,
    [place.districtId, place.licenseId, searchedWords(text)],
  ];
  const countOf = async (text: string, rest: string): Promise<number> => {
    const { rows } = await client.query<{ count: number }>(...statement(text, rest));
    return rows[0]?.count ?? 0;
  };
  return {
    all: (text: string) => countOf(text, ''),
    upTo: (text: string, most: number) => countOf(text, `limit ${most}`),
  };
}
