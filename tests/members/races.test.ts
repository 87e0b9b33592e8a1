import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { mailboxIssuer, signInWithIdentity } from '@rollcall/server/identity/sign-in-with-identity.ts';
import { grantLicenseAdmin, revokeLicenseAdmin } from '@rollcall/server/vendor/grants.ts';
import { describe, expect, it, vi } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { addPeople, click, getRow, inviteOf, newRequest, openKey } from '../_kit/membership.ts';
import { declined, invited, newcomer } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

/** A second administrator of the licence, who is no domain admin. */
async function secondAdmin(district: TestDistrict): Promise<TestPerson> {
  const { email } = await newcomer(app, district);
  await app.context.db.withSystemTx((tx) =>
    grantLicenseAdmin(
      tx,
      { districtId: district.id, licenseId: district.licenseId },
      {
        email: email as Parameters<typeof grantLicenseAdmin>[2]['email'],
        name: 'Second',
      },
    ),
  );
  return signIn(app, email);
}

/** One claim on a seat, ready to go: true when it got one. */
type Claim = () => Promise<boolean>;

const succeeds = (call: Promise<unknown>): Promise<boolean> =>
  call.then(
    () => true,
    () => false,
  );

async function byEmail(district: TestDistrict, admin: TestPerson, userType: UserType): Promise<Claim> {
  const { licenseId } = district;
  const { email } = await newcomer(app, district);
  const input = { licenseId, text: email, userType };
  const { digest } = await admin.client.member.planAdd.mutate(input);
  return async () => {
    const result = await admin.client.member.add.mutate({ ...input, digest, requestId: newRequest() });
    return result.kind === 'done' && (result.outcomes.invited ?? result.outcomes.added) === 1;
  };
}

async function byKey(district: TestDistrict, key: string): Promise<Claim> {
  const person = await newcomer(app, district);
  return () => succeeds(person.client.licenseKey.redeem.mutate({ key, requestId: newRequest() }));
}

/** Somebody who declined and whom an admin would have back. */
async function byReinviting(district: TestDistrict, admin: TestPerson, userType: UserType): Promise<Claim> {
  const person = await newcomer(app, district);
  await addPeople(admin.client, district.licenseId, person.email, userType);
  const memberId = await inviteOf(person, district.licenseId);
  await person.client.invite.decline.mutate({ memberId, requestId: newRequest(), reason: null });
  const row = await getRow(admin.client, district.licenseId, person.email);
  return () => succeeds(admin.client.member.reinvite.mutate(click(district.licenseId, row)));
}

/** 16 claims of each of four ways. They are made ready while seats are unlimited; then the pool shrinks to one. */
async function claimsOnOneSeat(district: TestDistrict, userType: UserType): Promise<Claim[]> {
  const inviter = await secondAdmin(district);
  const key = await openKey(district.admin.client, district.licenseId, userType);
  const sixteen = Array.from({ length: 16 });
  const ready = await Promise.all(
    sixteen.flatMap(() => [
      byEmail(district, inviter, userType),
      byEmail(district, district.admin, userType),
      byKey(district, key),
      byReinviting(district, inviter, userType),
    ]),
  );
  await database.rows('update license set staff_seats = 1, student_seats = 1 where id = $1', [
    district.licenseId,
  ]);
  return ready;
}

describe('the last seat', () => {
  it.each(['student', 'teacher'] as const)(
    '[C01] [I1] of 64 claims on the last %s seat, by each method mixed, exactly one wins',
    async (userType) => {
      const district = await makeDistrict(app, { domainAdmin: true, staffSeats: null, studentSeats: null });
      const ready = await claimsOnOneSeat(district, userType);
      expect(ready).toHaveLength(64);
      const mixed = ready.toSorted(() => Math.random() - 0.5);

      const won = await Promise.all(mixed.map((claim) => claim()));
      expect(won.filter(Boolean)).toHaveLength(1);
      const held = await database.value(
        `select count(*)::int from member where license_id = $1 and ended_at is null and status <> 'rejected'`,
        [district.licenseId],
      );
      expect(held).toBe(1);
      await expectBooksBalance(database, district.licenseId);
    },
  );

  it('[C01] [SEAT-1] 20 ways onto the licence at once for one person are one seat', async () => {
    const district = await makeDistrict(app, { domainAdmin: true });
    const inviter = await secondAdmin(district);
    const key = await openKey(district.admin.client, district.licenseId);
    const person = await newcomer(app, district);
    const { licenseId } = district;
    const ways = Array.from({ length: 20 }, (_, nth) => {
      if (nth % 4 === 0) return person.client.licenseKey.redeem.mutate({ key, requestId: newRequest() });
      const admin = nth % 2 === 0 ? inviter : district.admin;
      const text = nth % 3 === 0 ? person.email.toUpperCase() : person.email;
      return addPeople(admin.client, licenseId, text);
    });
    await Promise.allSettled(ways);
    const rows = await database.rows<{ status: string }>(
      'select status from member where license_id = $1 and person_id = $2',
      [licenseId, person.id],
    );
    expect(rows).toEqual([{ status: 'accepted' }]);
    await expectBooksBalance(database, licenseId);
  });
});

describe('answering', () => {
  it('[B09] Join twice, in 50 tabs and replayed later: one seat, one event, one audit row, the same success', async () => {
    const district = await makeDistrict(app);
    const person = await invited(app, district);
    const memberId = await inviteOf(person, district.licenseId);
    const tabs = Array.from({ length: 50 }, () => ({ memberId, requestId: newRequest() }));
    const answers = await Promise.all(tabs.map((tab) => person.client.invite.join.mutate(tab)));
    expect(new Set(answers.map((answer) => answer.state))).toEqual(new Set(['accepted']));

    const [replayed] = tabs;
    if (replayed === undefined) throw new Error('no tab');
    expect(await person.client.invite.join.mutate(replayed)).toEqual({ state: 'accepted' });
    for (const table of ['event', 'audit'] as const) {
      const column = table === 'event' ? 'type' : 'action';
      expect(
        await database.value(
          `select count(*)::int from ${table} where license_id = $1 and ${column} = 'member.joined'`,
          [district.licenseId],
        ),
      ).toBe(1);
    }
    const row = await getRow(district.admin.client, district.licenseId, person.email);
    await district.admin.client.member.remove.mutate(click(district.licenseId, row));
    expect(await person.client.invite.join.mutate(replayed)).toEqual({ state: 'accepted' });
    expect((await person.client.invite.inbox.query()).features).not.toContain('comments');
    await expectBooksBalance(database, district.licenseId);
  });

  it('[INVITE-2] [INVITE-8] of Join, Decline and Withdraw at once one wins, and the others are told', async () => {
    const district = await makeDistrict(app);
    for (let round = 0; round < 5; round += 1) {
      const person = await invited(app, district);
      const row = await getRow(district.admin.client, district.licenseId, person.email);
      const answer = { memberId: row.id };
      const settled = await Promise.allSettled([
        person.client.invite.join.mutate({ ...answer, requestId: newRequest() }),
        person.client.invite.decline.mutate({ ...answer, requestId: newRequest(), reason: null }),
        district.admin.client.member.withdraw.mutate(click(district.licenseId, row)),
      ]);
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
    await expectBooksBalance(database, district.licenseId);
  });

  it('[C06] [I3] one request id sent 30 times at once is one change with one answer', async () => {
    const district = await makeDistrict(app);
    const rejected = await declined(app, district);
    const row = await getRow(district.admin.client, district.licenseId, rejected.email);
    const again = click(district.licenseId, row);
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => district.admin.client.member.reinvite.mutate(again)),
    );
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['reinvited']));
    const input = {
      licenseId: district.licenseId,
      text: district.address('once'),
      userType: 'student' as const,
    };
    const { digest } = await district.admin.client.member.planAdd.mutate(input);
    const add = { ...input, digest, requestId: newRequest() };
    const added = await Promise.all(
      Array.from({ length: 30 }, () => district.admin.client.member.add.mutate(add)),
    );
    expect(new Set(added.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(added[0]).toMatchObject({ kind: 'done', outcomes: { invited: 1 } });
    await expectBooksBalance(database, district.licenseId);
  });
});

describe('a right that is taken back', () => {
  it('[I12] while its holder adds people: nothing of theirs has a higher number than the revocation', async () => {
    const district = await makeDistrict(app);
    const admin = await secondAdmin(district);
    const { licenseId } = district;
    const ready = await Promise.all(
      Array.from({ length: 24 }, async (_, nth) => {
        const input = { licenseId, text: district.address(`late${nth}`), userType: 'student' as const };
        const { digest } = await admin.client.member.planAdd.mutate(input);
        return { ...input, digest, requestId: newRequest() };
      }),
    );
    const email = admin.email as Parameters<typeof revokeLicenseAdmin>[2];
    const adding = ready.map((input, nth) => {
      const call = admin.client.member.add.mutate(input);
      return nth === 8
        ? Promise.all([
            call,
            app.context.db.withSystemTx((tx) =>
              revokeLicenseAdmin(tx, { districtId: district.id, licenseId }, email),
            ),
          ])
        : call;
    });
    const settled = await Promise.allSettled(adding);
    expect(settled.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
    const later = await database.rows(
      `select a.seq from audit a where a.license_id = $1 and a.actor_id = $2
         and a.seq > (select max(e.seq) from event e where e.license_id = $1 and e.type = 'admin.revoked')`,
      [licenseId, admin.id],
    );
    expect(later).toEqual([]);
    await expectBooksBalance(database, licenseId);
  });
});

describe('an address that is verified while it is being added', () => {
  /** Holds a row with the address back in a transaction, so that the addition waits just before it writes. */
  async function holdAddress(district: TestDistrict, email: string) {
    const holder = await database.connect();
    await holder.query('begin');
    // Without the foreign key's lock on the license row, which would stop the addition earlier than meant.
    await holder.query("set local session_replication_role = 'replica'");
    await holder.query(
      `insert into member (district_id, license_id, email, email_shown, user_type, status, seq, added_by)
       values ($1, $2, $3, $3, 'student', 'invited', 1, 'holder')`,
      [district.id, district.licenseId, email],
    );
    const { pid } = (await holder.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0] ?? {
      pid: 0,
    };
    return {
      somebodyWaits: () =>
        vi.waitFor(async () => {
          const waiting = await database.value<number>(
            'select count(*)::int from pg_stat_activity where $1 = any (pg_blocking_pids(pid))',
            [pid],
          );
          expect(waiting).toBe(1);
        }),
      async letGo() {
        await holder.query('rollback');
        holder.release();
      },
    };
  }

  it('[INVITE-3] the row finds its person although neither saw the other', async () => {
    const district = await makeDistrict(app);
    const email = district.address('late');
    const held = await holdAddress(district, email);
    const adding = addPeople(district.admin.client, district.licenseId, email);
    await held.somebodyWaits();
    const person = await signIn(app, email);
    expect((await person.client.invite.inbox.query()).entries).toEqual([]);
    await held.letGo();

    expect(await adding).toMatchObject({ kind: 'done', outcomes: { invited: 1 } });
    expect((await person.client.invite.inbox.query()).entries).toMatchObject([
      { state: 'invited', popUp: true },
    ]);
    await expectBooksBalance(database, district.licenseId);
  });

  it('[INVITE-3] [SOURCE-4] a hundred verifications beside a hundred additions leave no row without its person', async () => {
    const district = await makeDistrict(app, { studentSeats: null });
    const emails = Array.from({ length: 100 }, (_, nth) => district.address(`pupil${nth}`));
    const half = emails.slice(0, 50);
    await Promise.all([
      ...[half, emails.slice(50)].map((some) =>
        addPeople(district.admin.client, district.licenseId, some.join('\n')),
      ),
      ...emails.map((email) =>
        signInWithIdentity(app.context, {
          issuer: mailboxIssuer,
          subject: email,
          name: 'Pupil',
          email: email as Parameters<typeof signInWithIdentity>[1]['email'],
          emailShown: email,
          emailVerified: true,
        }),
      ),
    ]);
    const lost = await database.rows(
      'select email from member where license_id = $1 and person_id is null and ended_at is null',
      [district.licenseId],
    );
    expect(lost).toEqual([]);
    await expectBooksBalance(database, district.licenseId);
  });
});
