import { expect, test } from 'vitest';
import { CookieBrowser, formOn } from '../_kit/cookie-browser.ts';
import { makeDistrict } from '../_kit/district.ts';
import { launchToken } from '../_kit/launched.ts';
import { launchAs, makeLmsSchool, registerDynamically } from '../_kit/lms.ts';
import { type LmsWorld, withLms } from '../_kit/with-lms.ts';

let world: LmsWorld;
withLms({}, (started) => {
  world = started;
});

/** A licence with a draft, its registration address, and a system to register it in. */
async function invited() {
  const district = await makeDistrict(world.app, { type: 'teacher' });
  const { licenseId } = district;
  const { lms } = district.admin.client;
  const draft = await lms.addPlatform.mutate({ licenseId, name: 'Ours', requestId: crypto.randomUUID() });
  const invitation = await lms.invite.mutate({
    licenseId,
    platformId: draft.id,
    requestId: crypto.randomUUID(),
  });
  // The system's own page is another site: addresses of ours are of `localhost` there.
  const registrationUrl = invitation.registrationUrl.replace('127.0.0.1', 'localhost');
  return {
    district,
    licenseId,
    lms,
    platformId: draft.id,
    registrationUrl,
    school: makeLmsSchool(world.lms),
  };
}

test('[LAUNCH-5] the address shows what would be connected, registers by its button, once, and launches work', async () => {
  const { lms, licenseId, platformId, registrationUrl, school } = await invited();
  const page = await registerDynamically(world.lms, school.slug, registrationUrl);
  expect(page.status).toBe(200);
  expect(page.body).toContain(new URL(school.issuer).host);
  expect((await lms.get.query({ licenseId })).platforms).toMatchObject([{ state: 'draft' }]);

  const browser = new CookieBrowser();
  const done = await browser.post(formOn(page), registrationUrl);
  expect(done.body).toContain('Connected');
  expect(done.headers['cross-origin-opener-policy']).toBe('unsafe-none');
  const [platform] = (await lms.get.query({ licenseId })).platforms;
  expect(platform).toMatchObject({
    id: platformId,
    state: 'active',
    registered: { issuer: school.issuer, how: 'by_url' },
    invitationEndsAt: null,
  });
  const again = await browser.post(formOn(page), registrationUrl);
  expect([again.status, again.body.includes('no longer valid')]).toEqual([404, true]);
  expect((await registerDynamically(world.lms, school.slug, registrationUrl)).status).toBe(404);

  const [tool] = world.lms.listTools(school.slug);
  const [deployment] = world.lms.listDeployments(school.slug, tool?.clientId ?? '');
  const courseId = school.course.id;
  const wish = { person: school.teacher.id, courseId, deploymentId: deployment?.id ?? '' };
  const teacher = await launchAs(world.lms, school.slug, wish, { browser });
  expect(teacher.body).toContain('Say who you are in Rollcall');
  expect(launchToken(browser)).toBeNull();
});

test.each([
  ['server_error', 'does not answer'],
  ['not_json', 'does not understand'],
  ['forbidden', 'refused the registration'],
  ['moved', 'does not answer'],
] as const)(
  '[LAUNCH-5] a system that answers %s changes nothing, and the page says what to do',
  async (kind, words) => {
    const { lms, licenseId, registrationUrl, school } = await invited();
    const page = await registerDynamically(world.lms, school.slug, registrationUrl);
    world.lms.setFault({ workspace: school.slug, endpoint: 'configuration', kind, when: { next: 1 } });
    const browser = new CookieBrowser();
    const failed = await browser.post(formOn(page), registrationUrl);
    expect(failed.body).toContain(words);
    expect((await lms.get.query({ licenseId })).platforms).toMatchObject([{ state: 'draft' }]);
    expect((await browser.post(formOn(page), registrationUrl)).body).toContain('Connected');
  },
);

test('[D03] a registration leads this server to no machine of its own network', async () => {
  const { lms, licenseId, registrationUrl } = await invited();
  const ports = [world.app.port, 80];
  for (const port of ports) {
    const browser = new CookieBrowser();
    const address = new URL(registrationUrl);
    address.searchParams.set(
      'openid_configuration',
      `https://127.0.0.1:${port}/.well-known/openid-configuration`,
    );
    const page = await browser.get(address);
    expect((await browser.post(formOn(page), registrationUrl)).body).toContain('does not answer');
  }
  expect((await lms.get.query({ licenseId })).platforms).toMatchObject([{ state: 'draft' }]);
});

test('[LAUNCH-5] opened by hand, the address says where it belongs', async () => {
  const { registrationUrl } = await invited();
  const page = await new CookieBrowser().get(registrationUrl);
  expect(page.body).toContain('Open this from your learning management system');
});
