import type { RunningApp } from '@rollcall/server/app.ts';
import { indexWholeLicense } from '@rollcall/server/search-index/index-license.ts';
import { memberWords } from '@rollcall/web/words/parts/members.ts';
import { runWords } from '@rollcall/web/words/parts/runs.ts';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { addressOf, fillLicense } from '../_kit/big-license.ts';
import { expectAccessible } from '../_kit/browser.ts';
import { builtApps } from '../_kit/built-apps.ts';
import { DashboardScreen } from '../_kit/dashboard-screen.ts';
import { openDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { Windows } from '../_kit/windows.ts';

const people = 100_000;
const words = memberWords.users;
let app: RunningApp;
let windows: Windows;
let district: TestDistrict;
const database = openDatabase();

beforeAll(async () => {
  app = await startApp({ webRoot: await builtApps() });
  windows = await Windows.launch();
  district = await makeDistrict(app, { staffSeats: null, studentSeats: null });
  const place = { districtId: district.id, licenseId: district.licenseId };
  await fillLicense(database, place, district.domain, people);
  await indexWholeLicense(app.context.db, place);
}, 120_000);
afterEach(() => windows.closeAll());
afterAll(async () => {
  await windows.quit();
  await app.stop();
  await database.end();
});

async function openList(): Promise<{ page: Page; dashboard: DashboardScreen }> {
  const { page } = await windows.open(app.port, district.admin);
  // Nothing here is about speed, and the machine may be busy with much else.
  page.setDefaultTimeout(20_000);
  const dashboard = new DashboardScreen(page, district.licenseId);
  await dashboard.openUsers();
  await dashboard.row(address(people)).waitFor();
  return { page, dashboard };
}

const address = (number: number) => addressOf(number, district.domain);
const rowNumber = (page: Page, number: number) =>
  page
    .locator('[data-member]')
    .filter({ hasText: address(number) })
    .getAttribute('aria-rowindex');

it('[LIST-9] scrolls through a hundred thousand people: to the end, to the middle, and by keyboard', async () => {
  const { page, dashboard } = await openList();
  expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(people + 1));
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await dashboard.row(address(1)).waitFor();
  // The newest is row 2, behind the head; the oldest is the last.
  expect(await rowNumber(page, 1)).toBe(String(people + 1));
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2));
  await page.locator(`[data-member][aria-rowindex="${people / 2}"]`).waitFor();
  const middle = await page.locator(`[data-member][aria-rowindex="${people / 2}"]`).textContent();
  expect(middle).toContain(address(people / 2 + 2));

  await page.locator('[data-member]').first().focus();
  await page.keyboard.press('Home');
  await dashboard.row(address(people)).waitFor();
  await page.locator(`[data-member]:focus`, { hasText: address(people) }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.locator(`[data-member]:focus`, { hasText: address(people - 2) }).waitFor();
  await page.keyboard.press('End');
  await page.locator(`[data-member]:focus`, { hasText: address(1) }).waitFor();
});

it('[LIST-2] [LIST-12] searches, filters and sorts all of them, and the address of the page brings it back', async () => {
  const { page, dashboard } = await openList();
  await page.getByRole('textbox', { name: words.search.label }).fill('p00123');
  await dashboard.row(address(12_399)).waitFor();
  await page.getByText('100 people match').waitFor();
  await page.getByRole('radio', { name: /^Invited/ }).check();
  await page.getByText('9 people match').waitFor();
  await page.getByRole('button', { name: words.column.email, exact: true }).click();
  await expect.poll(() => page.locator('[data-member] th bdi').first().textContent()).toBe(address(12_310));
  await page.reload();
  await page.getByText('9 people match').waitFor();
  expect(await page.locator('[data-member] th bdi').first().textContent()).toBe(address(12_310));
  await page.getByRole('button', { name: words.chip.clear }).click();
  await page.getByText('100,000 people').waitFor();
});

it('[LIST-11] ticks all that match, and has the change planned for them and not for what is loaded', async () => {
  const { page } = await openList();
  await page.getByRole('radio', { name: /^Rejected/ }).check();
  await page.getByText('1,000 people match').waitFor();
  await page.locator('[aria-rowcount="1001"]').waitFor();
  await page.getByRole('checkbox', { name: words.select.screen }).check();
  await page.getByRole('button', { name: 'Select all 1,000' }).click();
  await page.getByRole('checkbox', { name: `Select ${address(people)}` }).uncheck();
  await page.getByText('999 people selected').waitFor();
  expect(await page.getByRole('button', { name: memberWords.member.remind, exact: true }).isDisabled()).toBe(
    true,
  );
  await expectAccessible(page);
  await page.getByRole('button', { name: memberWords.member.reinvite, exact: true }).click();
  await page.getByRole('dialog').getByRole('heading', { name: runWords.run.plan.title }).waitFor();
  const { runs } = await district.admin.client.run.list.query({ licenseId: district.licenseId });
  expect(runs).toMatchObject([{ kind: 'reinvite', state: 'planned', total: 999 }]);
});

it("opens a person's panel with Enter and comes back to the row", async () => {
  const { page } = await openList();
  await page.locator('[data-member]').nth(3).focus();
  await page.keyboard.press('Enter');
  await page
    .getByRole('dialog')
    .getByText(address(people - 3))
    .first()
    .waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  const focused = page.locator('[data-member]:focus');
  await expect.poll(() => focused.getAttribute('aria-rowindex')).toBe('5');
});
