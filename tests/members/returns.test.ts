import { type SourceKind, sourceKind } from '@rollcall/core/members/sources.ts';
import { describe, expect, it } from 'vitest';
import { insertConnection } from '../_kit/connection-row.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { addPeople, getRow, openKey } from '../_kit/membership.ts';
import { startSelection, waitForRun } from '../_kit/runs.ts';
import { holdBy, insertAssignment } from '../_kit/sources.ts';
import { type TestServer, withServer } from '../_kit/with-server.ts';

let app: TestServer['app'];
let database: TestServer['database'];
withServer({}, (server) => {
  ({ app, database } = server);
});

/** Opens every way onto a licence, and returns by which reference each kind holds people. */
async function openAllWays(home: TestDistrict): Promise<Partial<Record<SourceKind, string>>> {
  const { id, licenseId, domainId } = home;
  await openKey(home.admin.client, licenseId);
  for (const source of ['ou', 'classroom'] as const) await insertConnection(app, home, source);
  await database.rows('update connection set saved_at = now() where license_id = $1', [licenseId]);
  await database.rows('update license set domain_wide_at = now(), link_enabled = true where id = $1', [
    licenseId,
  ]);
  await database.rows(
    `insert into license_domain (district_id, license_id, domain_id, user_type, chosen_by)
     values ($1, $2, $3, 'student', 'Somebody')`,
    [id, licenseId, domainId],
  );
  return { domain: domainId, assignment: await insertAssignment(database, home) };
}

async function closeAllWays({ id, licenseId }: TestDistrict): Promise<void> {
  await database.rows(
    `update license set domain_wide_at = null, link_expires_at = now() - interval '1 second', key_enabled = false
     where id = $1`,
    [licenseId],
  );
  await database.rows('update connection set saved_at = null where license_id = $1', [licenseId]);
  await database.rows('update lti_assignment set is_open = false where district_id = $1', [id]);
}

const byItself: readonly SourceKind[] = ['ou', 'domain', 'classroom'];
const byThePerson: readonly SourceKind[] = ['assignment', 'link', 'key'];

describe('what would bring somebody back', () => {
  it('[SOURCE-3] [LIST-7] is said for each kind of source, alone and beside another, while its way is open', async () => {
    const home = await makeDistrict(app);
    const { client } = home.admin;
    const references = await openAllWays(home);
    const ids = new Map<SourceKind, Awaited<ReturnType<typeof getRow>>['id']>();
    for (const kind of sourceKind.options) {
      await addPeople(client, home.licenseId, home.address(kind));
      const { id } = await getRow(client, home.licenseId, home.address(kind));
      ids.set(kind, id);
      await holdBy(database, home, id, kind, { reference: references[kind] ?? '', instead: true });
    }
    const removalOf = async (kind: SourceKind) => {
      const memberId = ids.get(kind);
      if (memberId === undefined) throw new Error('no such person');
      return (await client.member.panel.query({ licenseId: home.licenseId, memberId })).removal;
    };
    for (const kind of sourceKind.options) {
      expect({ kind, ...(await removalOf(kind)) }).toEqual({
        kind,
        ends: byItself.includes(kind) ? [] : [kind],
        wouldComeBackBy: byItself.includes(kind) ? [kind] : [],
        mayComeBackBy: byThePerson.includes(kind) ? [kind] : [],
      });
    }
    for (const [kind, id] of ids) {
      if (kind !== 'key') await holdBy(database, home, id, 'key');
      expect((await removalOf(kind)).mayComeBackBy).toContain('key');
    }
    await closeAllWays(home);
    for (const kind of sourceKind.options) {
      expect(await removalOf(kind)).toMatchObject({ wouldComeBackBy: [], mayComeBackBy: [] });
      expect((await removalOf(kind)).ends).toContain(kind);
    }
  });

  it('[SOURCE-3] [RUNVIEW-1] is counted by kind for a removal of many', async () => {
    const home = await makeDistrict(app);
    const { client } = home.admin;
    const references = await openAllWays(home);
    const emails = ['a', 'b', 'c', 'd'].map(home.address);
    await addPeople(client, home.licenseId, emails.join('\n'));
    const hold = async (local: string, kind: SourceKind) => {
      const { id } = await getRow(client, home.licenseId, home.address(local));
      await holdBy(database, home, id, kind, { reference: references[kind] ?? '' });
    };
    await hold('a', 'ou');
    await hold('b', 'ou');
    await hold('b', 'assignment');
    await hold('c', 'csv');
    const removal = await startSelection(home.admin, home.licenseId, { verb: 'remove', emails });
    const planned = await waitForRun(home.admin, removal, ['planned']);
    const returns = () => client.run.returns.query({ licenseId: home.licenseId, runId: planned.id });
    expect(await returns()).toEqual({
      people: [
        { kind: 'ou', count: 2 },
        { kind: 'assignment', count: 1 },
      ],
    });
    await closeAllWays(home);
    expect(await returns()).toEqual({ people: [] });
  });
});
