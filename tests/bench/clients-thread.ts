import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { parentPort } from 'node:worker_threads';
import {
  type ClientToServer,
  licensePacket,
  type ServerToClient,
  type WatchAnswer,
} from '@rollcall/core/events/protocol.ts';
import type { LicenseId, RequestId } from '@rollcall/core/ids.ts';
import { type Inbox, inbox as inboxSchema } from '@rollcall/core/inbox/contract.ts';
import { mergeInbox } from '@rollcall/core/live/inbox-merge.ts';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import { createClient } from '../_kit/client.ts';
import type { ClientsReply, ClientsRequest, ClientsSignal } from './clients-protocol.ts';
import { nowMs } from './clock.ts';

/** The thread behind `clients.ts`: screens without a screen, which do with a message what the apps do with it. */

type LiveSocket = Socket<ServerToClient, ClientToServer>;

const sockets: LiveSocket[] = [];
const told = new Map<string, { head: number; packets: number; gaps: number }>();
let listener: pg.Client | null = null;
let echo: WebSocket | null = null;
const echoText = 'x'.repeat(100);

function signal(value: ClientsSignal): void {
  parentPort?.postMessage({ signal: value });
}

async function openOne(port: number, number: number, person: ClientsRequest['open']['people'][number]) {
  const origin = `http://127.0.0.1:${port}`;
  const socket: LiveSocket = io(origin, {
    path: '/live',
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { origin, cookie: `rollcall=${person.token}` },
  });
  sockets.push(socket);
  const first = Promise.withResolvers<void>();
  let screen: Inbox | null = null;
  socket.on('connect_error', (error) => first.reject(error));
  socket.on('inbox', (raw) => {
    const before = screen;
    screen = mergeInbox(before, inboxSchema.parse(raw));
    if (screen.entries.some((entry) => entry.popUp) && before !== null) {
      signal({ kind: 'invited', number, at: nowMs() });
    }
    first.resolve();
  });
  socket.on('packet', (raw) => {
    const packet = licensePacket.parse(raw);
    const known = told.get(packet.licenseId);
    told.set(packet.licenseId, {
      head: packet.to,
      packets: (known?.packets ?? 0) + 1,
      gaps: (known?.gaps ?? 0) + (known !== undefined && packet.from !== known.head + 1 ? 1 : 0),
    });
    if (packet.members.some((row) => row.status === 'accepted')) {
      signal({ kind: 'accepted', number, at: nowMs() });
    }
  });
  await first.promise;
  if (person.watch !== null) await watch(socket, person.watch);
}

async function openEcho(port: number): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  await once(socket, 'open');
  return socket;
}

async function watch(socket: LiveSocket, licenseId: LicenseId): Promise<void> {
  const answer: WatchAnswer = await socket.emitWithAck('watch', { licenseId, epoch: null, after: null });
  if (answer.kind !== 'live') throw new Error(`A watch was answered with ${answer.kind}`);
  told.set(licenseId, { head: answer.head, packets: 0, gaps: 0 });
}

const answers: {
  readonly [Kind in keyof ClientsRequest]: (request: ClientsRequest[Kind]) => Promise<ClientsReply[Kind]>;
} = {
  async open({ port, people }) {
    const first = sockets.length;
    for (let start = 0; start < people.length; start += 50) {
      await Promise.all(
        people.slice(start, start + 50).map((person, index) => openOne(port, first + start + index, person)),
      );
    }
    return null;
  },
  async close() {
    for (const socket of sockets.splice(0)) socket.disconnect();
    told.clear();
    await listener?.end();
    listener = null;
    echo?.close();
    echo = null;
    return null;
  },
  async echo({ port }) {
    echo ??= await openEcho(port);
    const socket = echo;
    const back = Promise.withResolvers<number>();
    socket.onmessage = () => back.resolve(nowMs());
    const sentAt = nowMs();
    socket.send(echoText);
    return (await back.promise) - sentAt;
  },
  async listen({ url }) {
    listener = new pg.Client({ connectionString: url });
    await listener.connect();
    listener.on('notification', ({ payload }) =>
      signal({ kind: 'notified', number: Number(payload), at: nowMs() }),
    );
    await listener.query('listen floor');
    return null;
  },
  async join({ port, token, memberId }) {
    const client = createClient(port, token);
    const pressedAt = nowMs();
    await client.invite.join.mutate({ memberId, requestId: randomUUID() as RequestId });
    return pressedAt;
  },
  async told() {
    return Object.fromEntries(told);
  },
};

parentPort?.on(
  'message',
  ({ id, kind, request }: { id: number; kind: keyof ClientsRequest; request: never }) => {
    answers[kind](request).then(
      (value) => parentPort?.postMessage({ reply: id, value }),
      (error: unknown) => parentPort?.postMessage({ reply: id, error: String(error) }),
    );
  },
);
