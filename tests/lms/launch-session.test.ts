import { openToLaunches } from '@rollcall/server/trpc.ts';
import { expect, test } from 'vitest';
import { CookieBrowser } from '../_kit/cookie-browser.ts';
import { callApi, rawRequest, refusalIn } from '../_kit/http.ts';
import { callFramed, framed, launchToken, openAssignment, whoInFrame } from '../_kit/launched.ts';
import { addPeople, click, getRow } from '../_kit/membership.ts';
import { makeRegisteredLms, type RegisteredLms } from '../_kit/registered-lms.ts';
import { connectSocket, openSocket, until } from '../_kit/socket.ts';
import { procedures } from '../_kit/valid-calls.ts';
import { type LmsWorld, withLms } from '../_kit/with-lms.ts';

let world: LmsWorld;
withLms({}, (started) => {
  world = started;
});

async function launched(lms: RegisteredLms, person = lms.school.pupil.id): Promise<string> {
  const browser = new CookieBrowser();
  await openAssignment(world, lms, person, browser);
  const token = launchToken(browser);
  if (token === null) throw new Error('The launch led to no session');
  return token;
}

test('[E04] a launch may ask for a closed list of things, and is refused all else, by name', async () => {
  const token = await launched(await makeRegisteredLms(world));
  const refused = procedures.filter(({ name }) => !openToLaunches.has(name));
  expect(refused.length).toBeGreaterThan(40);
  for (const { name, type } of refused) {
    const answer = await callFramed(world.app, token, name, type, {});
    expect([name, refusalIn(answer)?.code]).toEqual([name, 'NEEDS_ACCOUNT']);
  }
  for (const name of openToLaunches)
    expect([name, procedures.some((procedure) => procedure.name === name)]).toEqual([name, true]);
});

test('[E04] the features of the licence are on for whoever was launched, and its document is theirs', async () => {
  const token = await launched(await makeRegisteredLms(world));
  const added = await callFramed(world.app, token, 'document.addComment', 'mutation', { text: 'Mine' });
  expect(added.status).toBe(200);
  const inbox = JSON.parse((await callFramed(world.app, token, 'invite.inbox')).body);
  expect(inbox.result.data.entries).toMatchObject([{ state: 'accepted' }]);
});

test('[E04] the token of a launch is nobody in the place of a sign-in, and the reverse', async () => {
  const lms = await makeRegisteredLms(world);
  const token = await launched(lms);
  const asOwn = await callApi(world.app.port, 'license.list', { type: 'query', token });
  expect(refusalIn(asOwn)?.code).toBe('NOT_SIGNED_IN');
  const download = async (presented: string) =>
    rawRequest(world.app.port, {
      path: `/files/licenses/${lms.district.licenseId}/people.csv`,
      headers: { cookie: `rollcall=${presented}`, 'sec-fetch-site': 'same-origin' },
    });
  expect((await download(lms.district.admin.token)).status).toBe(200);
  expect((await download(token)).status).toBe(401);
  expect(await whoInFrame(world.app, lms.district.admin.token)).toBeNull();
  await expect(connectSocket(world.app.port, token)).rejects.toThrow('NOT_SIGNED_IN');
});

test('[E04] a frame acts as who was launched, whoever else is signed in to the browser', async () => {
  const lms = await makeRegisteredLms(world);
  const token = await launched(lms);
  const both = `${framed(token).cookie}; rollcall=${lms.district.admin.token}`;
  const asked = async (headers: Record<string, string>) =>
    JSON.parse((await callApi(world.app.port, 'account.me', { type: 'query', headers })).body).result.data;
  expect((await asked({ ...framed(token), cookie: both })).personId).not.toBe(lms.district.admin.id);
  expect((await asked({ cookie: both })).personId).toBe(lms.district.admin.id);
});

test('[E04] [D08] an address that somebody else has verified is no account of whoever is launched with it', async () => {
  const lms = await makeRegisteredLms(world);
  const { client, id } = lms.district.admin;
  world.lms.changePerson(lms.school.slug, lms.school.pupil.id, { email: lms.district.admin.email });
  const token = await launched(lms);
  const me = await whoInFrame(world.app, token);
  expect(me).toMatchObject({ emails: [], isAdmin: false });
  expect(me?.personId).not.toBe(id);
  expect((await client.account.me.query())?.personId).toBe(id);
});

test('[E04] an invite of an address waits for its owner: a launch that says the address sees none of other licences', async () => {
  const lms = await makeRegisteredLms(world);
  const other = await makeRegisteredLms(world);
  const email = lms.school.pupil.email ?? '';
  await addPeople(other.district.admin.client, other.district.licenseId, email);
  const token = await launched(lms);
  const inbox = JSON.parse((await callFramed(world.app, token, 'invite.inbox')).body).result.data;
  expect(inbox.entries.map((entry: { licenseId: string }) => entry.licenseId)).toEqual([
    lms.district.licenseId,
  ]);
});

test('[I12] [LAUNCH-3] switched off, a registration ends its launches: no call, no frame, no open line', async () => {
  const lms = await makeRegisteredLms(world);
  const token = await launched(lms);
  const socket = openFramed(token);
  await until(() => expect(socket.inboxes).toHaveLength(1));
  const { client } = lms.district.admin;
  await client.lms.changePlatform.mutate({
    licenseId: lms.district.licenseId,
    platformId: lms.platformId,
    change: { what: 'switch', isOn: false },
    requestId: crypto.randomUUID(),
  });
  expect(await whoInFrame(world.app, token)).toBeNull();
  await until(() => expect(socket.raw.connected).toBe(false));
  const page = await rawRequest(world.app.port, {
    path: `/lti/app/${lms.platformId}/`,
    headers: framed(token),
  });
  expect(page.status).toBe(401);
  expect(page.body).toContain('Open it again from your course');
  socket.close();
});

test('[LAUNCH-3] [FEATURE-3] a seat that ends takes the features, live and on the server, and leaves the page', async () => {
  const lms = await makeRegisteredLms(world);
  const token = await launched(lms);
  using socket = openFramed(token);
  await until(() => expect(socket.lastInbox().entries).toMatchObject([{ state: 'accepted' }]));
  const { licenseId, admin } = lms.district;
  const row = await getRow(admin.client, licenseId, lms.school.pupil.email ?? '');
  await admin.client.member.remove.mutate(click(licenseId, row));
  await until(() =>
    expect(socket.lastInbox().entries.filter(({ state }) => state === 'accepted')).toEqual([]),
  );
  const refused = await callFramed(world.app, token, 'document.comments');
  expect(refusalIn(refused)?.code).toBe('FEATURE_LOCKED');
  expect(await whoInFrame(world.app, token)).not.toBeNull();
});

test('[LAUNCH-3] signing out of a frame ends that launch, and nothing else', async () => {
  const lms = await makeRegisteredLms(world);
  const token = await launched(lms);
  const second = await launched(lms);
  const answer = await callFramed(world.app, token, 'account.signOut', 'mutation');
  expect(String(answer.headers['set-cookie'])).toContain('__Host-rollcall-lti=;');
  expect(await whoInFrame(world.app, token)).toBeNull();
  expect(await whoInFrame(world.app, second)).not.toBeNull();
});

test('[E02] [LAUNCH-3] the next launch in a browser ends the one before, also that of another pupil', async () => {
  const lms = await makeRegisteredLms(world);
  const browser = new CookieBrowser();
  const { pupil, withoutEmail } = lms.school;
  const tokens: string[] = [];
  for (const { id } of [pupil, pupil, withoutEmail]) {
    await openAssignment(world, lms, id, browser);
    tokens.push(launchToken(browser) ?? '');
  }
  const who = await Promise.all(tokens.map((token) => whoInFrame(world.app, token)));
  expect(who).toEqual([null, null, expect.objectContaining({ emails: [] })]);
});

test('[LAUNCH-3] an open line of another pupil at the same computer closes at once', async () => {
  const lms = await makeRegisteredLms(world);
  const browser = new CookieBrowser();
  await openAssignment(world, lms, lms.school.pupil.id, browser);
  using socket = openFramed(launchToken(browser) ?? '');
  await until(() => expect(socket.inboxes).toHaveLength(1));
  await openAssignment(world, lms, lms.school.withoutEmail.id, browser);
  await until(() => expect(socket.notices).toMatchObject([{ reason: 'signed_out' }]));
});

test('[E04] a session opens the frame of its own registration only', async () => {
  const lms = await makeRegisteredLms(world);
  const other = await makeRegisteredLms(world);
  const token = await launched(lms);
  const path = `/lti/app/${other.platformId}/`;
  expect((await rawRequest(world.app.port, { path, headers: framed(token) })).status).toBe(401);
});

function openFramed(token: string) {
  return openSocket(world.app.port, null, { headers: framed(token), auth: { session: 'lti' } });
}
