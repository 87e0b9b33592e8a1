import { badLaunches, goodLaunches } from '@rollcall/sandbox/lms/launch/launch-variants.ts';
import { expect, test } from 'vitest';
import { CookieBrowser } from '../_kit/cookie-browser.ts';
import { launchCookie, launchToken, openAssignment, whoInFrame } from '../_kit/launched.ts';
import { beginLaunch, completeLaunch, forged } from '../_kit/lms.ts';
import { countLaunched, makeRegisteredLms, type RegisteredLms } from '../_kit/registered-lms.ts';
import { type LmsWorld, withLms } from '../_kit/with-lms.ts';

let world: LmsWorld;
withLms({}, (started) => {
  world = started;
});

const begin = (lms: RegisteredLms, person: string, browser = new CookieBrowser()) =>
  beginLaunch(world.lms, lms.school.slug, { person, assignmentId: lms.link.id }, { browser });

test('[LAUNCH-2] a pupil presses the link in the course and is in the app, known by a cookie of the frame alone', async () => {
  const lms = await makeRegisteredLms(world);
  const browser = new CookieBrowser('partitioned');
  const page = await openAssignment(world, lms, lms.school.pupil.id, browser);
  expect(page.url.href).toBe(`${lms.origin}/lti/app/${lms.platformId}/`);
  expect([...browser.cookiesOf('localhost').keys()]).toEqual([launchCookie]);
  const me = await whoInFrame(world.app, launchToken(browser) ?? '');
  expect(me).toMatchObject({ emails: [], isAdmin: false });
});

test('[LAUNCH-3] the app may be framed by the system whose launch it was, and by nobody else', async () => {
  const lms = await makeRegisteredLms(world);
  const page = await openAssignment(world, lms, lms.school.pupil.id);
  const policy = String(page.headers['content-security-policy']);
  const system = new URL(lms.school.issuer).origin;
  expect(policy.split(';')).toContain(`frame-ancestors 'self' ${system}`);
  expect(page.headers).not.toHaveProperty('x-frame-options');
});

test('[LAUNCH-2] cookies of a launch are bound to host, path and frame, and out of reach of scripts', async () => {
  const lms = await makeRegisteredLms(world);
  const pending = await begin(lms, lms.school.pupil.id);
  const { state = '', id_token = '' } = pending.form.fields;
  const kept = [...pending.browser.cookiesOf('localhost')].map(([name, value]) => `${name}=${value}`);
  const answer = await fetch(pending.form.action, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: kept.join('; '), origin: new URL(lms.school.issuer).origin },
    body: new URLSearchParams({ state, id_token }),
  });
  const cookie = answer.headers.getSetCookie().find((text) => text.startsWith(`${launchCookie}=`)) ?? '';
  for (const part of ['Path=/', 'HttpOnly', 'Secure', 'Partitioned', 'SameSite=None'])
    expect(cookie.split('; ')).toContain(part);
});

test.each(Object.entries(badLaunches))(
  '[D01] [LAUNCH-1] refused before anything is written: %s',
  async (_name, variant) => {
    const lms = await makeRegisteredLms(world);
    const other = await makeRegisteredLms(world);
    const pending = await begin(lms, lms.school.pupil.id);
    const bent = forged(
      world.lms,
      pending,
      variant.bend({ claims: pending.claims, foreignDeploymentId: other.deploymentId }),
    );
    const page = await completeLaunch(bent, lms.school.issuer);
    expect(page.url.pathname).toBe(`/lti/${lms.platformId}/launch`);
    expect(page.body).toContain('<h1>');
    expect(launchToken(pending.browser)).toBeNull();
    expect(await countLaunched(world, lms)).toBe(0);
    expect(await countLaunched(world, other)).toBe(0);
  },
);

test.each(Object.entries(goodLaunches))('[LAUNCH-1] taken from a pupil: %s', async (_name, variant) => {
  const lms = await makeRegisteredLms(world);
  const pending = await begin(lms, lms.school.pupil.id);
  const bent = forged(world.lms, pending, variant.bend({ claims: pending.claims, foreignDeploymentId: '' }));
  const page = await completeLaunch(bent, lms.school.issuer);
  expect(page.status).not.toBe(400);
  expect(await countLaunched(world, lms)).toBeGreaterThan(0);
});

test.each(Object.entries(goodLaunches))('[LAUNCH-1] taken from a teacher: %s', async (_name, variant) => {
  const lms = await makeRegisteredLms(world);
  const pending = await begin(lms, lms.school.teacher.id);
  const bent = forged(world.lms, pending, variant.bend({ claims: pending.claims, foreignDeploymentId: '' }));
  const page = await completeLaunch(bent, lms.school.issuer);
  expect(page.status).toBe(200);
  expect(launchToken(pending.browser)).toBeNull();
});

test('[D01] a launch works once: the same token, posted again, is refused', async () => {
  const lms = await makeRegisteredLms(world);
  const pending = await begin(lms, lms.school.pupil.id);
  const cookies = [...pending.browser.cookiesOf('localhost')].map(([name, value]) => `${name}=${value}`);
  const post = () =>
    fetch(pending.form.action, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: cookies.join('; ') },
      body: new URLSearchParams(pending.form.fields),
    });
  const answers = await Promise.all([post(), post(), post()]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 400, 400]);
});

test('[D01] a state of another browser, or of another registration, opens nothing', async () => {
  const lms = await makeRegisteredLms(world);
  const other = await makeRegisteredLms(world);
  const mine = await begin(lms, lms.school.pupil.id);
  const theirs = await begin(lms, lms.school.withoutEmail.id);
  const elsewhere = await begin(other, other.school.pupil.id);

  const forced = { ...theirs, browser: mine.browser };
  expect((await completeLaunch(forced, lms.school.issuer)).body).toContain('Open this in a tab of its own');
  const swapped = {
    ...mine,
    form: { ...mine.form, fields: { ...mine.form.fields, state: theirs.form.fields.state ?? '' } },
  };
  expect((await completeLaunch(swapped, lms.school.issuer)).body).toContain('cannot be opened twice');
  const crossed = { ...elsewhere, form: { ...elsewhere.form, action: mine.form.action } };
  expect((await completeLaunch(crossed, lms.school.issuer)).body).toContain('too old');
  expect(launchToken(mine.browser)).toBeNull();
  expect(await countLaunched(world, lms)).toBe(0);
});

test('[LAUNCH-2] a browser that keeps no cookies in frames is offered a tab of its own, where the login begins anew', async () => {
  const lms = await makeRegisteredLms(world);
  const page = await openAssignment(world, lms, lms.school.pupil.id, new CookieBrowser('none'));
  expect(page.status).toBe(200);
  const href = /<a class="button" href="([^"]+)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(href).toMatch(new RegExp(`^/lti/${lms.platformId}/login\\?`));
  expect(await countLaunched(world, lms)).toBe(0);
});

test('[D01] keys that are rotated are found; a key that was taken back is refused', async () => {
  const lms = await makeRegisteredLms(world);
  const old = await begin(lms, lms.school.pupil.id);
  world.lms.rotateKeys(lms.school.slug, { keepOld: false });
  const page = await openAssignment(world, lms, lms.school.withoutEmail.id);
  expect(page.url.pathname).toBe(`/lti/app/${lms.platformId}/`);
  expect((await completeLaunch(old, lms.school.issuer)).status).toBe(400);
});

test.each(['off', 'nobody'])('[LAUNCH-2] a registration that is %s begins no login', async (which) => {
  const lms = await makeRegisteredLms(world, { state: 'off' });
  const id = which === 'off' ? lms.platformId : crypto.randomUUID();
  const query = new URLSearchParams({ iss: lms.school.issuer, login_hint: 'x', target_link_uri: 'x' });
  const answer = await fetch(`${lms.origin}/lti/${id}/login?${query}`, { redirect: 'manual' });
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('not connected to Rollcall');
});

test('[LAUNCH-2] a login that names another issuer or another tool goes nowhere', async () => {
  const lms = await makeRegisteredLms(world);
  const good = { iss: lms.school.issuer, login_hint: 'x', target_link_uri: 'x', client_id: lms.clientId };
  const statusOf = async (change: Record<string, string>) => {
    const query = new URLSearchParams({ ...good, ...change });
    return (await fetch(`${lms.origin}/lti/${lms.platformId}/login?${query}`, { redirect: 'manual' })).status;
  };
  expect(await statusOf({})).toBe(303);
  expect(await statusOf({ iss: 'https://elsewhere.example' })).toBe(400);
  expect(await statusOf({ client_id: 'another' })).toBe(400);
});
