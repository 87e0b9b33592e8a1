import { SyncFailure } from '@rollcall/server/integrations/upstream.ts';
import { describe, expect, test } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { refusalOf } from '../_kit/client.ts';
import type { Fault } from '../_kit/fake-google.ts';
import {
  chooseUnits,
  type Followed,
  followedUnit,
  type SyncWorld,
  withSyncWorld,
} from '../_kit/sync-world.ts';

let world: SyncWorld;
withSyncWorld((made) => {
  world = made;
});

const balanced = ({ home }: Followed) => expectBooksBalance(world.database, home.licenseId);
const connectionOf = async ({ home }: Followed) => {
  const [row] = await world.database.rows(
    'select last_problem, last_good_at is not null as good from connection where license_id = $1',
    [home.licenseId],
  );
  return row;
};
const countEvents = ({ home }: Followed, type: string) =>
  world.database.value<number>('select count(*)::int from event where license_id = $1 and type = $2', [
    home.licenseId,
    type,
  ]);

/** The fault befalls so many calls for people, and then no more. */
function breakPages({ google }: Followed, times: number, fault: Fault): void {
  let left = times;
  google.fault = ({ what }) => {
    if (what !== 'people' || left === 0) return undefined;
    left -= 1;
    return fault;
  };
}

const quota = { failure: new SyncFailure('quota', { retryAfterMs: 3 }) };
const down = { failure: new SyncFailure('unreachable', { retryAfterMs: 0 }) };

describe('a source that answers badly', () => {
  test.each([
    { name: 'asks for patience', fault: quota },
    { name: 'is away for a while', fault: down },
    {
      name: 'forgets its page tokens',
      fault: { failure: new SyncFailure('incomplete', { retryAfterMs: 0, restart: true }) },
    },
    {
      name: 'sends its pages round in circles',
      fault: { page: (page: object) => ({ ...page, next: 'p1' }) } as Fault,
    },
    {
      name: 'has somebody without an id',
      fault: { page: (page) => ({ ...page, items: page.items.map((one) => ({ ...one, id: '' })) }) } as Fault,
    },
    {
      name: 'names an OU that its tree does not have',
      fault: {
        page: (page) => ({ ...page, items: page.items.map((one) => ({ ...one, unitPath: '/gone' })) }),
      } as Fault,
    },
  ])('[F18] [D07] and then well ($name) is read to its end', async ({ fault }) => {
    const followed = await followedUnit(world, 9);
    followed.google.pageSize = 2;
    followed.google.people.delete('p0');
    breakPages(followed, 2, fault);
    expect(await followed.sync()).toMatchObject({ state: 'done', outcomes: { removed: 1 } });
    await balanced(followed);
  });

  test.each([
    { name: 'never comes', fault: down, failure: 'unreachable' },
    { name: 'wants patience without end', fault: quota, failure: 'quota' },
    {
      name: 'never ends',
      fault: { page: (page) => ({ ...page, next: 'p2' }) } as Fault,
      failure: 'incomplete',
    },
    {
      name: 'is refused',
      fault: { failure: new SyncFailure('refused', { retryAfterMs: null }) },
      failure: 'refused',
    },
    {
      name: 'is revoked half-way',
      fault: { failure: new SyncFailure('authorisation_ended', { retryAfterMs: null }) },
      failure: 'authorisation_ended',
    },
  ])('[D07] [I9] [I13] a read that $name removes nobody, and ends', async ({ fault, failure }) => {
    const followed = await followedUnit(world, 6);
    const { google } = followed;
    google.pageSize = 2;
    google.people.delete('p0');
    google.fault = ({ pageToken }) => (pageToken === 'p2' ? fault : undefined);
    expect(await followed.sync()).toMatchObject({ state: 'failed', failure, outcomes: {} });
    expect(await connectionOf(followed)).toEqual({ last_problem: failure, good: true });
    expect(
      await world.database.rows('select from sync_page where license_id = $1', [followed.home.licenseId]),
    ).toEqual([]);
    await followed.sync();
    // The licence is told once of a problem, not every night.
    expect(await countEvents(followed, 'sync.failed')).toBe(1);
    google.fault = () => undefined;
    expect(await followed.sync()).toMatchObject({ state: 'done', outcomes: { removed: 1 } });
    expect(await connectionOf(followed)).toEqual({ last_problem: null, good: true });
    await balanced(followed);
  });

  test('[F18] [SYNC-3] asks again no sooner than it is told to', async () => {
    const followed = await followedUnit(world, 3);
    const { google } = followed;
    const asked: number[] = [];
    google.fault = () => {
      asked.push(performance.now());
      return asked.length === 1 ? { failure: new SyncFailure('quota', { retryAfterMs: 700 }) } : undefined;
    };
    expect(await followed.sync()).toMatchObject({ state: 'done' });
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThan(690);
  });

  test('[D07] a page that comes twice, and people who stand on two pages, change nothing', async () => {
    const followed = await followedUnit(world, 6);
    const { google } = followed;
    google.pageSize = 2;
    let first: Fault['page'];
    google.fault = ({ pageToken }) => {
      if (pageToken === 'p2') return { page: (page) => ({ ...page, items: [...page.items, ...page.items] }) };
      return pageToken === 'p4' ? { page: (page) => first?.(page) ?? page } : undefined;
    };
    first = (page) => ({
      ...page,
      items: [
        ...page.items,
        { id: 'p0', email: null, name: 'Name of p0', unitPath: '/pupils', active: true },
      ],
    });
    expect(await followed.sync()).toMatchObject({ state: 'done', total: 0 });
    await balanced(followed);
  });

  test.each([
    {
      name: 'in a ring',
      tree: () => [
        { id: 'a', parentId: 'b', name: 'a', path: '/a' },
        { id: 'b', parentId: 'a', name: 'b', path: '/b' },
      ],
    },
    { name: 'with an OU twice', tree: (units: readonly object[]) => [...units, ...units] },
  ])('[D07] a tree $name is not read', async ({ tree }) => {
    const followed = await followedUnit(world, 4);
    followed.google.fault = ({ what }) => (what === 'orgUnits' ? ({ tree } as Fault) : undefined);
    expect(await followed.sync()).toMatchObject({ state: 'failed', failure: 'incomplete' });
    await balanced(followed);
  });

  test('[D07] [SYNC-6] a tree of nothing but its root keeps everybody', async () => {
    const followed = await followedUnit(world, 4);
    followed.google.fault = ({ what }) =>
      what === 'orgUnits'
        ? { tree: (units) => units.filter(({ parentId }) => parentId === null) }
        : undefined;
    expect(await followed.sync()).toMatchObject({ state: 'done', total: 0, heldBack: null });
    await balanced(followed);
  });

  test('[SYNC-3] a second sync of the same source waits for the first; one that is thrown away takes no more pages', async () => {
    const followed = await followedUnit(world, 4);
    const { google, home } = followed;
    const gate = Promise.withResolvers<void>();
    const real = google.orgUnits.bind(google);
    google.orgUnits = async () => {
      await gate.promise;
      return real();
    };
    const { licenseId } = home;
    const run = await home.admin.client.run.planSync.mutate({
      licenseId,
      selection: chooseUnits({ pupils: 'student' }),
      requestId: crypto.randomUUID(),
    });
    const refusal = await refusalOf(followed.sync());
    expect(refusal).toMatchObject({ code: 'RUN_NOT_POSSIBLE', details: { reason: 'already_syncing' } });
    await home.admin.client.run.discard.mutate({ licenseId, runId: run.id, requestId: crypto.randomUUID() });
    gate.resolve();
    await world.app.idle();
    expect(await world.database.rows('select from sync_page where license_id = $1', [licenseId])).toEqual([]);
    google.orgUnits = real;
    expect(await followed.sync()).toMatchObject({ state: 'done' });
  });
});
