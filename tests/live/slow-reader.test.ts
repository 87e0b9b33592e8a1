import { once } from 'node:events';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { AdminScreen } from '../_kit/admin-screen.ts';
import { startApp } from '../_kit/app.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { recordEvents } from '../_kit/events.ts';
import { addPeople } from '../_kit/membership.ts';
import { connectSocket, until } from '../_kit/socket.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({ timing: { frameMs: 0 } }, (server) => {
  ({ app, database } = server);
});

/** A dashboard whose machine is asleep: its line stands, and nothing is read from it. */
async function stalledDashboard(home: TestDistrict, port = app.port): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/live/?EIO=4&transport=websocket`, {
    headers: { origin: `http://127.0.0.1:${port}`, cookie: `rollcall=${home.admin.token}` },
    perMessageDeflate: false,
  });
  const heard: string[] = [];
  socket.on('message', (data) => heard.push(String(data)));
  await once(socket, 'open');
  socket.send('40');
  await until(() => expect(heard.some((text) => text.startsWith('42["inbox"'))).toBe(true));
  socket.send(`420${JSON.stringify(['watch', { licenseId: home.licenseId, epoch: null, after: null }])}`);
  await until(() => expect(heard.some((text) => text.startsWith('430'))).toBe(true));
  socket.pause();
  return socket;
}

/** Two hundred rows with long names: a packet that names them all is some hundred kilobytes. */
async function wideRows(home: TestDistrict): Promise<string[]> {
  const people = Array.from({ length: 200 }, (_, index) => home.address(`wide${index}`));
  await addPeople(home.admin.client, home.licenseId, people.join('\n'));
  await database.rows("update member set name = repeat('x', 600) where license_id = $1", [home.licenseId]);
  await app.settled();
  const rows = await database.rows<{ id: string }>('select id from member where license_id = $1', [
    home.licenseId,
  ]);
  return rows.map((row) => row.id);
}

/** Whether the server has dropped the line: a reader that reads nothing learns of it when it says something. */
function isDropped(stalled: WebSocket): boolean {
  if (stalled.readyState === WebSocket.OPEN) stalled.ping();
  return stalled.readyState === WebSocket.CLOSED;
}

describe('a reader that does not read', () => {
  it('[E10] [F11] is cut off, comes back to what it missed, and nobody else waits for it', async () => {
    const home = await makeDistrict(app, { studentSeats: 1_000 });
    const rows = await wideRows(home);
    using neighbour = await AdminScreen.open(app.port, home.admin, home.licenseId);
    const stalled = await stalledDashboard(home);
    const { seq: stalledAt } = neighbour.license;
    const { epoch } = await home.admin.client.license.get.query({ licenseId: home.licenseId });

    let bytes = 0;
    while (!isDropped(stalled)) {
      const { seq } = neighbour.license;
      await recordEvents(app, database, home, 1, rows);
      await until(() => expect(neighbour.license.seq).toBe(seq + 1));
      bytes += JSON.stringify(neighbour.socket.packets.at(-1)).length;
      // What the system keeps for a line is some megabytes; what the server keeps is one.
      expect(bytes).toBeLessThan(64 * 1024 * 1024);
    }
    await neighbour.expectFresh();
    using again = await connectSocket(app.port, home.admin.token);
    expect(await again.watch(home.licenseId, { epoch, seq: stalledAt })).toMatchObject({
      kind: 'caught_up',
      packet: { from: stalledAt + 1, to: neighbour.license.seq },
    });
  });

  it('[F23] keeps a server that stops no longer than the others do', async () => {
    const server = await startApp();
    const home = await makeDistrict(server);
    await stalledDashboard(home, server.port);
    const startedAt = performance.now();
    await server.stop();
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
