import { randomUUID } from 'node:crypto';
import type { ClientToServer, ServerToClient, WatchAnswer } from '@rollcall/core/events/protocol.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { io, type Socket } from 'socket.io-client';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { addPeople, inviteOf } from '../_kit/membership.ts';
import { invited } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

type Client = Socket<ServerToClient, ClientToServer>;

let app: RunningApp;
let database: TestDatabase;
let home: TestDistrict;
let other: TestDistrict;
const open: Client[] = [];

withServer({}, async (server) => {
  ({ app, database } = server);
  home = await makeDistrict(app);
  other = await makeDistrict(app);
});

afterAll(async () => {
  for (const socket of open) socket.disconnect();
});

async function connect(person: TestPerson, headers: Record<string, string> = {}): Promise<Client> {
  const origin = `http://127.0.0.1:${app.port}`;
  const socket: Client = io(origin, {
    path: '/live',
    transports: ['websocket'],
    reconnection: false,
    auth: { districtId: other.id, tenantId: other.id, personId: other.admin.id },
    query: { districtId: other.id },
    extraHeaders: { origin, cookie: `rollcall=${person.token}; districtId=${other.id}`, ...headers },
  });
  open.push(socket);
  const connected = Promise.withResolvers<void>();
  socket.once('inbox', () => connected.resolve());
  socket.once('connect_error', connected.reject);
  await connected.promise;
  return socket;
}

/** The rest of `input` beside the licence, as a client that is new sends it. */
const fresh = { epoch: null, after: null };
const watch = (socket: Client, input: unknown): Promise<WatchAnswer> =>
  new Promise((answer) => {
    socket.emit('watch', input, answer);
  });

const shownAt = (memberId: string) =>
  database.value<Date | null>('select shown_at from member where id = $1', [memberId]);

/** Every message a client may send, with what it must and must not do. One that is missing does not compile. */
const messages: Readonly<Record<keyof ClientToServer, () => Promise<void>>> = {
  async watch() {
    const socket = await connect(home.admin);
    expect(await watch(socket, { ...fresh, licenseId: home.licenseId })).toMatchObject({ kind: 'live' });
    const foreign = await watch(socket, { ...fresh, licenseId: other.licenseId });
    const unknown = await watch(socket, { ...fresh, licenseId: randomUUID() });
    expect(foreign).toEqual({ kind: 'refused', code: 'NOT_FOUND' });
    expect(foreign).toEqual(unknown);
    for (const input of [
      null,
      'text',
      [],
      {},
      { licenseId: home.licenseId },
      { ...fresh, licenseId: home.licenseId, districtId: other.id },
      { ...fresh, licenseId: `license:${home.licenseId}` },
      { ...fresh, licenseId: { $ne: null } },
      { epoch: null, after: -1, licenseId: home.licenseId },
      { epoch: null, after: 1e300, licenseId: home.licenseId },
    ]) {
      expect(await watch(socket, input)).toEqual({ kind: 'refused', code: 'INVALID_INPUT' });
    }
  },

  async unwatch() {
    const socket = await connect(home.admin);
    await watch(socket, { ...fresh, licenseId: home.licenseId });
    for (const input of [
      { licenseId: other.licenseId },
      { licenseId: randomUUID() },
      null,
      7,
      { licenseId: [] },
    ]) {
      socket.emit('unwatch', input);
    }
    const packets: string[] = [];
    socket.on('packet', ({ licenseId }) => packets.push(licenseId));
    await addPeople(home.admin.client, home.licenseId, 'still-watching@new.example');
    await vi.waitFor(() => expect(packets).toEqual([home.licenseId]));
    socket.emit('unwatch', { licenseId: home.licenseId });
    expect(await watch(socket, { ...fresh, licenseId: randomUUID() })).toMatchObject({ kind: 'refused' });
    await addPeople(home.admin.client, home.licenseId, 'no-longer@new.example');
    await app.settled();
    expect(await watch(socket, { ...fresh, licenseId: randomUUID() })).toMatchObject({ kind: 'refused' });
    expect(packets).toEqual([home.licenseId]);
  },

  async shown() {
    const [mine, theirs] = [await invited(app, home), await invited(app, other)];
    const own = await inviteOf(mine, home.licenseId);
    const foreign = await inviteOf(theirs, other.licenseId);
    const seqBefore = await database.value('select seq from license where id = $1', [other.licenseId]);
    const socket = await connect(mine);
    for (const input of [
      { memberIds: [foreign] },
      { memberIds: [foreign, randomUUID()] },
      { memberIds: [own], districtId: other.id },
      { memberIds: own },
      { memberIds: [] },
      { memberIds: Array(51).fill(own) },
      null,
    ]) {
      socket.emit('shown', input);
    }
    const admin = await connect(other.admin);
    admin.emit('shown', { memberIds: [foreign] });
    expect(await watch(admin, { ...fresh, licenseId: other.licenseId })).toMatchObject({ kind: 'live' });
    socket.emit('shown', { memberIds: [own, foreign] });
    await vi.waitFor(async () => expect(await shownAt(own)).not.toBeNull(), { timeout: 5_000 });
    expect(await shownAt(foreign)).toBeNull();
    expect(await database.value('select seq from license where id = $1', [other.licenseId])).toBe(seqBefore);
  },
};

describe('every message of the socket', () => {
  it.each(Object.entries(messages))(
    '[A01] %s answers its own and knows no other district',
    async (_name, check) => {
      await check();
      expect(app.port).toBeGreaterThan(0);
    },
  );

  it('[A02] a district in the handshake decides nothing', async () => {
    const socket = await connect(home.admin, { 'x-district-id': other.id, 'x-tenant-id': other.id });
    expect(await watch(socket, { ...fresh, licenseId: other.licenseId })).toEqual({
      kind: 'refused',
      code: 'NOT_FOUND',
    });
    expect(await watch(socket, { ...fresh, licenseId: home.licenseId })).toMatchObject({ kind: 'live' });
  });
});
