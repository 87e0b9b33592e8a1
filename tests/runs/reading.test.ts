import { request } from 'node:http';
import { proposedCsvOptions } from '@rollcall/core/runs/csv-contract.ts';
import { deletePastRows } from '@rollcall/server/db/retention.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { refusalIn } from '../_kit/http.ts';
import { newRequest } from '../_kit/membership.ts';
import { createRunWorld, fileOf, type RunWorld } from '../_kit/run-world.ts';
import { importCsv, inspectFile, sendCsv, waitForRun } from '../_kit/runs.ts';

let world: RunWorld;
beforeAll(async () => {
  world = await createRunWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const rowsOf = (runId: string) =>
  world.database.value<number>('select count(*)::int from run_batch where run_id = $1', [runId]);

/** An upload of which a whole portion has arrived and the rest has not. */
async function beginUpload(home: TestDistrict) {
  const file = fileOf(home.address, 6_000);
  const options = proposedCsvOptions(await inspectFile(world.app, home.admin, home.licenseId, file));
  const query = new URLSearchParams({
    kind: 'csv_add',
    userType: 'student',
    fileName: 'people.csv',
    options: JSON.stringify(options),
    requestId: newRequest(),
  });
  const sent = request({
    host: '127.0.0.1',
    port: world.app.port,
    method: 'POST',
    path: `/files/licenses/${home.licenseId}/csv?${query}`,
    headers: {
      origin: `http://127.0.0.1:${world.app.port}`,
      cookie: `rollcall=${home.admin.token}`,
      'content-type': 'application/octet-stream',
      'content-length': Buffer.byteLength(file),
    },
    agent: false,
  });
  const ended = Promise.withResolvers<number | null>();
  sent.on('response', (response) => {
    response.resume();
    ended.resolve(response.statusCode ?? null);
  });
  sent.on('error', () => ended.resolve(null));
  const half = Math.floor(file.length * 0.95);
  sent.write(file.slice(0, half));
  const run = await vi.waitFor(
    async () => {
      const [found] = (await home.admin.client.run.list.query({ licenseId: home.licenseId })).runs;
      if (found === undefined || found.total === 0) throw new Error('Nothing has arrived yet');
      return found;
    },
    { timeout: 20_000 },
  );
  expect(run).toMatchObject({ state: 'reading', total: 5_000 });
  return { run, sent, rest: file.slice(half), ended: ended.promise };
}

describe('a file on its way', () => {
  it('[D04] [CSV-5] [RUN-1] that is cut off is a failed run of which nothing is applied, and what was read goes', async () => {
    const home = await makeDistrict(world.app);
    const { run, sent } = await beginUpload(home);
    sent.destroy();
    const failed = await waitForRun(home.admin, run, ['failed']);
    expect(failed).toMatchObject({ outcomes: {}, plan: null });
    expect(['file_not_readable', 'interrupted']).toContain(failed.failure);
    await world.database.rows("update run set ended_at = now() - interval '25 hours' where id = $1", [
      run.id,
    ]);
    await deletePastRows(world.app.context.db);
    expect(await rowsOf(run.id)).toBe(0);
    await expectBooksBalance(world.database, home.licenseId);
  });

  it('[RUN-6] may be thrown away: it takes no more rows', async () => {
    const home = await makeDistrict(world.app);
    const { run, sent, rest, ended } = await beginUpload(home);
    const input = { licenseId: home.licenseId, runId: run.id, requestId: newRequest() };
    expect(await home.admin.client.run.discard.mutate(input)).toMatchObject({ state: 'discarded' });
    sent.end(rest);
    expect(await ended).toBe(404);
    expect(await home.admin.client.run.get.query({ licenseId: home.licenseId, runId: run.id })).toMatchObject(
      {
        state: 'discarded',
        total: 5_000,
        plan: null,
      },
    );
    await expectBooksBalance(world.database, home.licenseId);
  });

  it('[I3] [C06] that comes twice with one request id is read once, and another with its id is refused', async () => {
    const home = await makeDistrict(world.app);
    const upload = { licenseId: home.licenseId, file: fileOf(home.address, 10), requestId: newRequest() };
    const [first, beside] = await Promise.all([
      sendCsv(world.app, home.admin, upload),
      sendCsv(world.app, home.admin, upload),
    ]);
    expect([first.status, beside.status]).toEqual([200, 200]);
    const again = await sendCsv(world.app, home.admin, upload);
    const { runs } = await home.admin.client.run.list.query({ licenseId: home.licenseId });
    expect({ runs: runs.length, status: again.status }).toEqual({ runs: 1, status: 200 });
    expect(await waitForRun(home.admin, runs[0] as (typeof runs)[0], ['planned'])).toMatchObject({
      total: 10,
    });
    const other = await sendCsv(world.app, home.admin, { ...upload, userType: 'teacher' });
    expect(refusalIn(other)).toMatchObject({ code: 'REQUEST_REUSED' });
  });

  it('[RUN-9] [R22] the rows of a run go 30 days after its end, and its counts stay', async () => {
    const home = await makeDistrict(world.app);
    const run = await importCsv(world.app, home.admin, {
      licenseId: home.licenseId,
      file: fileOf(home.address, 3),
    });
    const age = (interval: string) =>
      world.database.rows('update run set ended_at = now() - $2::interval where id = $1', [run.id, interval]);
    await age('29 days');
    await deletePastRows(world.app.context.db);
    expect(await rowsOf(run.id)).toBe(1);
    await age('31 days');
    await deletePastRows(world.app.context.db);
    expect(await rowsOf(run.id)).toBe(0);
    const view = await home.admin.client.run.get.query({ licenseId: home.licenseId, runId: run.id });
    expect(view).toMatchObject({ outcomes: { invited: 3 }, rowsUntil: null, undoUntil: null });
  });
});
