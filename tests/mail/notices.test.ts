import { deletePastRows } from '@rollcall/server/db/retention.ts';
import { queueMail } from '@rollcall/server/mail/queue-mail.ts';
import { describe, expect, it } from 'vitest';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { rawRequest } from '../_kit/http.ts';
import { addPeople } from '../_kit/membership.ts';
import { type MailWorld, mailDistrict, mailStates, withMail } from '../_kit/with-mail.ts';

let world: MailWorld;
withMail((made) => {
  world = made;
});

const notice = (home: TestDistrict, days: number) =>
  world.app.context.db.withSystemTx((tx) =>
    queueMail(tx, { districtId: home.id, licenseId: home.licenseId }, { kind: 'term_notice', days }),
  );

describe('notices to admins', () => {
  it('[MAIL-2] [TERM-4] go to all admins of the license, and lead to its page', async () => {
    const home = await mailDistrict(world);
    expect(await notice(home, 7)).toBe(1);
    await world.app.mailed();
    const [mail, ...more] = world.received(home.admin.email);
    expect(more).toEqual([]);
    expect(mail?.subject).toMatch(/ends in 7 days$/);
    expect(mail?.text).toContain(`/admin/licenses/${home.licenseId}`);
    // They are on nobody's row: no event is made of them.
    const events = `select count(*)::int from event where license_id = $1 and type = 'mail.reported'`;
    expect(await world.database.value(events, [home.licenseId])).toBe(0);
  });

  it('[MAIL-1] none is queued where mail is off', async () => {
    const home = await makeDistrict(world.app);
    expect(await notice(home, 7)).toBe(0);
  });

  it('[MAIL-6] an admin can stop them', async () => {
    const home = await mailDistrict(world);
    await notice(home, 30);
    await world.app.mailed();
    const [mail] = world.received(home.admin.email);
    if (mail === undefined) throw new Error('No notice has arrived');
    const stopped = await rawRequest(world.app.port, {
      method: 'POST',
      path: new URL(mail.stopUrl).pathname,
    });
    expect(stopped.status).toBe(200);
    await notice(home, 14);
    await world.app.mailed();
    expect(await mailStates(world, home.admin.email)).toEqual(['sent', 'unsubscribed']);
  });

  it('[MAIL-7] names cannot break out of their line', async () => {
    const home = await mailDistrict(world);
    await world.database.rows(`update license set name = $2 where id = $1`, [
      home.licenseId,
      'Grade 7\r\nBcc: victim@elsewhere.example\r\n\r\n<b>x</b> https://evil.example',
    ]);
    await notice(home, 1);
    await world.app.mailed();
    const [mail] = world.received(home.admin.email);
    expect(mail?.subject).toBe(
      'Grade 7 Bcc: victim@elsewhere.example b x /b https evil.example ends tomorrow',
    );
    expect(mail?.html).not.toContain('<b>');
    expect(world.received('victim@elsewhere.example')).toEqual([]);
  });
});

describe('what is kept of mail', () => {
  it('[R22] [MAIL-5] rows go 90 days after they have ended; addresses that want no mail stay', async () => {
    const home = await mailDistrict(world);
    const email = home.address('kept');
    await addPeople(home.admin.client, home.licenseId, email, 'teacher');
    await world.app.mailed();
    const [mail] = world.received(email);
    const path = new URL(mail?.stopUrl ?? '').pathname;
    await rawRequest(world.app.port, { method: 'POST', path });
    const endedDaysAgo = async (days: number) => {
      await world.database.rows(
        'update mail set ended_at = now() - make_interval(days => $2) where license_id = $1',
        [home.licenseId, days],
      );
      await deletePastRows(world.app.context.db);
      return (await mailStates(world, email)).length;
    };
    expect(await endedDaysAgo(89)).toBe(1);
    expect(await endedDaysAgo(91)).toBe(0);
    expect((await rawRequest(world.app.port, { path })).status).toBe(404);
    const stops = 'select count(*)::int from mail_stop where email = $1';
    expect(await world.database.value(stops, [email])).toBe(1);
  });

  it('[B07] [MAIL-5] no address and no text stands in a row about a person', async () => {
    const home = await mailDistrict(world);
    const email = home.address('unwritten');
    await addPeople(home.admin.client, home.licenseId, email, 'teacher');
    await world.app.mailed();
    const [row] = await world.database.rows<{ text: string }>(
      'select row_to_json(mail)::text as text from mail where license_id = $1',
      [home.licenseId],
    );
    expect(row?.text).toContain('"sent"');
    expect(row?.text).not.toMatch(/@|invited you/);
  });
});
