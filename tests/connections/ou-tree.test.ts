import type { RunningApp } from '@rollcall/server/app.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { refusalOf } from '../_kit/client.ts';
import { connect, riverbendAdmin as dana, standingOf } from '../_kit/connected.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { envOfSandbox } from '../_kit/env-of-sandbox.ts';
import { newRequest } from '../_kit/membership.ts';
import { useSandbox } from '../_kit/sandbox.ts';

const sandbox = useSandbox();
const workspace = 'riverbend.example';
let app: RunningApp;
let database: TestDatabase;
let home: TestDistrict;
beforeAll(async () => {
  app = await startApp(envOfSandbox(sandbox()));
  database = openDatabase();
  home = await makeDistrict(app);
  await connect(app, home, 'ou', { account: dana });
});
afterEach(() => sandbox().control.clearFaults());
afterAll(async () => {
  await app.stop();
  await database.end();
});

const tree = () => home.admin.client.connection.ouTree.query({ licenseId: home.licenseId });
const count = (requestId = newRequest()) =>
  home.admin.client.connection.countPeople.mutate({ licenseId: home.licenseId, requestId });
const counted = () =>
  vi.waitFor(async () => {
    const now = await tree();
    expect(now.counting).toBeNull();
    return now;
  });

/** Active people of the workspace by the path of their OU, as the sandbox knows them. */
function peopleThere(): Map<string, number> {
  const people = sandbox().control.searchPeople(workspace, {}, { limit: 10_000, offset: 0 }).people;
  const counts = new Map<string, number>();
  for (const person of people) {
    if (person.suspended === 1 || person.archived === 1) continue;
    counts.set(person.orgUnitPath, (counts.get(person.orgUnitPath) ?? 0) + 1);
  }
  return counts;
}

describe('the tree of OUs', () => {
  it('[CONNECT-2] is the one of Google, root included, and as it is at this moment', async () => {
    const before = await tree();
    const there = sandbox().control.listOrgUnits(workspace);
    expect(before.units.map(({ id }) => id).sort()).toEqual(there.map(({ id }) => id).sort());
    expect(before.units.filter(({ parentId }) => parentId === null)).toMatchObject([{ path: '/' }]);
    expect(before).toMatchObject({ chosen: [], counting: null });
    expect(new Set(before.units.map(({ people }) => people))).toEqual(new Set([null]));
  });

  it('[CONNECT-2] [CONNECT-3] has counts of active people once they were counted, and keeps what is chosen', async () => {
    await count();
    const after = await counted();
    const there = peopleThere();
    expect(after.units.map(({ path, people }) => [path, people])).toEqual(
      after.units.map(({ path }) => [path, there.get(path) ?? 0]),
    );
    const [unit] = after.units;
    await database.rows(
      'update sync_item set is_chosen = true, user_type = $2 where license_id = $1 and item_id = $3',
      [home.licenseId, 'student', unit?.id],
    );
    await count();
    expect(await counted()).toMatchObject({ chosen: [{ id: unit?.id, userType: 'student' }] });
  });

  it('[SYNC-6] [CONNECT-3] what vanished of the choice is not forgotten by counting, with all that was below it', async () => {
    await counted();
    await database.rows(
      `insert into sync_item (district_id, license_id, source, item_id, parent_id, name, path, is_chosen, user_type)
       values ($1, $2, 'ou', 'gone', null, 'gone', '/gone', true, 'student'),
         ($1, $2, 'ou', 'below', 'gone', 'below', '/gone/below', false, null),
         ($1, $2, 'ou', 'other', null, 'other', '/other', false, null)`,
      [home.id, home.licenseId],
    );
    await count();
    await counted();
    const gone = `from sync_item where license_id = $1 and item_id in ('gone', 'below', 'other')`;
    const left = await database.rows(`select item_id, state ${gone} order by item_id`, [home.licenseId]);
    await database.rows(`delete ${gone}`, [home.licenseId]);
    expect(left).toEqual([
      { item_id: 'below', state: 'vanished' },
      { item_id: 'gone', state: 'vanished' },
    ]);
  });

  it('[CONNECT-3] [F14] people are counted once at a time, and by somebody else when whoever counted is gone', async () => {
    const control = sandbox().control;
    await counted();
    const asked = control.setFault({ workspace, endpoint: 'users', kind: 'hang', when: {} });
    await count();
    expect((await tree()).counting).toEqual({ people: 0 });
    await count();
    await vi.waitFor(() => expect(control.listFaults().find(({ id }) => id === asked.id)?.struck).toBe(1));
    control.clearFaults();
    await database.rows(
      `update connection set counting_until = now() - interval '1 second' where license_id = $1`,
      [home.licenseId],
    );
    await count();
    expect((await counted()).units.some(({ people }) => people === null)).toBe(false);
  });

  it('[CONNECT-3] [F18] a failure in between is waited for; one that stays is said', async () => {
    const control = sandbox().control;
    control.setFault({ workspace, endpoint: 'users', kind: 'too_many', when: { next: 2 }, retryAfterS: 0 });
    await count();
    await counted();
    expect((await standingOf(home, 'ou')).connection?.lastProblem).toBeNull();
    control.setFault({ workspace, endpoint: 'users', kind: 'unauthorized', when: {} });
    await count();
    expect((await counted()).countProblem).toBe('authorisation_ended');
    // The syncs have no problem by it, and go on.
    expect((await standingOf(home, 'ou')).connection?.lastProblem).toBeNull();
    control.clearFaults();
    await count();
    expect((await counted()).countProblem).toBeNull();
  });

  it('[SYNC-8] what cannot be read is refused with the reason', async () => {
    sandbox().control.setFault({ workspace, endpoint: 'orgunits', kind: 'quota', when: {} });
    expect(await refusalOf(tree())).toEqual({ code: 'SYNC_FAILED', details: { problem: 'quota' } });
    expect(await refusalOf(count())).toEqual({ code: 'SYNC_FAILED', details: { problem: 'quota' } });
  });
});

describe('resting', () => {
  const pause = (days: { from: string; until: string } | null) =>
    home.admin.client.connection.pause.mutate({
      licenseId: home.licenseId,
      source: 'ou',
      pause: days,
      requestId: newRequest(),
    });

  it('[CONNECT-5] is said once, moves the next sync behind it, and can be ended', async () => {
    await database.rows('update connection set saved_at = now(), next_at = now() where license_id = $1', [
      home.licenseId,
    ]);
    const from = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
    const until = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    const paused = (await pause({ from, until })).connection;
    expect(paused?.pause).toEqual({ from, until });
    expect(Date.parse(paused?.nextAt ?? '')).toBeGreaterThan(Date.parse(until));
    const ended = (await pause(null)).connection;
    expect(ended?.pause).toBeNull();
    expect(Date.parse(ended?.nextAt ?? '')).toBeLessThan(Date.now() + 2 * 86_400_000);
    const events = await database.rows('select type from event where license_id = $1 and type = $2', [
      home.licenseId,
      'sync.paused',
    ]);
    expect(events).toHaveLength(2);
  });

  it('[CONNECT-5] does not end before it begins', async () => {
    expect(await refusalOf(pause({ from: '2026-07-02', until: '2026-07-01' }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});

describe('people who are named and not on the licence', () => {
  it('[CONNECT-6] are listed by name, page by page, with where they are and why', async () => {
    await counted();
    const [unit] = (await tree()).units.slice(-1);
    await database.rows(
      `insert into source_person (district_id, license_id, source, external_id, item_id, email, shown, name, user_type, why)
       select $1, $2, 'ou', 'x' || n, $3, 'p' || n || '@x.example', 'P' || n || '@x.example',
         case when n > 3 then 'Person ' || n end, 'student', 'no_seat' from generate_series(1, 7) n`,
      [home.id, home.licenseId, unit?.id],
    );
    const { connection } = home.admin.client;
    const input = { licenseId: home.licenseId, source: 'ou', limit: 4 } as const;
    const first = await connection.notSeated.query(input);
    const second = await connection.notSeated.query({ ...input, cursor: first.nextCursor });
    expect(second.nextCursor).toBeNull();
    const all = [...first.people, ...second.people];
    expect(all.map(({ email }) => email)).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((n) => `P${n}@x.example`).sort((a, b) => sortKey(a, b)),
    );
    expect(all[0]).toMatchObject({ place: unit?.path, why: 'no_seat' });
    expect((await standingOf(home, 'ou')).connection?.notSeated).toBe(7);
    expect(await refusalOf(connection.notSeated.query({ ...input, cursor: 'x' }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});

/** People 1 to 3 have no name: their addresses, `p1@…`, stand among the names, `person 4`. */
function sortKey(one: string, other: string): number {
  const nameOf = (email: string) => (Number(email[1]) > 3 ? `person ${email[1]}` : email.toLowerCase());
  return nameOf(one) < nameOf(other) ? -1 : 1;
}
