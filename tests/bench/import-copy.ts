import type { RunningApp } from '@rollcall/server/app.ts';
import type pg from 'pg';
import type { TemporaryServer } from '../../scripts/temporary-database.ts';
import type { TestDistrict } from '../_kit/district.ts';
import { connectTo, startBenchApp } from './bench-app.ts';
import { importFile } from './import-file.ts';
import { copyPeople, copySearchTexts, roomyDistrict } from './import-people.ts';
import type { ImportSize } from './import-size.ts';
import { type BenchResult, median } from './report.ts';

interface Round {
  readonly copyMs: number;
  readonly copySearchableMs: number;
  readonly importMs: number;
  readonly searchableMs: number;
  readonly perThousand: number;
  readonly parts: string;
  readonly wrong: readonly string[];
}

/** P-A1, P-A2 and P-A5: an import beside COPY of the same people into the same indexed tables, in turns. */
export async function copyShare(
  database: TemporaryServer,
  size: ImportSize,
): Promise<BenchResult & { readonly importMs: readonly number[] }> {
  await using app = await startBenchApp(database, 10);
  await using looking = await connectTo(database);
  const { client } = looking;
  const rounds: Round[] = [];
  for (let round = 0; round < size.rounds; round += 1) rounds.push(await oneRound(app, client, size));
  const wrong = rounds.flatMap((round) => round.wrong);
  const counts = `${size.rows} rows, half of them new, ${rounds.length} rounds`;
  return {
    importMs: rounds.map((round) => round.importMs),
    goals: [
      {
        name: 'P-A1 import ÷ COPY, rows/s',
        ratios: rounds.map((round) => round.copyMs / round.importMs),
        goal: { atLeast: 0.6 },
        counts,
        wrong,
      },
      {
        name: 'P-A2 searchable ÷ COPY with search index, time',
        ratios: rounds.map((round) => round.searchableMs / round.copySearchableMs),
        goal: { atMost: 1.3 },
        counts,
        wrong,
      },
      {
        name: 'P-A5 events per 1,000 rows',
        ratios: rounds.map((round) => round.perThousand),
        goal: { atMost: 1 },
        counts,
        wrong,
      },
    ],
    information: [
      { name: 'COPY', text: `median ${Math.round(median(rounds.map((round) => round.copyMs)))} ms` },
      { name: 'import', text: rounds.map((round) => round.parts).join('; ') },
    ],
  };
}

async function oneRound(app: RunningApp, client: pg.Client, { rows }: ImportSize): Promise<Round> {
  const copied = await roomyDistrict(app);
  const copyMs = await copyPeople(client, copied, 0, rows);
  const copySearchableMs = copyMs + (await copySearchTexts(client, copied));
  const home = await roomyDistrict(app);
  await copyPeople(client, home, 0, rows / 2);
  await copySearchTexts(client, home);
  const began = performance.now();
  const imported = await importFile(app, client, home, rows);
  await app.searchable();
  const searchableMs = performance.now() - began;
  return {
    copyMs,
    copySearchableMs,
    importMs: imported.ms,
    searchableMs,
    perThousand: (imported.events * 1_000) / rows,
    parts: `${Math.round(imported.uploadMs)} + ${Math.round(imported.planMs)} + ${Math.round(imported.applyMs)} ms`,
    wrong: [
      ...differs('outcomes', imported.outcomes, { invited: rows / 2, already_invited: rows / 2 }),
      ...(await wrongRows(client, home, rows)),
    ],
  };
}

function differs(name: string, seen: unknown, expected: unknown): string[] {
  const [one, other] = [seen, expected].map((value) =>
    JSON.stringify(Object.entries(value as Record<string, unknown>).sort()),
  );
  return one === other ? [] : [`${name}: ${one}, not ${other}`];
}

/** An import that inserts nothing is fast: people, sources, counter, outcomes and search texts have to be there. */
export async function wrongRows(client: pg.Client, home: TestDistrict, rows: number): Promise<string[]> {
  const { rows: found } = await client.query<Record<string, number>>(
    `select
       (select count(*)::int from member where license_id = $1 and ended_at is null) as people,
       (select count(*)::int from member_source where license_id = $1 and ended_at is null) as sources,
       (select student_invited from license where id = $1) as counter,
       (select sum(cardinality(outcomes))::int from run_batch where license_id = $1) as outcomes,
       (select count(*)::int from member_search where license_id = $1) as searchable`,
    [home.licenseId],
  );
  const [counts] = found;
  return Object.entries(counts ?? {})
    .filter(([, count]) => count !== rows)
    .map(([name, count]) => `${name}: ${count}, not ${rows}`);
}
