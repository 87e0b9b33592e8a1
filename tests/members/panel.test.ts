import type { MemberPanel } from '@rollcall/core/members/panel.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn, type TestDistrict } from '../_kit/district.ts';
import { addPeople, click, getRow, inviteOf, newRequest } from '../_kit/membership.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

async function panelOf(home: TestDistrict, email: string): Promise<MemberPanel> {
  const { id } = await getRow(home.admin.client, home.licenseId, email);
  return home.admin.client.member.panel.query({ licenseId: home.licenseId, memberId: id });
}

const addSource = (home: TestDistrict, memberId: string, kind: string, endedAt: string | null) =>
  database.rows(
    `insert into member_source (district_id, license_id, member_id, kind, reference, added_by, ended_at)
     values ($1, $2, $3, $4, 'A reference', 'Nightly sync', $5)`,
    [home.id, home.licenseId, memberId, kind, endedAt],
  );
/** The licence follows an OU in which the directory has this person. */
const followDirectory = async (home: TestDistrict, memberId: string) => {
  const place = [home.id, home.licenseId];
  await database.rows(
    `insert into connection (district_id, license_id, source, issuer, subject, account_email, scopes, connected_by,
       authorised_at, lapses_at, saved_at, time_zone)
     values ($1, $2, 'ou', 'google', '1', 'admin@x', '{}', 'admin', now(), now() + interval '1 year', now(), 'UTC')`,
    place,
  );
  await database.rows(
    `insert into sync_item (district_id, license_id, source, item_id, name) values ($1, $2, 'ou', 'g7', 'Grade 7')`,
    place,
  );
  await database.rows(
    `insert into source_person (district_id, license_id, source, external_id, item_id, user_type, member_id)
     values ($1, $2, 'ou', '100', 'g7', 'student', $3)`,
    [...place, memberId],
  );
};
const what = (panel: MemberPanel) => panel.history.map((entry) => entry.what);

describe('a person’s panel', () => {
  it('[LIST-7] [SOURCE-3] tells every source, and what removing ends and what would bring them back', async () => {
    const home = await makeDistrict(app, { domainAdmin: true });
    const email = home.address('pupil');
    await addPeople(home.admin.client, home.licenseId, email);
    const row = await getRow(home.admin.client, home.licenseId, email);
    await addSource(home, row.id, 'ou', null);
    await followDirectory(home, row.id);
    await addSource(home, row.id, 'csv', '2026-01-01T00:00:00Z');
    const panel = await panelOf(home, email);
    expect(panel.member).toEqual({ ...row, sources: ['email', 'ou'] });
    expect(
      panel.sources.map(({ kind, addedBy, reference, endedAt }) => ({ kind, addedBy, reference, endedAt })),
    ).toEqual([
      { kind: 'ou', addedBy: 'Nightly sync', reference: 'Grade 7', endedAt: null },
      { kind: 'email', addedBy: row.addedBy, reference: '', endedAt: null },
      { kind: 'csv', addedBy: 'Nightly sync', reference: 'A reference', endedAt: '2026-01-01T00:00:00.000Z' },
    ]);
    expect(panel.removal).toEqual({ ends: ['email'], wouldComeBackBy: ['ou'], mayComeBackBy: [] });

    await database.rows('delete from connection where license_id = $1', [home.licenseId]);
    const disconnected = await panelOf(home, email);
    expect(disconnected.removal).toEqual({ ends: ['email', 'ou'], wouldComeBackBy: [], mayComeBackBy: [] });
    expect(disconnected.sources[0]).toMatchObject({ kind: 'ou', reference: '' });
  });

  it('[LIST-7] tells what happened, by whom, also in an earlier membership', async () => {
    const home = await makeDistrict(app);
    const { client } = home.admin;
    const person = await signIn(app, home.address('pupil'));
    const name = await database.value<string>('select name from license_admin where license_id = $1', [
      home.licenseId,
    ]);
    const add = () => addPeople(client, home.licenseId, person.email);
    await add();
    await client.member.withdraw.mutate(
      click(home.licenseId, await getRow(client, home.licenseId, person.email)),
    );
    await add();
    const memberId = await inviteOf(person, home.licenseId);
    await person.client.invite.decline.mutate({ memberId, reason: 'no', requestId: newRequest() });
    await add();
    await person.client.invite.join.mutate({ memberId, requestId: newRequest() });
    const panel = await panelOf(home, person.email);
    expect(what(panel)).toEqual([
      'joined',
      'shown',
      'reinvited',
      'declined',
      'invited',
      'withdrawn',
      'invited',
    ]);
    expect(panel.history.map((entry) => entry.by)).toEqual([null, null, name, null, name, name, name]);
    const today = await database.value<string>(`select to_char(now() at time zone 'UTC', 'YYYY-MM-DD')`);
    expect(panel.history.find((entry) => entry.what === 'shown')?.at).toBe(today);
  });

  it('[LIST-7] names the run that did it', async () => {
    const home = await makeDistrict(app, { domainAdmin: true });
    const email = home.address('pupil');
    await addPeople(home.admin.client, home.licenseId, email);
    const { id } = await getRow(home.admin.client, home.licenseId, email);
    const session = await database.value<string>('select id from session where person_id = $1 limit 1', [
      home.admin.id,
    ]);
    const run = await database.value<string>(
      `insert into run (district_id, license_id, number, kind, state, actor_person_id, actor_session_id, started_by)
       values ($1, $2, 7, 'change_type', 'done', $3, $4, 'Lena Ortiz') returning id`,
      [home.id, home.licenseId, home.admin.id, session],
    );
    await database.rows(
      `insert into run_batch (district_id, license_id, run_id, batch_no, first_row, size, member_ids, outcomes, changed_ids, applied_at)
       values ($1, $2, $3, 0, 1, 2, array[new_id(), $4::uuid], array['removed', 'type_changed'], array[$4::uuid], now() + interval '1 minute')`,
      [home.id, home.licenseId, run, id],
    );
    const { history } = await panelOf(home, email);
    expect(history[0]).toMatchObject({ what: 'type_changed', by: 'Lena Ortiz', run: 7 });
    expect(history[1]).toMatchObject({ what: 'added', run: null });
  });

  it('[LIST-7] [A01] is not there for who has left, or is another district’s', async () => {
    const home = await makeDistrict(app, { domainAdmin: true });
    const other = await makeDistrict(app);
    await addPeople(home.admin.client, home.licenseId, home.address('pupil'));
    const row = await getRow(home.admin.client, home.licenseId, home.address('pupil'));
    const asked = (of: TestDistrict) =>
      of.admin.client.member.panel.query({ licenseId: of.licenseId, memberId: row.id });
    await expect(asked(other)).rejects.toThrow('NOT_FOUND');
    expect((await asked(home)).member.id).toBe(row.id);
    await home.admin.client.member.remove.mutate(click(home.licenseId, row));
    await expect(asked(home)).rejects.toThrow('NOT_FOUND');
  });
});
