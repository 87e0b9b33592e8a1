import { describe, expect, it } from 'vitest';
import type { TestDistrict } from '../_kit/district.ts';
import { makeDistrict } from '../_kit/district.ts';
import { type RawAnswer, rawRequest } from '../_kit/http.ts';
import { addPeople, click, getRow } from '../_kit/membership.ts';
import { type MailWorld, mailDistrict, mailStates, withMail } from '../_kit/with-mail.ts';

let world: MailWorld;
withMail((made) => {
  world = made;
});

const invite = (home: TestDistrict, email: string) =>
  addPeople(home.admin.client, home.licenseId, email, 'teacher');

/** The path behind the mail program's own button, of the latest mail to an address. */
function stopPathOf(email: string): string {
  const mail = world.received(email).at(-1);
  if (mail === undefined) throw new Error('No mail has arrived');
  return new URL(mail.stopUrl).pathname;
}

async function mailed(home: TestDistrict, name: string): Promise<{ email: string; path: string }> {
  const email = home.address(name);
  await invite(home, email);
  await world.app.mailed();
  return { email, path: stopPathOf(email) };
}

/** As a mail program does it for its reader: from its own servers, without Origin or cookie. */
const oneClick = (path: string, body = 'List-Unsubscribe=One-Click'): Promise<RawAnswer> =>
  rawRequest(world.app.port, {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });

const stops = () => world.database.value<number>('select count(*)::int from mail_stop');

describe('no more mail', () => {
  it('[MAIL-6] one click stops it, for the district and the address, and the admins see it', async () => {
    const home = await mailDistrict(world);
    const { email, path } = await mailed(home, 'tired');
    expect((await oneClick(path)).status).toBe(200);
    const row = await getRow(home.admin.client, home.licenseId, email);
    expect(row.mail?.state).toBe('unsubscribed');
    await home.admin.client.member.remind.mutate(click(home.licenseId, row));
    await world.app.mailed();
    expect(world.received(email)).toHaveLength(1);
    expect(await mailStates(world, email)).toEqual(['sent', 'unsubscribed']);
    const { noMailBecause } = await home.admin.client.mail.ofMember.query({
      licenseId: home.licenseId,
      memberId: row.id,
    });
    expect(noMailBecause).toBe('unsubscribed');
    // Another district's mail is another matter.
    const other = await mailDistrict(world);
    await invite(other, email);
    await world.app.mailed();
    expect(world.received(email)).toHaveLength(2);
  });

  it('[MAIL-6] twice is once, and the reader can have it again', async () => {
    const home = await mailDistrict(world);
    const { email, path } = await mailed(home, 'back');
    const before = await stops();
    await oneClick(path);
    expect((await oneClick(path)).status).toBe(200);
    expect(await stops()).toBe(before + 1);
    expect((await oneClick(path, 'mail=resume')).body).toContain('Stop this mail?');
    expect(await stops()).toBe(before);
    const row = await getRow(home.admin.client, home.licenseId, email);
    expect(row.mail).toBeNull();
  });

  it.each(['GET', 'HEAD'])('[B17] [MAIL-6] a scanner’s %s changes nothing', async (method) => {
    const home = await mailDistrict(world);
    const { path } = await mailed(home, 'scanned');
    const before = await stops();
    const answer = await rawRequest(world.app.port, { method, path });
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
    expect(await stops()).toBe(before);
  });

  it('[B06] [MAIL-6] a token that is none, another’s, or of another kind stops nothing', async () => {
    const home = await mailDistrict(world);
    const { path } = await mailed(home, 'whole');
    const token = path.split('/').at(-1) ?? '';
    const changed = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    const before = await stops();
    const tried = [
      changed,
      token.toUpperCase(),
      'rcm_',
      `rs_${token.slice(4)}`,
      home.admin.token,
      '..%2f..',
      'page.css',
    ];
    for (const other of tried) expect((await oneClick(`/mail/stop/${other}`)).status).toBe(404);
    expect(await stops()).toBe(before);
    const kept = await world.database.rows<{ text: string }>(
      'select row_to_json(mail)::text as text from mail',
    );
    expect(kept.some(({ text }) => text.includes(token.slice(4)))).toBe(false);
  });

  it('[D02] the exception is this one address: a POST without Origin is refused elsewhere', async () => {
    expect((await oneClick('/mail/other')).status).toBe(403);
    expect((await oneClick('/trpc/account.signOut')).status).toBe(403);
    const home = await mailDistrict(world);
    const { path } = await mailed(home, 'hosted');
    const before = await stops();
    const foreign = await rawRequest(world.app.port, {
      method: 'POST',
      path,
      headers: { host: 'elsewhere.example' },
    });
    expect(foreign.status).toBe(403);
    expect(await stops()).toBe(before);
  });

  it('[D04] a large body is turned away', async () => {
    const home = await mailDistrict(world);
    const { path } = await mailed(home, 'large');
    expect((await oneClick(path, 'x'.repeat(100_000))).status).toBe(413);
  });

  it('[A01] [MAIL-5] another district’s admin reads nothing of it', async () => {
    const home = await mailDistrict(world);
    const { email } = await mailed(home, 'seen');
    const row = await getRow(home.admin.client, home.licenseId, email);
    const stranger = await makeDistrict(world.app);
    const asked = stranger.admin.client.mail.ofMember.query({ licenseId: home.licenseId, memberId: row.id });
    await expect(asked).rejects.toThrow('NOT_FOUND');
    const crossed = stranger.admin.client.mail.ofMember.query({
      licenseId: stranger.licenseId,
      memberId: row.id,
    });
    await expect(crossed).rejects.toThrow('NOT_FOUND');
  });
});
