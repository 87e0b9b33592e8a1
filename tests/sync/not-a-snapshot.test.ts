import { SyncFailure } from '@rollcall/server/integrations/upstream.ts';
import { describe, expect, test } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { findRow, getRow } from '../_kit/membership.ts';
import { chooseUnits, type Followed, type SyncWorld, withSyncWorld } from '../_kit/sync-world.ts';

let world: SyncWorld;
withSyncWorld((made) => {
  world = made;
});

/** Two followed OUs, of which the one is read before the other, and one that is not followed. */
async function twoUnits(): Promise<Followed> {
  const followed = await world.connect();
  const { google, home } = followed;
  for (const unit of ['a-unit', 'b-unit', 'elsewhere']) google.addUnit(unit);
  for (let at = 0; at < 6; at += 1)
    google.addPerson(`p${at}`, at < 3 ? 'a-unit' : 'b-unit', home.address(`p${at}`));
  await followed.choose(chooseUnits({ 'a-unit': 'student', 'b-unit': 'teacher' }));
  return followed;
}

/** Moves people when the first page has been put together. */
function moveDuringRead({ google }: Followed, ids: readonly string[], unit: string): void {
  let pages = 0;
  google.fault = ({ what }) => {
    if (what === 'people' && ++pages === 1) for (const id of ids) google.getPerson(id).unitId = unit;
    return undefined;
  };
}

describe('people who are moved while the directory is read', () => {
  test('[I9] [SYNC-3] into what is read already are on no page, and stay', async () => {
    const followed = await twoUnits();
    const { google, home } = followed;
    const row = await getRow(home.admin.client, home.licenseId, home.address('p5'));
    google.calls = [];
    moveDuringRead(followed, ['p5'], 'a-unit');
    expect((await followed.sync()).outcomes).toEqual({ updated: 1 });
    expect(google.calls.filter(({ what }) => what === 'person')).toHaveLength(1);
    expect(await getRow(home.admin.client, home.licenseId, home.address('p5'))).toMatchObject({
      id: row.id,
      userType: 'student',
    });
    await expectBooksBalance(world.database, home.licenseId);
    expect(await followed.sync()).toMatchObject({ total: 0 });
  });

  test('[SYNC-3] out of what is followed, suspended or deleted have left', async () => {
    const followed = await twoUnits();
    const { google, home } = followed;
    moveDuringRead(followed, ['p5'], 'elsewhere');
    google.getPerson('p0').active = false;
    google.people.delete('p1');
    expect((await followed.sync()).outcomes).toEqual({ removed: 3 });
    expect(await findRow(home.admin.client, home.licenseId, home.address('p5'))).toBeNull();
    await expectBooksBalance(world.database, home.licenseId);
  });

  test('[D07] [SYNC-3] of whom nothing can be learned are not removed: it is asked again, and nothing happens until then', async () => {
    const followed = await twoUnits();
    const { google, home } = followed;
    google.people.delete('p1');
    let asked = 0;
    google.fault = ({ what }) => {
      if (what !== 'person' || ++asked > 2) return undefined;
      return { failure: new SyncFailure('unreachable', { retryAfterMs: 1 }) };
    };
    expect((await followed.sync()).outcomes).toEqual({ removed: 1 });
    google.people.delete('p0');
    google.fault = ({ what }) =>
      what === 'person' ? { failure: new SyncFailure('unreachable', { retryAfterMs: 1 }) } : undefined;
    expect(await followed.sync()).toMatchObject({ state: 'failed', failure: 'unreachable' });
    expect(await findRow(home.admin.client, home.licenseId, home.address('p0'))).not.toBeNull();
  });
});
