import { describe, expect, it } from 'vitest';
import { makeDistrict, signIn } from '../_kit/district.ts';
import { addPeople, click, getRow, inviteOf, newRequest } from '../_kit/membership.ts';
import {
  type MailWorld,
  mailDistrict,
  mailStates,
  passMailTime,
  setMail,
  withMail,
} from '../_kit/with-mail.ts';

let world: MailWorld;
withMail((made) => {
  world = made;
}, 3_600_000);

describe('the app comes first', () => {
  it('[MAIL-3] mail waits for as long as the installation says', async () => {
    const home = await mailDistrict(world);
    const email = home.address('waits');
    await addPeople(home.admin.client, home.licenseId, email, 'teacher');
    await world.app.mailed();
    expect(await mailStates(world, email)).toEqual(['queued']);
    await passMailTime(world, home.licenseId, '59 minutes');
    await world.app.mailed();
    expect(world.received(email)).toEqual([]);
    await passMailTime(world, home.licenseId, '1 minute');
    await world.app.mailed();
    expect(world.received(email)).toHaveLength(1);
  });

  it('[MAIL-3] it does not leave once the invite was joined, declined, closed or seen, or is gone', async () => {
    const home = await mailDistrict(world);
    const add = (emails: readonly string[]) =>
      addPeople(home.admin.client, home.licenseId, emails.join('\n'), 'teacher');
    const emails = ['joins', 'declines', 'closes', 'sees', 'gone', 'asleep'].map((name) =>
      home.address(name),
    );
    const [joinsAt = '', declinesAt = '', closesAt = '', seesAt = '', goneAt = ''] = emails;
    await add(emails);
    await world.app.mailed();
    const answering = async (email: string) => {
      const person = await signIn(world.app, email);
      const memberId = await inviteOf(person, home.licenseId);
      return { invite: person.client.invite, input: { memberId, requestId: newRequest() } };
    };
    const joins = await answering(joinsAt);
    await joins.invite.join.mutate(joins.input);
    const declines = await answering(declinesAt);
    await declines.invite.decline.mutate({ ...declines.input, reason: null });
    const closes = await answering(closesAt);
    await closes.invite.dismiss.mutate(closes.input);
    await world.database.rows('update member set shown_at = now() where email = $1', [seesAt]);
    const gone = await getRow(home.admin.client, home.licenseId, goneAt);
    await home.admin.client.member.withdraw.mutate(click(home.licenseId, gone));

    await passMailTime(world, home.licenseId, '1 hour');
    await world.app.mailed();
    const states = await Promise.all(emails.map((email) => mailStates(world, email)));
    const first = ['answered_first'];
    expect(states).toEqual([first, first, first, first, ['not_open'], ['sent']]);
    expect(emails.map((email) => world.received(email).length)).toEqual([0, 0, 0, 0, 0, 1]);
  });

  it.each([
    ['all mail', 'off', 'teacher'],
    ['mail to students', 'staff', 'student'],
  ] as const)('[MAIL-1] what waits does not leave when %s is switched off', async (_, mail, type) => {
    const home = await mailDistrict(world, 'everybody');
    const email = home.address('waits');
    await addPeople(home.admin.client, home.licenseId, email, type);
    await world.app.mailed();
    expect(await mailStates(world, email)).toEqual(['queued']);
    await setMail(world, home, mail);
    await passMailTime(world, home.licenseId, '1 hour');
    await world.app.mailed();
    expect(await mailStates(world, email)).toEqual(['switched_off']);
    expect(world.received(email)).toEqual([]);
  });

  it('[MAIL-1] [MAIL-3] nothing leaves about a license whose invites are hidden', async () => {
    const home = await mailDistrict(world);
    const email = home.address('late');
    await addPeople(home.admin.client, home.licenseId, email, 'teacher');
    await world.app.mailed();
    await world.database.rows(
      `update license set starts_at = now() - interval '90 days', ends_at = now() - interval '31 days' where id = $1`,
      [home.licenseId],
    );
    await passMailTime(world, home.licenseId, '1 hour');
    await world.app.mailed();
    expect(await mailStates(world, email)).toEqual(['not_open']);
  });

  it('[A01] mail of a district that has it off is not even queued', async () => {
    const home = await makeDistrict(world.app);
    await addPeople(home.admin.client, home.licenseId, home.address('x'), 'teacher');
    await world.app.mailed();
    expect(await mailStates(world, home.address('x'))).toEqual([]);
  });
});
