import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { WebSocketServer } from 'ws';
import type { TemporaryServer } from '../../scripts/temporary-database.ts';
import type { Clients } from './clients.ts';
import { nowMs } from './clock.ts';

/** What live events are measured against: nothing between a commit, or a message, and whoever waits for it. */
export interface Floors extends AsyncDisposable {
  /** There and back over a bare websocket. In ms. */
  echo(): Promise<number>;
  /** From sending COMMIT, of a transaction that inserted one row, to its NOTIFY at a bare listener. In ms. */
  commitToNotify(): Promise<number>;
}

export async function startFloors(database: TemporaryServer, clients: Clients): Promise<Floors> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  server.on('connection', (socket) => socket.on('message', (data) => socket.send(data, { binary: false })));
  await once(server, 'listening');
  const port = (server.address() as AddressInfo).port;

  const url = database.superuserUrl('postgres');
  const writer = new pg.Client({ connectionString: url });
  await writer.connect();
  await writer.query('create table if not exists floor (id bigint primary key, note text not null)');
  await writer.query('truncate floor');
  await clients.ask('listen', { url });
  let written = 0;

  return {
    echo: () => clients.ask('echo', { port }),
    async commitToNotify() {
      written += 1;
      const heard = clients.next('notified', written);
      await writer.query('begin');
      await writer.query('insert into floor values ($1, $2)', [written, 'x'.repeat(100)]);
      await writer.query("select pg_notify('floor', $1::text)", [String(written)]);
      const sentAt = nowMs();
      await writer.query('commit');
      return (await heard).at - sentAt;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      await writer.end();
    },
  };
}
