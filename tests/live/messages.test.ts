import { randomUUID } from 'node:crypto';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { addPeople, inviteOf } from '../_kit/membership.ts';
import { connectSocket, handshakeRefusal, openSocket, type TestSocket, until } from '../_kit/socket.ts';
import { invited } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
let home: TestDistrict;
let other: TestDistrict;
withServer({ timing: { shownMs: 20 } }, async (server) => {
  ({ app, database } = server);
  home = await makeDistrict(app);
  other = await makeDistrict(app);
});

const countOf = (person: TestPerson) =>
  database.value<number>(
    "select coalesce(sum(count), 0)::int from security_event where kind = 'foreign_message' and actor like $1",
    [`%${person.id}%`],
  );

describe('what a client may not say', () => {
  it('[E06] joins no room by any message, and each one is dropped and counted', async () => {
    const pupil = await invited(app, home);
    using socket = await connectSocket(app.port, pupil.token);
    const room = `license:${home.licenseId}`;
    const emit = socket.raw.emit.bind(socket.raw) as (name: string, ...values: unknown[]) => unknown;
    const messages: readonly [string, ...unknown[]][] = [
      ['join', room],
      ['join', { room }],
      ['subscribe', room],
      ['room', room],
      ['packet', { licenseId: home.licenseId }],
      ['inbox', {}],
      ['watchEnded', { licenseId: home.licenseId }],
      ['__proto__', { polluted: true }],
      ['constructor', room],
      ['toString'],
      ['', room],
    ];
    for (const message of messages) emit(...message);
    await until(async () => expect(await countOf(pupil)).toBe(messages.length));
    await addPeople(home.admin.client, home.licenseId, home.address('rooms'));
    await app.settled();
    expect(socket.raw.connected).toBe(true);
    expect(socket.packets).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('[E06] [LIVE-11] a guessed name of a room is no licence', async () => {
    using socket = await connectSocket(app.port, home.admin.token);
    for (const licenseId of [
      `license:${other.licenseId}`,
      `person:${other.admin.id}`,
      `session:${randomUUID()}`,
      socket.raw.id,
      '*',
      '',
      null,
    ]) {
      const answer = await socket.watchRaw({ licenseId, epoch: null, after: null });
      expect(answer).toEqual({ kind: 'refused', code: 'INVALID_INPUT' });
    }
    await addPeople(other.admin.client, other.licenseId, other.address('guessed'));
    await app.settled();
    expect(socket.packets).toEqual([]);
  });

  it.each(['/admin', '/license', '/person', '/live', '/__proto__'])(
    '[E06] the namespace %s does not exist, and asking for it is counted',
    async (namespace) => {
      const all = () =>
        database.value<number>(
          "select coalesce(sum(count), 0)::int from security_event where kind = 'foreign_message'",
        );
      const before = await all();
      expect(await handshakeRefusal(app.port, home.admin.token, { namespace })).toBe('Invalid namespace');
      await until(async () => expect(await all()).toBeGreaterThan(before));
    },
  );

  it('[E06] messages without the answer they call for, or of another shape, change nothing', async () => {
    const pupil = await invited(app, home);
    const memberId = await inviteOf(pupil, home.licenseId);
    using socket = await connectSocket(app.port, pupil.token);
    const emit = socket.raw.emit.bind(socket.raw) as (name: string, ...values: unknown[]) => unknown;
    const shapes = [null, 7, memberId, [memberId], { memberIds: memberId }, { memberIds: [] }];
    const wrong = [
      ...shapes,
      { memberIds: Array(51).fill(memberId) },
      { memberIds: [memberId], personId: home.admin.id },
      { memberIds: [`${memberId}'`] },
    ];
    for (const input of wrong) emit('shown', input);
    emit('watch', { licenseId: home.licenseId, epoch: null, after: null });
    emit('watch', { licenseId: home.licenseId }, 'not a function');
    emit('unwatch', 'everything');
    await until(async () => expect(await countOf(pupil)).toBe(wrong.length + 3));
    const shown = 'select shown_at from member where id = $1';
    expect(await database.value(shown, [memberId])).toBeNull();
  });
});

describe('how much a client may say', () => {
  it.each(['websocket', 'polling'] as const)(
    '[E10] over 64 KB by %s is the end of that line alone',
    async (transport) => {
      using neighbour = await connectSocket(app.port, home.admin.token);
      const pupil = await invited(app, home);
      using socket = await connectSocket(app.port, pupil.token, { transports: [transport] });
      const emit = socket.raw.emit.bind(socket.raw) as (name: string, ...values: unknown[]) => unknown;
      emit('shown', { memberIds: ['x'.repeat(60_000)] });
      await until(async () => expect(await countOf(pupil)).toBe(1));
      expect(socket.raw.connected).toBe(true);
      emit('shown', { memberIds: ['x'.repeat(70_000)] });
      await until(() => expect(socket.raw.connected).toBe(false));
      expect(neighbour.raw.connected).toBe(true);
      expect(await neighbour.watch(home.licenseId)).toMatchObject({ kind: 'live' });
    },
  );

  it.each([
    ['many', Array.from({ length: 500 }, () => Buffer.alloc(8))],
    ['large', [Buffer.alloc(70_000)]],
  ])(
    '[E10] attachments, which no message of ours has, end the line when they are %s',
    async (_what, attached) => {
      const pupil = await invited(app, home);
      using socket = await connectSocket(app.port, pupil.token);
      const emit = socket.raw.emit.bind(socket.raw) as (name: string, ...values: unknown[]) => unknown;
      emit('shown', Buffer.alloc(8));
      await until(async () => expect(await countOf(pupil)).toBe(1));
      emit('shown', ...attached);
      await until(() => expect(socket.raw.connected).toBe(false));
    },
  );

  it('[E09] [E10] a flood of messages ends the line, having cost the database little', async () => {
    const pupil = await invited(app, home);
    using socket = await connectSocket(app.port, pupil.token);
    let answered = 0;
    for (let count = 0; count < 5_000; count += 1) {
      socket.raw.emit('watch', { licenseId: home.licenseId, epoch: null, after: null }, () => {
        answered += 1;
      });
    }
    await until(() => expect(socket.raw.connected).toBe(false));
    expect(answered).toBeLessThan(300);
  });

  it('[E10] more open lines than one person needs end the oldest', async () => {
    const pupil = await invited(app, home);
    const sockets: TestSocket[] = [];
    for (let count = 0; count < 33; count += 1) {
      sockets.push(await connectSocket(app.port, pupil.token));
    }
    await until(() => {
      const open = sockets.map((socket) => socket.raw.connected);
      expect(open).toEqual([false, false, false, ...Array(30).fill(true)]);
    });
    for (const socket of sockets) socket.close();
  });

  it('a client watches twenty licences at most, and each of those as often as it needs', async () => {
    const districts = await Promise.all(Array.from({ length: 21 }, () => makeDistrict(app)));
    const grant = `insert into license_admin (district_id, license_id, email, name, person_id, granted_by)
      values ($1, $2, $3, 'Admin', $4, 'test')`;
    for (const { id, licenseId } of districts) {
      await database.rows(grant, [id, licenseId, home.admin.email, home.admin.id]);
    }
    using socket = await connectSocket(app.port, home.admin.token);
    const kinds = [];
    for (const { licenseId } of districts) kinds.push((await socket.watch(licenseId)).kind);
    expect(kinds).toEqual([...Array(20).fill('live'), 'refused']);
    const [first, , last] = [districts[0], null, districts[20]];
    if (first === undefined || last === undefined) throw new Error('no districts');
    expect(await socket.watch(first.licenseId)).toMatchObject({ kind: 'live' });
    socket.raw.emit('unwatch', { licenseId: first.licenseId });
    expect(await socket.watch(last.licenseId)).toMatchObject({ kind: 'live' });
  });

  it('[LIVE-11] of a watch and an unwatch the later one holds', async () => {
    using socket = await connectSocket(app.port, home.admin.token);
    const watching = socket.watch(home.licenseId);
    socket.raw.emit('unwatch', { licenseId: home.licenseId });
    expect(await watching).toMatchObject({ kind: 'live' });
    // Answered after the unwatch before it: messages are taken in order.
    await socket.watch(other.licenseId);
    await addPeople(home.admin.client, home.licenseId, home.address('unwatched'));
    await app.settled();
    expect(socket.packets).toEqual([]);
  });

  it('[LIVE-6] what a client says at once upon connecting is heard', async () => {
    using socket = openSocket(app.port, home.admin.token);
    const watching = socket.watch(home.licenseId);
    expect(await watching).toMatchObject({ kind: 'live' });
  });
});
