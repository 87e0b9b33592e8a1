import { documentWords } from '@rollcall/app-shell/words/en-document.ts';
import { unlockWords } from '@rollcall/app-shell/words/en-licenses.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { featureWords } from '@rollcall/web/words/parts/features.ts';
import { personWords } from '@rollcall/web/words/parts/person.ts';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { AppScreen } from '../_kit/app-screen.ts';
import { expectAccessible } from '../_kit/browser.ts';
import { DashboardScreen } from '../_kit/dashboard-screen.ts';
import { makeDistrict, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { joined } from '../_kit/valid-calls.ts';
import type { Windows } from '../_kit/windows.ts';
import { withBrowser } from '../_kit/with-browser.ts';

let app: RunningApp;
let windows: Windows;
withBrowser({}, (browser) => {
  ({ app, windows } = browser);
});

const words = featureWords.features;

async function openFeatures({ admin, licenseId }: TestDistrict): Promise<Page> {
  const { page } = await windows.open(app.port, admin);
  await page.goto(`/admin/licenses/${licenseId}/features`);
  await page.getByRole('switch', { name: 'Comments for Students' }).waitFor();
  return page;
}

async function openApp(person: TestPerson): Promise<AppScreen> {
  const { page } = await windows.open(app.port, person, 'phone');
  const screen = new AppScreen(page);
  await screen.open();
  await screen.commentBox().waitFor();
  return screen;
}

async function makeException(page: Page, text: string, rule: 'on' | 'off'): Promise<void> {
  await page.getByRole('textbox', { name: words.many.box }).fill(text);
  await page.getByRole('combobox', { name: words.name.comments }).selectOption(rule);
  await page.getByRole('button', { name: words.many.review }).click();
  await page.getByRole('button', { name: 'Change 1 person' }).click();
  await page.getByRole('heading', { name: '1 person was changed' }).waitFor();
}

describe('features that are switched while the app is open', () => {
  it('[FEATURE-7] [FEATURE-3] comments go off for students under their hands, and an exception brings them back', async () => {
    const home = await makeDistrict(app);
    const [pupil, other] = [await joined(app, home), await joined(app, home)];
    const page = await openFeatures(home);
    const [hers, his] = [await openApp(pupil), await openApp(other)];
    await hers.commentBox().fill('clouds are heavy, because');
    await hers.commentBox().focus();

    await page.getByRole('switch', { name: 'Comments for Students' }).click();
    await page.getByText(/^Off since .+, by admin/).waitFor();
    for (const screen of [hers, his]) {
      await screen.page.getByRole('heading', { name: unlockWords.offTitle.comments }).waitFor();
      expect(await screen.commentBox().count()).toBe(0);
    }
    await hers.page.getByText('clouds are heavy, because').waitFor();
    await hers.page.getByRole('button', { name: unlockWords.keptCopy }).waitFor();
    await expectAccessible(hers.page);
    const name = documentWords.switchedOffLabel.replace('{feature}', documentWords.full.comments);
    await his.page.getByRole('button', { name }).click();
    await his.page
      .getByRole('dialog')
      .getByText(`District ${home.domain.slice(1, 9)}`)
      .waitFor();
    await his.page.getByRole('dialog').getByText(other.email).waitFor();

    await makeException(page, `${pupil.email}\n${home.address('nobody')}`, 'on');
    await page.getByText(words.many.outcomeDone.not_member).waitFor();
    await page.getByText('1 person has it all the same').waitFor();
    await expectAccessible(page);
    await hers.commentBox().waitFor();
    expect(await hers.commentBox().inputValue()).toBe('clouds are heavy, because');
    await his.page.getByRole('heading', { name: unlockWords.offTitle.comments }).first().waitFor();
    expect(await his.commentBox().count()).toBe(0);
  });

  it("[FEATURE-4] an exception is made in a person's panel, and taken back on the page of the features", async () => {
    const home = await makeDistrict(app);
    const pupil = await joined(app, home);
    const screen = await openApp(pupil);
    const { page } = await windows.open(app.port, home.admin);
    const dashboard = new DashboardScreen(page, home.licenseId);
    await dashboard.openUsers();
    await dashboard.row(pupil.email).getByText(pupil.email).first().click();
    const panel = page.getByRole('dialog');
    await panel.getByRole('heading', { name: words.person.title, exact: true }).waitFor();
    const comments = panel.getByRole('group', { name: /^Comments/ });
    await comments.getByRole('radio', { name: words.person.off, exact: true }).check({ force: true });
    await screen.page.getByRole('heading', { name: unlockWords.offTitle.comments }).waitFor();
    expect(await screen.commentBox().count()).toBe(0);
    await panel.getByText(/^Exception by/).waitFor();
    await expectAccessible(page);

    await page.goto(`/admin/licenses/${home.licenseId}/features`);
    await page.getByText('1 person does not have it').waitFor();
    const back = words.exceptions.backOne.replace('{person}', pupil.email);
    await page.getByRole('button', { name: back }).click();
    await screen.commentBox().waitFor();
    await page.getByRole('heading', { name: words.exceptions.none }).waitFor();
    await dashboard.openUsers();
    await dashboard.row(pupil.email).getByText(pupil.email).first().click();
    await page.getByText(personWords.person.happened.features_changed).first().waitFor();
  });
});
