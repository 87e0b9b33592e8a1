import type { RunningApp } from '@rollcall/server/app.ts';
import { memberWords } from '@rollcall/web/words/parts/members.ts';
import { waitingWords } from '@rollcall/web/words/parts/waiting.ts';
import { expect, it } from 'vitest';
import { makeDistrict } from '../_kit/district.ts';
import type { Windows } from '../_kit/windows.ts';
import { withBrowser } from '../_kit/with-browser.ts';

let app: RunningApp;
let windows: Windows;

withBrowser(
  {
    allow: [
      /404/,
      /Failed to fetch dynamically imported module/,
      /ERR_INTERNET_DISCONNECTED/,
      /PartNotLoaded/,
    ],
  },
  (browser) => {
    ({ app, windows } = browser);
  },
);

it('[F20] a page of an older version, whose parts are gone, loads itself anew and goes on where it was', async () => {
  const district = await makeDistrict(app);
  const { page } = await windows.open(app.port, district.admin);
  await page.goto(`/admin/licenses/${district.licenseId}`);
  await page.getByRole('heading', { level: 1, name: /^License/ }).waitFor();

  let gone = 0;
  await page.route(/users-page.*\.js$/, (route) => {
    gone += 1;
    return gone === 1 ? route.fulfill({ status: 404 }) : route.continue();
  });
  await page.getByRole('link', { name: memberWords.users.heading, exact: true }).click();
  await page.getByText(memberWords.users.empty.title).waitFor();
  expect(gone).toBeGreaterThan(1);
  expect(page.url()).toContain('/users');
});

it('[LIVE-9] without a connection a page that was never opened says so, and opens by itself when it is back', async () => {
  const district = await makeDistrict(app);
  const { page, context } = await windows.open(app.port, district.admin);
  await page.goto(`/admin/licenses/${district.licenseId}`);
  await page.getByRole('heading', { level: 1, name: /^License/ }).waitFor();

  await context.setOffline(true);
  await page.getByRole('link', { name: memberWords.users.heading, exact: true }).click();
  await page.getByText(waitingWords.title).waitFor();
  await page.getByRole('heading', { level: 1, name: /^License/ }).waitFor();
  await context.setOffline(false);
  await page.getByText(memberWords.users.empty.title).waitFor();
  expect(page.url()).toContain('/users');
});

it('[F20] a part that is gone is not there; any other path of the dashboard is its page', async () => {
  const origin = `http://127.0.0.1:${app.port}`;
  expect((await fetch(`${origin}/admin/assets/users-page-00000000.js`)).status).toBe(404);
  expect((await fetch(`${origin}/admin/licenses/anything`)).headers.get('content-type')).toContain(
    'text/html',
  );
});
