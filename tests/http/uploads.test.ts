import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { type CsvOptions, defaultCsvLimits } from '@rollcall/core/runs/csv-contract.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { borrowCsvThread } from '@rollcall/server/csv/csv-threads.ts';
import { describe, expect, it, vi } from 'vitest';
import { startApp } from '../_kit/app.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { refusalIn } from '../_kit/http.ts';
import { newRequest } from '../_kit/membership.ts';
import { inspectFile, sendCsv, uploadCsv } from '../_kit/runs.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

const options: CsvOptions = { encoding: 'utf-8', delimiter: ',', hasHeader: true, roles: ['email'] };

/** Path and headers of an upload as a page sends it, for what no client can be made to do. */
function uploadOf(home: TestDistrict, length: number) {
  const query = new URLSearchParams({
    kind: 'csv_add',
    userType: 'student',
    fileName: 'people.csv',
    options: JSON.stringify(options),
    requestId: newRequest(),
  });
  return {
    path: `/files/licenses/${home.licenseId}/csv?${query}`,
    headers: {
      host: `127.0.0.1:${app.port}`,
      origin: `http://127.0.0.1:${app.port}`,
      cookie: `rollcall=${home.admin.token}`,
      'content-type': 'application/octet-stream',
      'content-length': String(length),
    },
  };
}

async function beginRaw(home: TestDistrict, length: number, body: string): Promise<Socket> {
  const { path, headers } = uploadOf(home, length);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const socket = connect(app.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
  return socket;
}

const runsOf = (home: TestDistrict) =>
  database.rows<{ state: string; failure: string | null; batches: number }>(
    `select r.state, r.failure, (select count(*)::int from run_batch b where b.run_id = r.id) as batches
     from run r where r.license_id = $1 order by r.number`,
    [home.licenseId],
  );

describe('a file that does not arrive', () => {
  it('[CSV-5] is not taken for a whole one, where it breaks off at the end of a line', async () => {
    const home = await makeDistrict(app);
    const half = `Email\n${home.address('a')}\n`;
    const socket = await beginRaw(home, 2 * half.length, half);
    await vi.waitFor(async () => expect(await runsOf(home)).toMatchObject([{ state: 'reading' }]));
    socket.destroy();
    await vi.waitFor(async () =>
      expect(await runsOf(home)).toMatchObject([{ state: 'failed', failure: 'interrupted' }]),
    );
  });

  it('[CSV-7] waits no longer for its turn when whoever sent it has gone', async () => {
    const threads = await Promise.all([borrowCsvThread(), borrowCsvThread()]);
    const home = await makeDistrict(app);
    const file = `Email\n${home.address('a')}\n`;
    const { path, headers } = uploadOf(home, file.length);
    const sent = httpRequest({
      host: '127.0.0.1',
      port: app.port,
      path,
      method: 'POST',
      headers,
      agent: false,
    });
    sent.on('error', () => undefined);
    sent.end(file);
    await vi.waitFor(async () => expect(await runsOf(home)).toMatchObject([{ state: 'reading' }]));
    sent.destroy();
    await vi.waitFor(async () =>
      expect(await runsOf(home)).toEqual([{ state: 'failed', failure: 'interrupted', batches: 0 }]),
    );
    for (const thread of threads) thread.release(false);
    const next = await uploadCsv(app, home.admin, { licenseId: home.licenseId, file });
    expect(next.number).toBe(2);
  });

  it('[CSV-5] a file that is whole and wrong has failed for what stands in it', async () => {
    const home = await makeDistrict(app);
    const inspection = await inspectFile(app, home.admin, home.licenseId, 'Email\na@x.example\n');
    const answer = await sendCsv(app, home.admin, {
      licenseId: home.licenseId,
      file: 'Email\n"a@x.example\n',
      inspection,
    });
    expect(refusalIn(answer)?.details).toEqual({ problem: 'unclosed_quote', line: 2 });
    expect(await runsOf(home)).toMatchObject([{ state: 'failed', failure: 'file_not_readable' }]);
  });
});

describe('limits of the installation', () => {
  it('[CSV-6] are told with the look at a file, and hold for it', async () => {
    await using small = await startApp({ csvLimits: { ...defaultCsvLimits, bytes: 1_000, columns: 2 } });
    const home = await makeDistrict(small);
    const { licenseId, admin } = home;
    const look = await inspectFile(small, admin, licenseId, `Email,Name,Bus\n${home.address('a')},Ana,7\n`);
    expect([look.limitBytes, look.columns.length]).toEqual([1_000, 2]);
    const inspection = await inspectFile(small, admin, licenseId, `Email\n${home.address('a')}\n`);
    const file = `Email\n${home.address('a')}\n${'\n'.repeat(1_000)}`;
    const answer = await sendCsv(small, admin, { licenseId, file, inspection });
    expect(refusalIn(answer)?.details).toEqual({ problem: 'too_large', line: null });
    expect(await runsOf(home)).toEqual([]);
  });
});
