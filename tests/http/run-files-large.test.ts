import { randomUUID } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { RunId } from '@rollcall/core/ids.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { readRunRowsOfFile } from '@rollcall/server/views/run-rows.ts';
import { expect, it, vi } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { withServer } from '../_kit/with-server.ts';

const people = 50_000;
const portion = 5_000;
const runId = randomUUID();

let app: RunningApp;
let database: TestDatabase;
let home: TestDistrict;
withServer({ poolSize: 4 }, async (server) => {
  ({ app, database } = server);
  home = await makeDistrict(app);
  const columns = JSON.stringify([
    { header: 'Email', role: 'email' },
    { header: 'Notes', role: 'ignored' },
  ]);
  await database.rows(
    `insert into run (district_id, license_id, id, number, kind, state, actor_person_id, actor_session_id, started_by,
       total, done, columns, ended_at)
     values ($1, $2, $3, 1, 'csv_add', 'done', $4, gen_random_uuid(), 'Test', ${people}, ${people}, $5, now())`,
    [home.id, home.licenseId, runId, home.admin.id, columns],
  );
  // Every row is refused, and long: more than the sockets' own buffers hold.
  await database.rows(
    `insert into run_batch (district_id, license_id, run_id, batch_no, first_row, size, lines, shown, names, refusals,
       reasons, raws, planned, outcomes, outcome_counts)
     select $1, $2, $3, batch, batch * ${portion} + 1, ${portion}, array_agg(n + 1 order by n),
       array_agg('p' || n order by n), array_agg(repeat('name ', 60) order by n),
       array_agg('invalid_email'::text), array_agg('no_at_sign'::text),
       array_agg(json_build_array('p' || n, repeat('note ', 60))::text order by n),
       array_agg('invalid_email'::text), array_agg('invalid_email'::text),
       '{"outcomes": {"invalid_email": ${portion}}}'
     from generate_series(1, ${people}) n, lateral (select (n - 1) / ${portion} as batch) b
     group by batch`,
    [home.id, home.licenseId, runId],
  );
});

async function begin(file: string): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const sent = httpRequest(
    {
      host: '127.0.0.1',
      port: app.port,
      path: `/files/licenses/${home.licenseId}/runs/${runId}/${file}`,
      headers: { host: `127.0.0.1:${app.port}`, cookie: `rollcall=${home.admin.token}` },
      agent: false,
    },
    resolve,
  );
  sent.on('error', reject);
  sent.end();
  return promise;
}

const snapshots = (count: number) =>
  vi.waitFor(
    async () =>
      expect(
        await database.value<number>(
          `select count(*)::int from pg_stat_activity
           where application_name = 'rollcall-app' and state = 'idle in transaction'
             and datname = current_database() and xact_start < clock_timestamp() - interval '200 milliseconds'`,
        ),
      ).toBe(count),
    { timeout: 15_000, interval: 50 },
  );

it.each(['results.csv', 'refused.csv'])(
  '[EXPORT-3] [EXPORT-5] [EXPORT-6] %s of many rows is read as fast as the reader reads, whole and in order',
  async (file) => {
    const answer = await begin(file);
    expect(answer.statusCode).toBe(200);
    // Nobody reads: it waits in the middle, and holds its moment.
    await snapshots(1);
    const numbers: number[] = [];
    let tail = '';
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      const lines = (tail + chunk.toString('latin1')).split('\r\n');
      tail = lines.pop() ?? '';
      for (const line of lines) numbers.push(Number(/"p(\d+)"/.exec(line)?.[1] ?? 0));
    }
    expect(numbers).toEqual(Array.from({ length: people + 1 }, (_, at) => at));
    await snapshots(0);
  },
);

it('[EXPORT-3] a reader who goes away leaves no connection behind', async () => {
  const answer = await begin('refused.csv');
  await snapshots(1);
  answer.destroy();
  await snapshots(0);
});

it('[EXPORT-6] rows as long as a line may be are read a few at a time, and none is left out', async () => {
  const long = randomUUID() as RunId;
  const rows = 150;
  await database.rows(
    `insert into run (district_id, license_id, id, number, kind, state, actor_person_id, actor_session_id, started_by,
       total, done, ended_at)
     values ($1, $2, $3, 2, 'csv_add', 'done', $4, gen_random_uuid(), 'Test', ${rows}, ${rows}, now())`,
    [home.id, home.licenseId, long, home.admin.id],
  );
  await database.rows(
    `insert into run_batch (district_id, license_id, run_id, batch_no, first_row, size, lines, reasons, raws, outcomes,
       outcome_counts)
     select $1, $2, $3, 0, 1, ${rows}, array_agg(n), array_agg('no_at_sign'::text),
       array_agg(json_build_array(repeat('x', 64000))::text), array_agg('invalid_email'::text),
       '{"outcomes": {"invalid_email": ${rows}}}'
     from generate_series(1, ${rows}) n`,
    [home.id, home.licenseId, long],
  );
  const place = { districtId: home.id, licenseId: home.licenseId };
  const pages: number[] = [];
  const found: number[] = [];
  await app.context.db.withTx({ district: home.id }, async (tx) => {
    for (;;) {
      const after = found.at(-1) ?? 0;
      const asked = { runId: long, which: 'result', outcomes: [], after, limit: 1_000 } as const;
      const page = await readRunRowsOfFile(tx, place, asked);
      if (page.length === 0) return;
      pages.push(page.length);
      found.push(...page.map(({ row }) => row));
    }
  });
  expect(found).toEqual(Array.from({ length: rows }, (_, at) => at + 1));
  expect(Math.max(...pages)).toBeLessThan(70);
});
