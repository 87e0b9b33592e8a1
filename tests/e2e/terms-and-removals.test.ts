import { unlockWords } from '@rollcall/app-shell/words/en-licenses.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { keptWords } from '@rollcall/web/words/parts/kept.ts';
import { memberWords } from '@rollcall/web/words/parts/members.ts';
import { runWords } from '@rollcall/web/words/parts/runs.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { AppScreen } from '../_kit/app-screen.ts';
import { expectAccessible } from '../_kit/browser.ts';
import { DashboardScreen } from '../_kit/dashboard-screen.ts';
import { openDatabase } from '../_kit/database.ts';
import { makeDistrict } from '../_kit/district.ts';
import { newRequest, openKey } from '../_kit/membership.ts';
import { turnTerm } from '../_kit/turned-term.ts';
import { joined, newcomer } from '../_kit/valid-calls.ts';
import type { Windows } from '../_kit/windows.ts';
import { withBrowser } from '../_kit/with-browser.ts';

let app: RunningApp;
let windows: Windows;
withBrowser({}, (browser) => {
  ({ app, windows } = browser);
});
const database = openDatabase();
afterAll(() => database.end());

/** Terms that have turned are looked for with each heartbeat. */
const patience = { timeout: 20_000 };

describe('a term that ends, on both screens', () => {
  it('[TERM-5] [FEATURE-3] the dashboard and the open app say what works, and what to do', async () => {
    const home = await makeDistrict(app, { endsAt: new Date(Date.now() + 12 * 86_400_000 - 60_000) });
    const person = await joined(app, home);
    const { page } = await windows.open(app.port, home.admin);
    await page.goto('/admin/');
    await page.getByText('12 days left').waitFor();
    await page.goto(`/admin/licenses/${home.licenseId}`);
    await page.getByText(/^This license ends in 12 days/).waitFor();
    await expectAccessible(page);
    const hers = new AppScreen((await windows.open(app.port, person, 'phone')).page);
    await hers.open();
    await hers.commentBox().waitFor();

    await turnTerm(database, home.licenseId, 0);
    await hers.page.getByText(/Your features stay on until/).waitFor(patience);
    expect(await hers.commentBox().count()).toBe(1);
    await page.reload();
    await page.getByText(/^This license has ended: 30 days of grace are left/).waitFor();

    await turnTerm(database, home.licenseId, -30);
    await hers.page.getByText(/are locked until your school renews it/).waitFor(patience);
    await hers.page.getByRole('heading', { name: unlockWords.lockedTitle.comments }).waitFor();
    expect(await hers.commentBox().count()).toBe(0);
    await expectAccessible(hers.page);
    await page.goto(`/admin/licenses/${home.licenseId}/users`);
    await page.getByText('This license has ended, and its features are off').waitFor();
    await expectAccessible(page);
  });
});

describe('many people who are taken off', () => {
  it('[SOURCE-3] [SOURCE-6] the plan says who can come back by what; they are kept out, and allowed again by the undo', async () => {
    const home = await makeDistrict(app, { domainAdmin: true });
    const key = await openKey(home.admin.client, home.licenseId);
    const people = [await newcomer(app, home), await newcomer(app, home)];
    for (const { client } of people) await client.licenseKey.redeem.mutate({ key, requestId: newRequest() });
    const { page } = await windows.open(app.port, home.admin);
    const dashboard = new DashboardScreen(page, home.licenseId);
    await dashboard.openUsers();
    for (const { email } of people) await page.getByRole('checkbox', { name: `Select ${email}` }).check();
    await page.getByRole('button', { name: memberWords.member.remove }).click();
    await page.getByText('2 people by the license key, for as long as it is on').waitFor();
    await expectAccessible(page);
    await page.getByRole('checkbox', { name: runWords.run.plan.keepOut }).check();
    await page.getByRole('button', { name: /^Remove 2/ }).click();
    await page.getByText(runWords.run.done.keptOut).waitFor();
    const [first] = people;
    const enter = first?.client.licenseKey.redeem.mutate({ key, requestId: newRequest() });
    await expect(enter).rejects.toThrow('KEY_NOT_ACCEPTED');

    await page.getByRole('button', { name: runWords.run.done.undo }).click();
    await page.getByRole('button', { name: /^Undo/ }).last().click();
    await dashboard.openUsers();
    for (const { email } of people) await dashboard.waitForStatus(email, 'accepted');
    await page.reload();
    await dashboard.row(first?.email ?? '').waitFor();
    expect(await page.getByRole('button', { name: keptWords.kept.button }).count()).toBe(0);
  });
});
