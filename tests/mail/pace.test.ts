import { createApp, type RunningApp } from '@rollcall/server/app.ts';
import { queueInvites } from '@rollcall/server/mail/queue-invites.ts';
import { sendDueMail } from '@rollcall/server/mail/send-due-mail.ts';
import type { MailSender } from '@rollcall/server/mail/smtp.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { testEnv } from '../_kit/app.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { addPeople } from '../_kit/membership.ts';
import { createOwnDatabase } from '../schema/own-database.ts';

// A server without a mail server: nothing leaves but what a test sends.
let app: RunningApp;
let database: TestDatabase;
beforeAll(async () => {
  await using opening = new AsyncDisposableStack();
  const own = opening.use(await createOwnDatabase({ migrated: true }));
  database = opening.use(openDatabase(own.superuserUrl));
  app = opening.use(await createApp(testEnv({ databaseUrl: own.appUrl, databaseSystemUrl: own.systemUrl })));
  const opened = opening.move();
  return () => opened.disposeAsync();
});

async function invite(count: number): Promise<TestDistrict> {
  const home = await makeDistrict(app);
  await database.rows(`update district set mail_since = now() - interval '1 minute' where id = $1`, [
    home.id,
  ]);
  const emails = Array.from({ length: count }, (_, n) => home.address(`p${n}`));
  await addPeople(home.admin.client, home.licenseId, emails.join('\n'), 'teacher');
  await queueInvites(app.context.db, 0);
  return home;
}

function settings(sent: string[], limit: number) {
  const sender: MailSender = {
    async send({ to }) {
      sent.push(to);
      return { kind: 'sent', reply: '250' };
    },
    close: () => {},
  };
  const { db, env } = app.context;
  return { db, sender, secret: env.secret, limit, originFor: () => 'https://rollcall.example' };
}

describe('how mail is worked off', () => {
  it('[MAIL-4] no more leave in one turn than the installation says', async () => {
    await invite(12);
    const sent: string[] = [];
    const tried: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) tried.push((await sendDueMail(settings(sent, 5))).tried);
    expect(tried).toEqual([5, 5, 2, 0]);
    expect(new Set(sent).size).toBe(12);
  });

  it('[MAIL-4] [F14] of turns at the same moment each mail is in one', async () => {
    await invite(40);
    const sent: string[] = [];
    const turns = await Promise.all(Array.from({ length: 4 }, () => sendDueMail(settings(sent, 20))));
    const left = await sendDueMail(settings(sent, 40));
    expect(turns.reduce((sum, { tried }) => sum + tried, left.tried)).toBe(40);
    expect(new Set(sent).size).toBe(sent.length);
  });

  it('[MAIL-2] looked at again, the same events queue nothing twice', async () => {
    const home = await invite(3);
    await database.rows('delete from mail_position where license_id = $1', [home.licenseId]);
    await queueInvites(app.context.db, 0);
    const count = 'select count(*)::int from mail where license_id = $1';
    expect(await database.value(count, [home.licenseId])).toBe(3);
  });
});
