import { noAuditFilter } from '@rollcall/core/audit/contract.ts';
import { type EventType, eventType } from '@rollcall/core/events/catalog.ts';
import type { RunId } from '@rollcall/core/ids.ts';
import { dayAfter } from '@rollcall/core/licenses/history.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { recordChange } from '@rollcall/server/events/record-change.ts';
import { lockLicense } from '@rollcall/server/license-row/lock-license.ts';
import { revokeLicenseAdmin } from '@rollcall/server/vendor/grants.ts';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { asVendor, makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { addPeople, click, getRow, inviteOf, newRequest } from '../_kit/membership.ts';
import { declined, invited, joined } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

type Filter = Partial<typeof noAuditFilter>;

const read = (
  { admin, licenseId }: TestDistrict,
  filter: Filter = {},
  cursor: number | null = null,
  limit = 100,
) => admin.client.audit.list.query({ licenseId, filter: { ...noAuditFilter, ...filter }, cursor, limit });

async function actionsOf(home: TestDistrict, filter: Filter = {}): Promise<EventType[]> {
  return (await read(home, filter)).entries.map(({ action }) => action);
}

/** An entry as a run writes it. */
async function recordRun(
  home: TestDistrict,
  runId: RunId,
  type: 'run.confirmed' | 'run.ended',
  end: Readonly<Record<string, unknown>> = { state: 'done' },
): Promise<void> {
  await app.context.db.withTx({ district: home.id }, async (tx) => {
    const license = await lockLicense(tx, home.id, home.licenseId);
    if (license === undefined) throw new Error('no such license');
    const actor = { kind: 'system', job: 'run' } as const;
    const details = { outcomes: { invited: 5 }, ...end, secret: 'nobody sees this' };
    await recordChange(tx, license, { type, payload: { runId }, actor, targets: [runId], details });
  });
}

async function makeRun(home: TestDistrict, number: number): Promise<RunId> {
  return database.value<RunId>(
    `insert into run (district_id, license_id, number, kind, state, actor_person_id, actor_session_id, started_by)
     values ($1, $2, $3, 'csv_add', 'running', $4, gen_random_uuid(), 'Lena') returning id`,
    [home.id, home.licenseId, number, home.admin.id],
  );
}

describe('the audit log of a license', () => {
  it('[AUDIT-1] has an entry for each number, newest first, with who, what and whom', async () => {
    const home = await makeDistrict(app);
    const person = await declined(app, home);
    const row = await getRow(home.admin.client, home.licenseId, person.email);
    await home.admin.client.member.remove.mutate(click(home.licenseId, row));
    const page = await read(home);
    expect(page).toMatchObject({ nextCursor: null, tooManyPeople: false });
    expect(page.entries.map(({ seq }) => seq)).toEqual(
      Array.from({ length: page.seq }, (_, index) => page.seq - index),
    );
    const people = { count: 1, shown: [{ email: person.email, name: null }] };
    const admin = { kind: 'admin', name: expect.stringMatching(/^Admin /) };
    expect(page.entries.filter(({ action }) => action !== 'member.identified')).toMatchObject([
      { action: 'member.removed', actor: admin, people, facts: { was: 'rejected' }, run: null },
      {
        action: 'member.declined',
        actor: { kind: 'member', name: person.email },
        people,
        facts: { reason: null },
      },
      { action: 'member.added', actor: admin, people, facts: { source: 'email', outcomes: { invited: 1 } } },
      { action: 'admin.granted', actor: { kind: 'vendor', name: null }, facts: { admin: home.admin.email } },
    ]);
  });

  it('[AUDIT-2] [B05] says nothing of what is stored but what its list allows', async () => {
    const home = await makeDistrict(app);
    const runId = await makeRun(home, 7);
    await recordRun(home, runId, 'run.ended');
    const { entries } = await read(home, { runNumber: 7 });
    expect(entries).toMatchObject([
      {
        action: 'run.ended',
        actor: { kind: 'system', name: null },
        people: { shown: [], count: 0 },
        run: { id: runId, number: 7, kind: 'csv_add' },
      },
    ]);
    expect(entries[0]?.facts).toEqual({ ended: 'done', outcomes: { invited: 5 } });
    const stopped = await makeRun(home, 8);
    await recordRun(home, stopped, 'run.ended', { state: 'cancelled', failure: 'right_ended' });
    const facts = { ended: 'cancelled', failure: 'right_ended', outcomes: { invited: 5 } };
    expect((await read(home, { runNumber: 8 })).entries[0]?.facts).toEqual(facts);
    const everything = JSON.stringify(await read(home));
    expect(everything).not.toMatch(/secret|nobody sees|hash|session/i);
  });

  it('[AUDIT-1] is read in pages that neither repeat nor leave out', async () => {
    const home = await makeDistrict(app);
    for (let index = 0; index < 7; index += 1)
      await addPeople(home.admin.client, home.licenseId, home.address(`p${index}`));
    const whole = (await read(home)).entries;
    const paged: typeof whole = [];
    let cursor: number | null = null;
    do {
      const page: Awaited<ReturnType<typeof read>> = await read(home, {}, cursor, 3);
      paged.push(...page.entries);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(whole);
    expect(whole).toHaveLength(8);
  });

  it('[AUDIT-3] is searched by an address, also of somebody who has left, and by an admin', async () => {
    const home = await makeDistrict(app);
    const gone = await joined(app, home);
    await addPeople(home.admin.client, home.licenseId, home.address('somebody-else'));
    const row = await getRow(home.admin.client, home.licenseId, gone.email);
    await home.admin.client.member.remove.mutate(click(home.licenseId, row));
    const about = async (search: string) =>
      (await read(home, { search })).entries.filter(({ action }) => action !== 'member.identified');
    expect((await about(gone.email.toUpperCase())).map(({ action }) => action)).toEqual([
      'member.removed',
      'member.joined',
      'member.added',
    ]);
    expect(await about(home.address('nobody-here'))).toEqual([]);
    const byAdmin = await about(home.admin.email);
    expect(byAdmin.map(({ action }) => action)).toEqual([
      'member.removed',
      'member.added',
      'member.added',
      'admin.granted',
    ]);
  });

  it('[AUDIT-3] finds the portions of runs that changed somebody, also where the entry names nobody', async () => {
    const home = await makeDistrict(app);
    const person = await invited(app, home);
    const row = await getRow(home.admin.client, home.licenseId, person.email);
    const runId = await makeRun(home, 4);
    await recordRun(home, runId, 'run.confirmed');
    await recordRun(home, runId, 'run.ended');
    await database.rows(
      `insert into run_batch (district_id, license_id, run_id, batch_no, first_row, size, changed_ids, seq)
       select district_id, id, $2, 0, 1, 1, array[$3::uuid], seq from license where id = $1`,
      [home.licenseId, runId, row.id],
    );
    const found = await actionsOf(home, { search: person.email });
    expect(found.filter((action) => action.startsWith('run.'))).toEqual(['run.ended']);
  });

  it('[AUDIT-3] is narrowed by what was done, by whom, by run and by day', async () => {
    const home = await makeDistrict(app);
    const person = await invited(app, home);
    await person.client.invite.join.mutate({
      memberId: await inviteOf(person, home.licenseId),
      requestId: newRequest(),
    });
    await recordRun(home, await makeRun(home, 1), 'run.confirmed');
    await recordRun(home, await makeRun(home, 2), 'run.confirmed');

    expect(await actionsOf(home, { actions: ['member.added', 'admin.granted'] })).toEqual([
      'member.added',
      'admin.granted',
    ]);
    expect(await actionsOf(home, { actions: ['member.joined'] })).toEqual(['member.joined']);
    expect(await actionsOf(home, { actor: home.admin.id })).toEqual(['member.added']);
    expect(await actionsOf(home, { actor: 'vendor' })).toEqual(['admin.granted']);
    expect(await actionsOf(home, { runNumber: 2 })).toEqual(['run.confirmed']);
    expect(await actionsOf(home, { runNumber: 3 })).toEqual([]);

    const today = new Date().toISOString().slice(0, 10);
    const all = (await read(home)).entries.length;
    expect((await read(home, { from: today, to: today })).entries).toHaveLength(all);
    expect((await read(home, { from: dayAfter(today, 1) })).entries).toEqual([]);
    expect((await read(home, { to: dayAfter(today, -1) })).entries).toEqual([]);
  });

  it('[AUDIT-3] days are the entries’ own, also where the history counts a change to the next day', async () => {
    const home = await makeDistrict(app);
    // The first entry is three days old, the second two, the third of today; the history is a day late with the second.
    await addPeople(home.admin.client, home.licenseId, home.address('second'));
    await addPeople(home.admin.client, home.licenseId, home.address('third'));
    const today = new Date().toISOString().slice(0, 10);
    for (const [seq, days] of [
      [1, 3],
      [2, 2],
    ]) {
      await database.rows(
        `update audit set at = at - $3 * interval '1 day' where license_id = $1 and seq = $2`,
        [home.licenseId, seq, days],
      );
    }
    const counters = ['teacher', 'student', 'other']
      .flatMap((type) => ['accepted', 'invited', 'rejected'].map((status) => `${type}_${status}`))
      .join(', ');
    for (const [seq, days] of [
      [1, 3],
      [2, 1],
    ]) {
      await database.rows(
        `insert into license_day (district_id, license_id, day, seq, ${counters}, staff_held, student_held, joined, declined)
         select district_id, id, history_day - $3::int, $2::bigint, ${counters}, 0, 0, 0, 0 from license where id = $1`,
        [home.licenseId, seq, days],
      );
    }
    const seqsOf = async (filter: Filter) => (await read(home, filter)).entries.map(({ seq }) => seq);
    expect(await seqsOf({ from: dayAfter(today, -2), to: dayAfter(today, -2) })).toEqual([2]);
    expect(await seqsOf({ to: dayAfter(today, -2) })).toEqual([2, 1]);
    expect(await seqsOf({ to: dayAfter(today, -3) })).toEqual([1]);
    expect(await seqsOf({ from: dayAfter(today, -2) })).toEqual([3, 2]);
    expect(await seqsOf({ from: dayAfter(today, -1), to: today })).toEqual([3]);
  });

  it('[AUDIT-2] who lost the right is a former admin, and what was erased says so', async () => {
    const home = await makeDistrict(app);
    await addPeople(home.admin.client, home.licenseId, home.address('a'));
    const place = { districtId: home.id, licenseId: home.licenseId };
    const other = await makeDistrict(app);
    await database.rows('update audit_value set details = $2 where license_id = $1 and seq = 1', [
      home.licenseId,
      '{}',
    ]);
    await database.rows('delete from audit_value where license_id = $1 and seq = 2', [home.licenseId]);
    await database.rows('update license_admin set person_id = $2 where license_id = $1', [
      home.licenseId,
      other.admin.id,
    ]);
    const { entries } = await other.admin.client.audit.list.query({
      licenseId: home.licenseId,
      filter: noAuditFilter,
    });
    expect(entries).toMatchObject([
      { action: 'member.added', actor: { kind: 'former_admin', name: null }, facts: null },
      { action: 'admin.granted', facts: null },
    ]);
    const email = await database.value<string>('select email from license_admin where license_id = $1', [
      home.licenseId,
    ]);
    await asVendor(app, place, (tx) => revokeLicenseAdmin(tx, place, email as never));
    await expect(read({ ...home, admin: other.admin })).rejects.toThrow('NOT_FOUND');
  });

  it('[AUDIT-2] every action of the catalogue can be shown', async () => {
    const home = await makeDistrict(app);
    await database.rows(
      `with numbered as (select type, n from unnest($2::text[]) with ordinality as t (type, n)),
       told as (
         insert into event (district_id, license_id, seq, type, payload, published_at)
         select $1, $3, 100 + n, type, '{}', now() from numbered
       )
       insert into audit (district_id, license_id, seq, at, actor_kind, actor_id, action, targets, values_hash, prev_hash, hash)
       select $1, $3, 100 + n, now(), 'system', 'test', type, '{}', '', '', '' from numbered`,
      [home.id, eventType.options, home.licenseId],
    );
    const shown = await actionsOf(home);
    expect(new Set(shown)).toEqual(new Set(eventType.options));
  });

  it('[AUDIT-3] names those whom the filter can ask for', async () => {
    const home = await makeDistrict(app);
    const actors = await home.admin.client.audit.actors.query({ licenseId: home.licenseId });
    expect(actors).toEqual([{ id: home.admin.id, name: expect.stringMatching(/^Admin /) }]);
  });

  it.each([
    ['a day that is none', { from: '2026-02-30' }],
    ['a day before the calendar', { to: '0000-01-01' }],
    ['an action that is none', { actions: ['member.none'] }],
    ['somebody who is nobody', { actor: 'x' }],
    ['a run without a number', { runNumber: 0 }],
  ])('[A10] %s is refused', async (_what, filter) => {
    const home = await makeDistrict(app);
    await expect(read(home, filter as Filter)).rejects.toThrow('INVALID_INPUT');
  });
});
