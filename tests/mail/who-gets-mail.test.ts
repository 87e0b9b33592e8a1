import { describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { refusalOf } from '../_kit/client.ts';
import { makeDistrict } from '../_kit/district.ts';
import { idOfDomain } from '../_kit/domains.ts';
import { addPeople, click, getRow, newRequest } from '../_kit/membership.ts';
import { importCsv } from '../_kit/runs.ts';
import { type MailWorld, mailDistrict, setMail, withMail } from '../_kit/with-mail.ts';

let world: MailWorld;
withMail((made) => {
  world = made;
});

describe('who gets mail', () => {
  it('[MAIL-1] nobody, while the district has not switched it on', async () => {
    const home = await makeDistrict(world.app);
    const email = home.address('staff');
    await addPeople(home.admin.client, home.licenseId, email, 'teacher');
    await world.app.mailed();
    expect(world.received(email)).toEqual([]);
    // Nor once it is on: what happened before is not mailed.
    await setMail(world, home, 'everybody');
    await addPeople(home.admin.client, home.licenseId, home.address('later'), 'teacher');
    await world.app.mailed();
    expect(world.received(email)).toEqual([]);
    expect(world.received(home.address('later'))).toHaveLength(1);
  });

  it('[MAIL-1] staff, and no students unless that was chosen', async () => {
    const home = await mailDistrict(world, 'staff');
    const add = (name: string, type: 'teacher' | 'student' | 'other') =>
      addPeople(home.admin.client, home.licenseId, home.address(name), type);
    await add('t', 'teacher');
    await add('o', 'other');
    await add('s', 'student');
    await world.app.mailed();
    expect(['t', 'o', 's'].map((name) => world.received(home.address(name)).length)).toEqual([1, 1, 0]);
    await setMail(world, home, 'everybody');
    await add('s2', 'student');
    await world.app.mailed();
    expect(['s', 's2'].map((name) => world.received(home.address(name)).length)).toEqual([0, 1]);
  });

  it('[MAIL-1] without a mail server it cannot be switched on, only off', async () => {
    await using app = await startApp({});
    const home = await makeDistrict(app, { domainAdmin: true });
    const change = (mail: 'off' | 'staff') =>
      home.admin.client.domain.changeMail.mutate({ beside: idOfDomain(home), mail, requestId: newRequest() });
    expect((await refusalOf(change('staff'))).code).toBe('MAIL_NOT_SET_UP');
    expect(await change('off')).toEqual({ mail: 'off' });
  });

  it('[MAIL-1] a license admin who is not a domain admin cannot change it', async () => {
    const home = await mailDistrict(world, 'off');
    const input = { beside: idOfDomain(home), mail: 'staff', requestId: newRequest() } as const;
    expect((await refusalOf(home.admin.client.domain.changeMail.mutate(input))).code).toBe('NOT_FOUND');
  });

  it('[MAIL-2] the people of a file, each once, whatever else happens to their rows', async () => {
    const home = await mailDistrict(world, 'staff');
    const emails = Array.from({ length: 120 }, (_, n) => home.address(`p${n}`));
    const file = `Email,User type\n${emails.map((email, n) => `${email},${n < 90 ? 'Teacher' : 'Student'}`).join('\n')}\n`;
    await importCsv(world.app, home.admin, { licenseId: home.licenseId, file });
    // A second source changes the row and arms nothing.
    await addPeople(home.admin.client, home.licenseId, emails.slice(0, 5).join('\n'), 'teacher');
    for (let turn = 0; turn < 5; turn += 1) await world.app.mailed();
    const counts = emails.map((email) => world.received(email).length);
    expect(counts.slice(0, 90).every((count) => count === 1)).toBe(true);
    expect(counts.slice(90).every((count) => count === 0)).toBe(true);
  });

  it('[MAIL-2] whoever is reminded gets a reminder', async () => {
    const home = await mailDistrict(world, 'staff');
    const email = home.address('forgets');
    await addPeople(home.admin.client, home.licenseId, email, 'teacher');
    await world.app.mailed();
    const row = await getRow(home.admin.client, home.licenseId, email);
    await home.admin.client.member.remind.mutate(click(home.licenseId, row));
    await world.app.mailed();
    expect(world.received(email).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('invites you to'),
      expect.stringContaining('is still open'),
    ]);
  });
});
