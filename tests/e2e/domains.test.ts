import { randomUUID } from 'node:crypto';
import { refusalWords } from '@rollcall/client/words/en-refusals.ts';
import type { Sandbox } from '@rollcall/sandbox/sandbox.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { domainWideWords } from '@rollcall/web/words/parts/domain-wide.ts';
import { domainWords } from '@rollcall/web/words/parts/domains.ts';
import { memberWords } from '@rollcall/web/words/parts/members.ts';
import { methodWords } from '@rollcall/web/words/parts/methods.ts';
import { runWords } from '@rollcall/web/words/parts/runs.ts';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { AppScreen } from '../_kit/app-screen.ts';
import { expectAccessible } from '../_kit/browser.ts';
import { DashboardScreen } from '../_kit/dashboard-screen.ts';
import { makeDistrict, signIn, type TestDistrict } from '../_kit/district.ts';
import { asDomainAdmin, switchDomains } from '../_kit/domains.ts';
import type { Windows } from '../_kit/windows.ts';
import { withGoogle } from '../_kit/with-google.ts';

let app: RunningApp;
let windows: Windows;
let sandbox: Sandbox;
withGoogle({ allow: [/409/] }, (world) => {
  ({ app, windows, sandbox } = world);
});

const words = domainWords.domains;
const wide = domainWideWords.domainWide;
/** A change is planned and applied by a job. In ms. */
const workMs = 15_000;

/** A domain admin at the page of domains, and a domain that nobody has. */
async function openScene(viewport: 'wide' | 'phone' = 'wide') {
  const made = await makeDistrict(app);
  const admin = await asDomainAdmin(app, made);
  const home: TestDistrict = { ...made, admin };
  const { page } = await windows.open(app.port, admin, viewport);
  await page.goto('/admin/domains');
  return { home, page, name: `n${randomUUID().slice(0, 8)}.example` };
}

async function addDomain(page: Page, name: string): Promise<Locator> {
  await page.getByRole('textbox', { name: words.add.label }).fill(name);
  await page.getByRole('button', { name: words.add.submit }).click();
  const card = page.getByRole('region', { name });
  await card.waitFor();
  return card;
}

/** Writes the record that the card shows, in the pages of the sandbox. */
async function writeRecord(card: Locator): Promise<void> {
  const values = await card.locator('dd.font-mono').allTextContents();
  const [, name = '', value = ''] = values;
  const { page } = await windows.open(app.port, null);
  await page.goto(`${sandbox.url}/dns`);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Values, one per line').fill(value);
  await page.getByRole('button', { name: 'Set' }).first().click();
  await page.getByText(name).first().waitFor();
}

describe('everybody of a domain', () => {
  it('[DOMAIN-1] [DOMAIN-7] a domain is shown by DNS, chosen, and who signs up next is Accepted at once', async () => {
    const { home, page, name } = await openScene();
    const card = await addDomain(page, name);
    await expectAccessible(page);
    await card.getByRole('button', { name: `Check now: ${name}` }).click();
    await card.getByText(/was not found/).waitFor();
    await writeRecord(card);
    await card.getByRole('button', { name: `Check now: ${name}` }).click();
    await card.getByText('Verified', { exact: true }).waitFor();
    await expectAccessible(page);

    await page.goto(`/admin/licenses/${home.licenseId}/add`);
    await page.getByText(methodWords.fit.reason.domain_wide_is_off).waitFor();
    await switchDomains(app, home);
    await page.goto(`/admin/licenses/${home.licenseId}/add/domain`);
    await page.getByLabel(`People of ${name}`).selectOption({ label: memberWords.userType.student });
    await expectAccessible(page);
    await page.getByRole('button', { name: wide.choose.plan }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(runWords.run.plan.nothingDomainText).waitFor({ timeout: workMs });
    await dialog.getByRole('button', { name: runWords.run.confirm.saveDomains }).click();
    await dialog.getByRole('link', { name: runWords.run.done.users }).waitFor({ timeout: workMs });

    const users = new DashboardScreen((await windows.open(app.port, home.admin)).page, home.licenseId);
    await users.openUsers();
    const pupil = await signIn(app, `nina@${name}`);
    await users.waitForStatus(pupil.email, 'accepted');
    const pupilsApp = new AppScreen((await windows.open(app.port, pupil)).page);
    await pupilsApp.open();
    await pupilsApp.commentBox().waitFor();
    await expect(pupilsApp.popUp().count()).resolves.toBe(0);
  }, 90_000);

  it('[B13] a domain of another district is refused without telling whose it is', async () => {
    const other = await makeDistrict(app);
    const { page } = await openScene('phone');
    const box = page.getByRole('textbox', { name: words.add.label });
    await box.fill(other.domain);
    await page.getByRole('button', { name: words.add.submit }).click();
    await page.getByText(refusalWords.domainNotAccepted.not_available).waitFor();
    await expect(box.inputValue()).resolves.toBe(other.domain);
    await expect(page.getByText(other.id).count()).resolves.toBe(0);
    await expectAccessible(page);
  }, 60_000);
});
