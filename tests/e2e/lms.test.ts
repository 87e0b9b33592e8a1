import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commentWords } from '@rollcall/app-shell/words/en-document.ts';
import { menuWords } from '@rollcall/app-shell/words/en-menu.ts';
import { accountWords } from '@rollcall/client/words/en-account.ts';
import { createSandbox } from '@rollcall/sandbox/sandbox.ts';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { blockThirdPartyCookies, keepNothingInFrames } from '../_kit/block-third-party-cookies.ts';
import { expectAccessible } from '../_kit/browser.ts';
import { builtApps } from '../_kit/built-apps.ts';
import { DashboardScreen } from '../_kit/dashboard-screen.ts';
import { envOfSandbox } from '../_kit/env-of-sandbox.ts';
import { makeRegisteredLms, type RegisteredLms } from '../_kit/registered-lms.ts';
import { Windows } from '../_kit/windows.ts';
import type { LmsWorld } from '../_kit/with-lms.ts';

let world: Pick<LmsWorld, 'app' | 'lms' | 'sandbox'>;
let windows: Windows;
beforeAll(async () => {
  await using opening = new AsyncDisposableStack();
  const sandbox = await createSandbox({ port: 0, dnsPort: 0, file: ':memory:', empty: true });
  opening.defer(() => sandbox.stop());
  const app = opening.use(
    await startApp({ webRoot: await builtApps(), ...envOfSandbox(sandbox), demo: false }),
  );
  windows = await Windows.launch();
  opening.defer(() => windows.quit());
  world = { app, sandbox, lms: sandbox.lms };
  const opened = opening.move();
  return () => opened.disposeAsync();
});
// A page that says no is answered as one, and browsers write that down.
afterEach(() => windows.closeAll([/status of 40\d/]));

/** The course's page as somebody of it sees it, in a browser that keeps no third-party cookies. */
async function inCourse(
  lms: RegisteredLms,
  name: RegExp,
  viewport: 'wide' | 'phone' = 'wide',
): Promise<Page> {
  const { page } = await windows.open(world.sandbox.port, null, viewport);
  await blockThirdPartyCookies(page);
  await page.goto(`/lms/${lms.school.slug}`);
  await page.getByRole('button', { name }).click();
  await page.getByRole('link', { name: lms.school.course.title }).click();
  return page;
}

const frameOf = (page: Page) => page.frameLocator('iframe');

/** Says which cookies it was sent, and sets two: one for every page that embeds it, one for this page alone. */
async function startCookieMirror(): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer((request, response) => {
    response.setHeader('set-cookie', [
      'plain=1; Path=/; Secure; SameSite=None',
      'parted=1; Path=/; Secure; SameSite=None; Partitioned',
    ]);
    response.setHeader('content-type', 'text/html').end(`<p>${request.headers.cookie ?? 'none'}</p>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test.each([
  { blocked: false, sent: ['parted=1', 'plain=1'] },
  { blocked: true, sent: ['parted=1'] },
])(
  'with third-party cookies blocked ($blocked), a page in a page is sent $sent: the tests below rest on it',
  async ({ blocked, sent }) => {
    await using mirror = await startCookieMirror();
    const { page } = await windows.open(world.sandbox.port, null);
    if (blocked) await blockThirdPartyCookies(page);
    await page.goto('/lms');
    const seen = async () => {
      await page.evaluate((url) => {
        document.querySelector('iframe')?.remove();
        const frame = document.createElement('iframe');
        frame.src = url;
        document.body.append(frame);
      }, mirror.url);
      const text = await frameOf(page).locator('p').textContent();
      return text?.split('; ').toSorted();
    };
    await seen();
    expect(await seen()).toEqual(sent);
  },
);

test('[LAUNCH-2] [LAUNCH-3] a pupil opens the assignment inside the course: Accepted in the open dashboard, features on', async () => {
  const lms = await makeRegisteredLms(world);
  const { district, school } = lms;
  const admin = await windows.open(world.app.port, district.admin);
  const dashboard = new DashboardScreen(admin.page, district.licenseId);
  await dashboard.openUsers();

  const pupil = await inCourse(lms, /Pia Example/);
  await pupil.getByRole('link', { name: lms.link.title }).click();
  const app = frameOf(pupil);
  await app.getByRole('textbox', { name: commentWords.label }).waitFor();
  await dashboard.waitForStatus(school.pupil.email ?? '', 'accepted');
  await app.getByText(lms.school.course.title).first().waitFor();

  await app.getByRole('button', { name: menuWords.open }).click();
  const items = await app.getByRole('menuitem').allTextContents();
  expect(items).toEqual([accountWords.launch.close]);
  await pupil.keyboard.press('Escape');
  await app.getByRole('textbox', { name: commentWords.label }).fill('Rain comes from clouds.');
  await app.getByRole('button', { name: commentWords.add }).click();
  await app.getByText('Rain comes from clouds.').waitFor();
});

test('[LAUNCH-3] [I12] it fits a narrow frame; switched off by an admin, the assignment closes there, live', async () => {
  const lms = await makeRegisteredLms(world);
  const pupil = await inCourse(lms, /Nora Example/, 'phone');
  await pupil.getByRole('link', { name: lms.link.title }).click();
  const app = frameOf(pupil);
  await app.getByRole('textbox', { name: commentWords.label }).waitFor();
  const frame = pupil.frames().find((one) => one.url().includes('/lti/app/'));
  if (frame === undefined) throw new Error('No frame of ours');
  const over = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over).toBeLessThanOrEqual(0);

  const { client } = lms.district.admin;
  const { licenseId } = lms.district;
  await client.lms.changePlatform.mutate({
    licenseId,
    platformId: lms.platformId,
    change: { what: 'switch', isOn: false },
    requestId: crypto.randomUUID(),
  });
  await app.getByRole('heading', { name: accountWords.launch.endedTitle }).waitFor();
});

test('[LAUNCH-2] a browser that keeps nothing in frames: the assignment opens in a tab of its own', async () => {
  const lms = await makeRegisteredLms(world);
  const pupil = await inCourse(lms, /Pia Example/);
  await keepNothingInFrames(pupil);
  await pupil.getByRole('link', { name: lms.link.title }).click();
  const offer = frameOf(pupil).getByRole('link', { name: 'Open in a new tab' });
  await offer.waitFor();
  const [tab] = await Promise.all([pupil.waitForEvent('popup'), offer.click()]);
  await tab.getByRole('textbox', { name: commentWords.label }).waitFor();
  expect(new URL(tab.url()).pathname).toBe(`/lti/app/${lms.platformId}/`);
  await expectAccessible(tab);
});

test('[LAUNCH-2] who has no seat reads whom to ask, in the frame', async () => {
  const lms = await makeRegisteredLms(world, { studentSeats: 0 });
  const pupil = await inCourse(lms, /Pia Example/, 'phone');
  await pupil.getByRole('link', { name: lms.link.title }).click();
  const page = frameOf(pupil);
  await page.getByRole('heading', { name: 'There is no seat left for you' }).waitFor();
  expect(await page.locator('main').textContent()).toContain('Please ask A test.');
});
