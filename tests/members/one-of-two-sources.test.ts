import { type SourceKind, sourceKind } from '@rollcall/core/members/sources.ts';
import { lockLicense } from '@rollcall/server/license-row/lock-license.ts';
import { admitMembers } from '@rollcall/server/membership/admit-members.ts';
import { additionUndo } from '@rollcall/server/membership/undo-query.ts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { canonical, makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { click, findRow, getRow } from '../_kit/membership.ts';
import { holdBy } from '../_kit/sources.ts';
import { followedUnit, type SyncWorld, withSyncWorld } from '../_kit/sync-world.ts';

let world: SyncWorld;
withSyncWorld((made) => {
  world = made;
});

/** People whom one kind of source put on the licence: one who has nothing else, and one more for each other kind. */
async function heldBy(home: TestDistrict, kind: SourceKind): Promise<readonly SourceKind[]> {
  const others = sourceKind.options.filter((other) => other !== kind);
  await world.app.context.db.withTx({ district: home.id }, async (tx) => {
    const license = await lockLicense(tx, home.id, home.licenseId);
    if (license === undefined) throw new Error('no such license');
    await admitMembers(tx, license, {
      candidates: ['alone', ...others].map((local) => ({
        email: canonical(home.address(local)),
        shown: home.address(local),
        name: null,
        personId: null,
        mode: 'at_once' as const,
        userType: 'student' as const,
      })),
      source: { kind, reference: '' },
      actor: { kind: 'system', job: 'test' },
      addedBy: 'Test',
    });
  });
  for (const other of others) {
    const { id } = await getRow(home.admin.client, home.licenseId, home.address(other));
    await holdBy(world.database, home, id, other);
  }
  return others;
}

/** Takes the addition back, for everybody whom the source holds. */
async function lose(home: TestDistrict, kind: SourceKind): Promise<void> {
  await world.app.context.db.withTx({ district: home.id }, async (tx) => {
    const license = await lockLicense(tx, home.id, home.licenseId);
    if (license === undefined) throw new Error('no such license');
    const change = additionUndo({ kind, reference: '' }, 'student');
    await sql`
      with target as materialized (
        select row_number() over (order by m.id)::int as ord, m.id as member_id, null::jsonb as was, m.added_at as done_at
        from member m where m.license_id = ${home.licenseId} and m.ended_at is null
      ), ${change.decided(license)}, ${change.written(license)}
      select outcome from decided
    `.execute(tx);
  });
}

async function expectOnlyOthers(home: TestDistrict, others: readonly SourceKind[]): Promise<void> {
  expect(await findRow(home.admin.client, home.licenseId, home.address('alone'))).toBeNull();
  for (const other of others) {
    const row = await findRow(home.admin.client, home.licenseId, home.address(other));
    expect({ other, status: row?.status, sources: row?.sources }).toEqual({
      other,
      status: 'accepted',
      sources: [other],
    });
  }
}

describe('a source that is lost', () => {
  test.each(sourceKind.options)(
    '[SOURCE-1] [C03] [I2] by %s: whom nothing else holds leaves, whom another kind holds stays with that one',
    async (kind) => {
      const home = await makeDistrict(world.app);
      const others = await heldBy(home, kind);
      await lose(home, kind);
      await expectOnlyOthers(home, others);
    },
  );

  test('[SOURCE-1] [C03] [I2] who leaves the unit that is followed stays where any other kind holds them', async () => {
    const { home, google, sync } = await followedUnit(world, 2);
    const others = sourceKind.options.filter((kind) => kind !== 'ou' && kind !== 'classroom');
    for (const local of ['alone', ...others]) google.addPerson(local, 'pupils', home.address(local));
    expect((await sync()).outcomes).toEqual({ added: others.length + 1 });
    for (const other of others) {
      const { id } = await getRow(home.admin.client, home.licenseId, home.address(other));
      await holdBy(world.database, home, id, other);
    }
    google.addUnit('elsewhere');
    for (const local of ['alone', ...others]) google.getPerson(local).unitId = 'elsewhere';
    expect((await sync()).outcomes).toEqual({ removed: 1, still_held: others.length });
    await expectOnlyOthers(home, others);
    await expectBooksBalance(world.database, home.licenseId);
  });

  test('[SOURCE-3] [C03] removing by hand ends all of them, and one seat comes free', async () => {
    const home = await makeDistrict(world.app);
    await heldBy(home, 'key');
    const { client } = home.admin;
    const row = await getRow(client, home.licenseId, home.address('csv'));
    expect([...row.sources].sort()).toEqual(['csv', 'key']);
    const used = async () => (await client.license.get.query({ licenseId: home.licenseId })).license.counts;
    const before = (await used()).student.accepted;
    await client.member.remove.mutate(click(home.licenseId, row));
    expect((await used()).student.accepted).toBe(before - 1);
    expect(await findRow(client, home.licenseId, home.address('csv'))).toBeNull();
  });
});
