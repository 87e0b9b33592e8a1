import { describe, expect, it, vi } from 'vitest';
import { AdminScreen } from '../_kit/admin-screen.ts';
import type { TestDistrict } from '../_kit/district.ts';
import { addPeople, getRow } from '../_kit/membership.ts';
import { type MailWorld, mailDistrict, mailStates, passMailTime, withMail } from '../_kit/with-mail.ts';

let world: MailWorld;
withMail((made) => {
  world = made;
});

const invite = (home: TestDistrict, ...emails: string[]) =>
  addPeople(home.admin.client, home.licenseId, emails.join('\n'), 'teacher');
const rowOf = (home: TestDistrict, email: string) => getRow(home.admin.client, home.licenseId, email);
const mailOf = async (home: TestDistrict, email: string) =>
  home.admin.client.mail.ofMember.query({
    licenseId: home.licenseId,
    memberId: (await rowOf(home, email)).id,
  });

/** Which events a licence has had about mail. */
async function reports(home: TestDistrict): Promise<number> {
  return world.database.value<number>(
    `select count(*)::int from event where license_id = $1 and type = 'mail.reported'`,
    [home.licenseId],
  );
}

describe('what becomes of a mail', () => {
  it('[MAIL-5] is on the person’s row, live, and in the audit log', async () => {
    const home = await mailDistrict(world);
    using screen = await AdminScreen.open(world.app.port, home.admin, home.licenseId);
    const [there, nobody, unwanted] = ['there', 'nobody', 'unwanted'].map((name) => home.address(name));
    if (!there || !nobody || !unwanted) throw new Error('An address is missing');
    world.sandbox.control.mailFaults.set(nobody, 'unknown_mailbox');
    world.sandbox.control.mailFaults.set(unwanted, 'refused');
    await invite(home, there, nobody, unwanted);
    await world.app.mailed();
    await world.app.settled();
    const today = await world.database.value<string>(`select (now() at time zone 'UTC')::date::text`);
    const row = async (email: string) => (await rowOf(home, email)).mail;
    expect(await row(there)).toEqual({ state: 'sent', on: today });
    expect(await row(nobody)).toEqual({ state: 'no_such_address', on: today });
    expect(await row(unwanted)).toEqual({ state: 'refused', on: today });
    await vi.waitFor(() => expect(screen.license.seq).toBeGreaterThan(1));
    await screen.expectFresh();
    expect(await reports(home)).toBe(1);
    const { entries } = await home.admin.client.audit.list.query({
      licenseId: home.licenseId,
      filter: { actions: ['mail.reported'] },
    });
    expect(entries).toMatchObject([
      {
        actor: { kind: 'system' },
        people: { count: 3 },
        facts: { mails: { sent: 1, no_such_address: 1, refused: 1 } },
      },
    ]);
    const standing = await home.admin.client.mail.standing.query({ licenseId: home.licenseId });
    expect(standing).toEqual({
      isSetUp: true,
      mail: 'staff',
      delayMinutes: 0,
      waiting: 0,
      sent: 1,
      notDelivered: 2,
    });
  });

  it('[MAIL-4] put off, it is tried again, after a minute and then twice as long each time', async () => {
    const home = await mailDistrict(world);
    const email = home.address('later');
    world.sandbox.control.mailFaults.set(email, 'try_later');
    await invite(home, email);
    await world.app.mailed();
    const waits = () =>
      world.database.value<number>(
        `select round(extract(epoch from due_at - now()) / 60)::int from mail where license_id = $1`,
        [home.licenseId],
      );
    const pauses: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      expect(await mailStates(world, email)).toEqual(['queued']);
      pauses.push(await waits());
      await passMailTime(world, home.licenseId, `${pauses.at(-1)} minutes`);
      await world.app.mailed();
    }
    expect(pauses).toEqual([1, 2, 4, 8]);
    expect(await mailOf(home, email)).toMatchObject({ mails: [{ state: 'queued', tries: 5 }] });
    world.sandbox.control.mailFaults.clear();
    await passMailTime(world, home.licenseId, '1 hour');
    await world.app.mailed();
    expect(world.received(email)).toHaveLength(1);
  });

  it('[MAIL-4] after three days it is given up', async () => {
    const home = await mailDistrict(world);
    const email = home.address('never');
    world.sandbox.control.mailFaults.set(email, 'try_later');
    await invite(home, email);
    await world.app.mailed();
    await passMailTime(world, home.licenseId, '73 hours');
    await world.app.mailed();
    expect(await mailStates(world, email)).toEqual(['given_up']);
    expect((await rowOf(home, email)).mail?.state).toBe('given_up');
    world.sandbox.control.mailFaults.clear();
  });

  it('[MAIL-4] [F14] two servers send each mail once', async () => {
    const home = await mailDistrict(world);
    await using other = await world.startAnother();
    const emails = Array.from({ length: 60 }, (_, n) => home.address(`p${n}`));
    await invite(home, ...emails);
    await Promise.all([world.app.mailed(), other.mailed()]);
    await Promise.all([world.app.mailed(), other.mailed()]);
    await vi.waitFor(async () => expect(await unfinished(home)).toBe(0));
    expect(emails.map((email) => world.received(email).length)).toEqual(emails.map(() => 1));
  });

  it('[MAIL-4] one that was in hand when a server died leaves again, under the same name', async () => {
    const home = await mailDistrict(world);
    const email = home.address('twice');
    await invite(home, email);
    await world.app.mailed();
    // As if the server had died between the mail server's answer and writing it down.
    await world.database.rows(
      `update mail set state = 'sending', ended_at = null, told_at = null, due_at = now() + interval '1 minute'
       where license_id = $1`,
      [home.licenseId],
    );
    await world.app.mailed();
    expect(world.received(email)).toHaveLength(1);
    await passMailTime(world, home.licenseId, '1 minute');
    await world.app.mailed();
    const copies = world.received(email);
    expect(copies).toHaveLength(2);
    expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
    expect(new Set(copies.map(({ stopUrl }) => stopUrl)).size).toBe(1);
  });

  it('[MAIL-4] a connection that breaks is nobody’s refusal', async () => {
    const home = await mailDistrict(world);
    const email = home.address('broken');
    world.sandbox.control.mailFaults.set(email, 'drop');
    await invite(home, email);
    await world.app.mailed();
    expect(await mailStates(world, email)).toEqual(['queued']);
    expect(world.logged()).toContain('the mail server cannot be reached');
    world.sandbox.control.mailFaults.clear();
    await passMailTime(world, home.licenseId, '1 hour');
    // Another server has not just met the outage, and so does not wait for it to pass.
    await using other = await world.startAnother();
    await other.mailed();
    expect(world.received(email)).toHaveLength(1);
  });

  it('[B07] no address is in the log, whatever the mail server says', async () => {
    expect(world.logged()).not.toMatch(/@d[0-9a-f]{8}\.example|rcm_/);
  });
});

async function unfinished(home: TestDistrict): Promise<number> {
  return world.database.value<number>(
    'select count(*)::int from mail where license_id = $1 and due_at is not null',
    [home.licenseId],
  );
}
