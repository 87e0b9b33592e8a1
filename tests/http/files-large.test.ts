import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it, vi } from 'vitest';
import { startApp } from '../_kit/app.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { rawRequest, refusalIn } from '../_kit/http.ts';
import { addPeople } from '../_kit/membership.ts';
import { withServer } from '../_kit/with-server.ts';

const people = 50_000;

let app: RunningApp;
let database: TestDatabase;
let home: TestDistrict;
// One download at a time fits beside everything else.
withServer({ poolSize: 4 }, async (server) => {
  ({ app, database } = server);
  home = await makeDistrict(app, { studentSeats: null });
  // Long names: more than the sockets' own buffers hold.
  await database.rows(
    `insert into member (district_id, license_id, email, email_shown, name, user_type, status, seq, added_by)
     select $1, $2, 'p' || n || '@' || $3::text, 'p' || n || '@' || $3::text, repeat('name ', 80), 'student', 'accepted', 1, 'Test'
     from generate_series(1, ${people}) n`,
    [home.id, home.licenseId, home.domain],
  );
});

/** Waits until so many downloads hold a moment of the database. */
const snapshots = (count: number) =>
  vi.waitFor(async () => expect(await snapshotsOpen()).toBe(count), { timeout: 15_000, interval: 50 });

/** What is in use, without what only waits to be collected. In bytes. */
function memoryHeld(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Begins a download and reads nothing of it. */
async function begin(port = app.port): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = { host: `127.0.0.1:${port}`, cookie: `rollcall=${home.admin.token}` };
  const path = `/files/licenses/${home.licenseId}/people.csv`;
  const sent = httpRequest({ host: '127.0.0.1', port, path, headers, agent: false }, resolve);
  sent.on('error', reject);
  sent.end();
  return promise;
}

const snapshotsOpen = () =>
  database.value<number>(
    `select count(*)::int from pg_stat_activity
     where application_name = 'rollcall-app' and state = 'idle in transaction' and datname = current_database()
       and xact_start < clock_timestamp() - interval '200 milliseconds'`,
  );

describe('a list that is larger than memory should be', () => {
  it('[EXPORT-3] is read as fast as the reader reads, as it was at one moment, by one reader at a time', async () => {
    const before = memoryHeld();
    const answer = await begin();
    expect(answer.statusCode).toBe(200);
    await snapshots(1);
    // The whole file is twice that.
    expect(memoryHeld() - before).toBeLessThan(12 * 1024 * 1024);

    // Others change the list meanwhile, and a second download has to wait.
    await addPeople(home.admin.client, home.licenseId, home.address('later'));
    await database.rows(
      `update member set ended_at = now(), ended_why = 'removed' where license_id = $1 and email = $2`,
      [home.licenseId, home.address('p1')],
    );
    const path = `/files/licenses/${home.licenseId}/people.csv`;
    const second = await rawRequest(app.port, { path, headers: { cookie: `rollcall=${home.admin.token}` } });
    expect([second.status, refusalIn(second)?.code]).toEqual([429, 'THROTTLED']);

    let lines = -1;
    let tail = '';
    let sawLater = false;
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      const text = tail + chunk.toString('latin1');
      lines += text.split('\r\n').length - 1;
      sawLater ||= text.includes(home.address('later'));
      tail = text.slice(text.lastIndexOf('\r\n') + 2);
    }
    expect({ lines, sawLater }).toEqual({ lines: people, sawLater: false });
    await snapshots(0);
  });

  it('[EXPORT-3] a reader who goes away leaves no connection behind', async () => {
    const answer = await begin();
    await snapshots(1);
    answer.destroy();
    await snapshots(0);
    const next = await begin();
    expect(next.statusCode).toBe(200);
    next.destroy();
    await snapshots(0);
  });

  it('[EXPORT-3] [F23] a server that stops waits for no reader', async () => {
    const other = await startApp({ poolSize: 4 });
    const answer = await begin(other.port);
    const broken = once(answer, 'error');
    await snapshots(1);
    await other.stop();
    answer.resume();
    expect((await broken)[0]).toBeInstanceOf(Error);
    expect(answer.complete).toBe(false);
  });
});
