import { expect, test } from 'vitest';
import { rawRequest } from '../_kit/http.ts';
import { beginLaunch } from '../_kit/lms.ts';
import { countLaunched, makeRegisteredLms } from '../_kit/registered-lms.ts';
import { type LmsWorld, withLms } from '../_kit/with-lms.ts';

let world: LmsWorld;
withLms({}, (started) => {
  world = started;
});

const form = { 'content-type': 'application/x-www-form-urlencoded' };

test.each(['continue', 'place'])(
  '[D02] a foreign page cannot press a button of a launch: %s',
  async (verb) => {
    const lms = await makeRegisteredLms(world);
    const post = (origin: string) =>
      rawRequest(world.app.port, {
        method: 'POST',
        path: `/lti/${lms.platformId}/${verb}`,
        headers: { ...form, origin },
        body: 'ticket=x',
      });
    expect((await post('https://evil.example')).status).toBe(403);
    expect((await post('null')).status).toBe(403);
    expect((await post(`http://127.0.0.1:${world.app.port}`)).body).toContain('too old');
  },
);

test('[D02] a registration is pressed on a page of ours; looking at it from anywhere changes nothing', async () => {
  const path = '/lti/register/some-token';
  const body = new URLSearchParams({ openid_configuration: 'https://lms.example/config' }).toString();
  const post = (origin: string) =>
    rawRequest(world.app.port, { method: 'POST', path, headers: { ...form, origin }, body });
  expect((await post('https://evil.example')).status).toBe(403);
  expect((await post(`http://127.0.0.1:${world.app.port}`)).status).toBe(404);
});

test.each([
  ['JSON', 'application/json'],
  ['text', 'text/plain'],
  ['nothing', ''],
])('[D02] a launch is a form: as %s it is not read', async (_what, type) => {
  const lms = await makeRegisteredLms(world);
  const pending = await beginLaunch(world.lms, lms.school.slug, {
    person: lms.school.pupil.id,
    assignmentId: lms.link.id,
  });
  const cookie = [...pending.browser.cookiesOf('localhost')].map(([name, value]) => `${name}=${value}`);
  const answer = await rawRequest(world.app.port, {
    method: 'POST',
    path: `/lti/${lms.platformId}/launch`,
    headers: {
      ...(type === '' ? {} : { 'content-type': type }),
      cookie: cookie.join('; '),
      origin: new URL(lms.school.issuer).origin,
    },
    body: new URLSearchParams(pending.form.fields).toString(),
  });
  expect(answer.status).toBe(400);
  expect(await countLaunched(world, lms)).toBe(0);
});

test('[D02] no page of a launch is for a host that is not ours, and no GET launches', async () => {
  const lms = await makeRegisteredLms(world);
  const path = `/lti/${lms.platformId}/launch`;
  const foreign = { ...form, host: 'evil.example' };
  const posted = await rawRequest(world.app.port, { method: 'POST', path, headers: foreign, body: '' });
  expect(posted.status).toBe(403);
  expect((await rawRequest(world.app.port, { path })).status).toBe(404);
});

test('[LAUNCH-3] what others wrote is text on our pages, and no part of their headers', async () => {
  const lms = await makeRegisteredLms(world);
  const answer = await rawRequest(world.app.port, {
    path: `/lti/${lms.platformId}/login?iss=x`,
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(answer.status).toBe(400);
  expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
  expect(answer.headers['referrer-policy']).toBe('strict-origin');
});

test('[LAUNCH-1] our keys are published, without their private halves, and the same on every server', async () => {
  const { platformId } = await makeRegisteredLms(world);
  const { headers, body } = await rawRequest(world.app.port, { path: `/lti/${platformId}/jwks` });
  expect(headers['content-type']).toContain('application/json');
  const { keys } = JSON.parse(body) as { keys: Record<string, unknown>[] };
  expect(keys.length).toBeGreaterThan(0);
  for (const key of keys) expect(Object.keys(key).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
});
