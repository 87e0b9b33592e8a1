import { commentWords } from '@rollcall/app-shell/words/en-document.ts';
import { createSandbox } from '@rollcall/sandbox/sandbox.ts';
import { lmsConnectWords } from '@rollcall/web/words/parts/lms-connect.ts';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { blockThirdPartyCookies } from '../_kit/block-third-party-cookies.ts';
import { expectAccessible } from '../_kit/browser.ts';
import { builtApps } from '../_kit/built-apps.ts';
import { makeDistrict, type TestPerson } from '../_kit/district.ts';
import { envOfSandbox } from '../_kit/env-of-sandbox.ts';
import { type LmsSchool, makeLmsSchool } from '../_kit/lms.ts';
import { until } from '../_kit/socket.ts';
import { Windows } from '../_kit/windows.ts';
import type { LmsWorld } from '../_kit/with-lms.ts';

let world: Pick<LmsWorld, 'app' | 'lms' | 'sandbox'>;
let windows: Windows;
beforeAll(async () => {
  await using opening = new AsyncDisposableStack();
  const sandbox = await createSandbox({ port: 0, dnsPort: 0, file: ':memory:', empty: true });
  opening.defer(() => sandbox.stop());
  const env = { webRoot: await builtApps(), ...envOfSandbox(sandbox), demo: false };
  const app = opening.use(await startApp(env));
  windows = await Windows.launch();
  opening.defer(() => windows.quit());
  world = { app, sandbox, lms: sandbox.lms };
  const opened = opening.move();
  return () => opened.disposeAsync();
});
afterEach(() => windows.closeAll());

/** Somebody of the school in the system, who is perhaps also signed in to Rollcall in the same browser. */
async function inSystem(school: LmsSchool, name: RegExp, account: TestPerson | null = null): Promise<Page> {
  const { page, context } = await windows.open(world.sandbox.port, null);
  if (account !== null) {
    const url = `http://localhost:${world.app.port}`;
    await context.addCookies([{ name: 'rollcall', value: account.token, url, httpOnly: true }]);
  }
  await blockThirdPartyCookies(page);
  await page.goto(`/lms/${school.slug}`);
  await page.getByRole('button', { name }).click();
  return page;
}

const frameOf = (page: Page) => page.frameLocator('iframe');

test('[LAUNCH-5] [LMS-6] from nothing to a class on the licence: registered by address, connected, placed, opened', async () => {
  const district = await makeDistrict(world.app, { type: 'teacher' });
  const school = makeLmsSchool(world.lms, district.domain);
  const { licenseId, admin } = district;
  const { lms } = admin.client;
  const draft = await lms.addPlatform.mutate({ licenseId, name: 'Ours', requestId: crypto.randomUUID() });
  const asked = { licenseId, platformId: draft.id, requestId: crypto.randomUUID() };
  const { registrationUrl } = await lms.invite.mutate(asked);

  const teacher = await inSystem(school, /Tessa Example/, admin);
  await teacher.getByRole('link', { name: 'Tools', exact: true }).click();
  const address = registrationUrl.replace('127.0.0.1', 'localhost');
  await teacher.getByRole('textbox', { name: 'Registration URL' }).fill(address);
  await teacher.getByRole('button', { name: 'Register', exact: true }).first().click();
  await frameOf(teacher).getByRole('button', { name: 'Connect', exact: true }).click();
  await teacher.getByRole('heading', { name: '1 tool' }).waitFor();

  await teacher.getByRole('link', { name: 'Courses', exact: true }).click();
  await teacher.getByRole('link', { name: school.course.title }).click();
  await teacher.getByRole('link', { name: 'Rollcall' }).click();
  const [connecting] = await Promise.all([
    teacher.waitForEvent('popup'),
    frameOf(teacher).getByRole('link', { name: 'Connect with your Rollcall account' }).click(),
  ]);
  await connecting.getByRole('button', { name: lmsConnectWords.lmsConnect.connect, exact: true }).click();
  await until(async () => expect((await lms.get.query({ licenseId })).teachers).toHaveLength(1));
  await connecting.close();

  await frameOf(teacher).getByRole('button', { name: 'Continue' }).click();
  await frameOf(teacher).getByRole('textbox', { name: 'Name of the assignment' }).fill('Clouds');
  await frameOf(teacher).getByRole('button', { name: 'Add to the course' }).click();
  await teacher.getByRole('status').getByText('Clouds').waitFor();

  const pupil = await inSystem(school, /Nora Example/);
  await pupil.getByRole('link', { name: school.course.title }).click();
  await pupil.getByRole('link', { name: 'Clouds' }).click();
  await frameOf(pupil).getByRole('textbox', { name: commentWords.label }).waitFor();

  await teacher.getByRole('link', { name: 'Clouds' }).click();
  await frameOf(teacher).getByText('Students with a seat').waitFor();
  // Three pupils; teachers, assistants and the test student take no seat.
  await until(async () =>
    expect((await lms.get.query({ licenseId })).assignments).toMatchObject([{ title: 'Clouds', people: 3 }]),
  );
  // In a frame both pages have a main part; by itself ours has to be whole.
  const [tab] = await Promise.all([
    teacher.waitForEvent('popup'),
    teacher.getByRole('link', { name: 'Open in a new tab' }).click(),
  ]);
  await tab.getByText('Students with a seat').waitFor();
  await expectAccessible(tab);
}, 90_000);
