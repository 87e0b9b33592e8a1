import { accountWords } from '@rollcall/client/words/en-account.ts';
import { refusalWords } from '@rollcall/client/words/en-refusals.ts';
import type { Sandbox } from '@rollcall/sandbox/sandbox.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { domainWideWords } from '@rollcall/web/words/parts/domain-wide.ts';
import { domainWords } from '@rollcall/web/words/parts/domains.ts';
import { methodWords } from '@rollcall/web/words/parts/methods.ts';
import { runWords } from '@rollcall/web/words/parts/runs.ts';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { AppScreen } from '../_kit/app-screen.ts';
import { expectAccessible } from '../_kit/browser.ts';
import { DashboardScreen } from '../_kit/dashboard-screen.ts';
import { makeDistrict, signIn, type TestDistrict } from '../_kit/district.ts';
import { switchDomains } from '../_kit/domains.ts';
import type { Windows } from '../_kit/windows.ts';
import { withGoogle } from '../_kit/with-google.ts';

let app: RunningApp;
let windows: Windows;
let sandbox: Sandbox;

// The page asks who is signed in, and nobody is; a domain that cannot be had is refused.
withGoogle({ allow: [/status of 40[019]/] }, (world) => {
  ({ app, windows, sandbox } = world);
});

const domains = domainWords.domains;
const wide = domainWideWords.domainWide;
/** The change is planned and applied by a job. In ms. */
const workMs = 15_000;

/** A district whose admin is a domain admin, at the page of its domains. */
async function openDomains(): Promise<{ district: TestDistrict; page: Page }> {
  const district = await makeDistrict(app, { type: 'district', domainAdmin: true });
  const { page } = await windows.open(app.port, district.admin);
  await page.goto('/admin/domains');
  await page.getByRole('heading', { name: district.domain }).waitFor();
  return { district, page };
}

async function enter(page: Page, domain: string): Promise<void> {
  await page.getByLabel(domains.add.label, { exact: true }).fill(domain);
  await page.getByRole('button', { name: domains.add.submit }).click();
}

/** Signs up in the app as somebody new; the demo shows the code on the page. */
async function signUp(email: string): Promise<AppScreen> {
  const { page } = await windows.open(app.port, null, 'phone');
  await page.goto('/app/');
  await page.getByLabel(accountWords.signIn.email).fill(email);
  await page.getByRole('button', { name: accountWords.signIn.send }).click();
  await page.getByRole('button', { name: accountWords.code.fill }).click();
  return new AppScreen(page);
}

describe('a whole domain, from the record in DNS to somebody who signs up', () => {
  it('[DOMAIN-1] [DOMAIN-7] shown by its record and chosen, it brings whoever signs up, Accepted at once', async () => {
    const { district, page } = await openDomains();
    await switchDomains(app, district);
    const domain = `students.${district.domain}`;
    const early = await signIn(app, `early.bird@${domain}`);
    const users = new DashboardScreen(
      (await windows.open(app.port, district.admin)).page,
      district.licenseId,
    );
    await users.openUsers();

    await enter(page, domain);
    await page.getByRole('heading', { name: domains.record.heading }).waitFor();
    await expectAccessible(page);
    const check = page.getByRole('button', { name: domains.checkOne.replace('{domain}', domain) });
    const missing = page.getByText(domains.checked.missing.replace('{domain}', domain));
    await check.click();
    await missing.first().waitFor();
    sandbox.control.setTxt(`_rollcall.${domain}`, ['rollcall-domain-verification=of-somebody-else']);
    await page.reload();
    await check.click();
    await missing.first().waitFor();
    const value = (await page.getByText(/^rollcall-domain-verification=/).textContent()) ?? '';

    const { page: dns } = await windows.open(app.port, null);
    await dns.goto(`${sandbox.url}/dns`);
    await dns.getByLabel('Name').first().fill(`_rollcall.${domain}`);
    await dns
      .getByLabel(/^Values/)
      .first()
      .fill(value);
    await dns.getByRole('button', { name: 'Set' }).first().click();
    await dns.getByText(`_rollcall.${domain}`).first().waitFor();
    await check.click();
    await page.getByText(domains.checked.found.replace('{domain}', domain)).first().waitFor();

    await page.goto(`/admin/licenses/${district.licenseId}/add/domain`);
    await page.getByLabel(wide.choose.as.replace('{domain}', domain)).selectOption('student');
    await expectAccessible(page);
    await page.getByRole('button', { name: wide.choose.plan }).click();
    await page.getByRole('button', { name: 'Add 1 person' }).click({ timeout: workMs });
    await page.getByRole('link', { name: runWords.run.done.users }).waitFor({ timeout: workMs });
    await users.waitForStatus(early.email, 'accepted');

    const email = `somebody.new@${domain}`;
    const newcomer = await signUp(email);
    await newcomer.commentBox().waitFor();
    await users.waitForStatus(email, 'accepted');
    await expect(newcomer.popUp().count()).resolves.toBe(0);
    // Whoever is of the domain above it is not of this one.
    const other = await signUp(`somebody.else@${district.domain}`);
    await other.page.getByRole('button', { name: 'Menu' }).waitFor();
    await expect(other.commentBox().count()).resolves.toBe(0);
  }, 60_000);

  it("[B13] [DOMAIN-2] another district's domain is refused, as one below it is, and nothing tells whose it is", async () => {
    const other = await makeDistrict(app, { domainAdmin: true });
    const { district, page } = await openDomains();
    const refusal = page.getByText(refusalWords.domainNotAccepted.not_available);
    for (const name of [other.domain, `students.${other.domain}`]) {
      await enter(page, name);
      await refusal.first().waitFor();
      await expect(page.getByRole('heading', { name, exact: true }).count()).resolves.toBe(0);
      await page.reload();
    }
    await enter(page, 'gmail.com');
    await page.getByText(refusalWords.domainNotAccepted.free_mail).first().waitFor();
    const list = await district.admin.client.domain.list.query();
    expect(JSON.stringify(list)).not.toContain(other.domain);
  }, 60_000);

  it('[DOMAIN-5] while it is on, organizational units are not there, and say why', async () => {
    const district = await makeDistrict(app, { type: 'district' });
    await switchDomains(app, district);
    const { page } = await windows.open(app.port, district.admin);
    await page.goto(`/admin/licenses/${district.licenseId}/add/ou`);
    await page.getByText(methodWords.fit.reason.domain_wide_is_on).first().waitFor();
    await page.goto(`/admin/licenses/${district.licenseId}/add`);
    await page.getByText(methodWords.fit.reason.domain_wide_is_on).first().waitFor();
    expect(page.url()).toContain('/add');
  });
});
