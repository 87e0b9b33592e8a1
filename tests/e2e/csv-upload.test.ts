import { readFile } from 'node:fs/promises';
import type { RunningApp } from '@rollcall/server/app.ts';
import { grantLicenseAdmin } from '@rollcall/server/vendor/grants.ts';
import { activityWords } from '@rollcall/web/words/parts/activity.ts';
import { csvWords } from '@rollcall/web/words/parts/csv.ts';
import { runWords } from '@rollcall/web/words/parts/runs.ts';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '../_kit/browser.ts';
import { asVendor, makeDistrict, signIn, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import type { Windows } from '../_kit/windows.ts';
import { withBrowser } from '../_kit/with-browser.ts';

let app: RunningApp;
let windows: Windows;

withBrowser({ demo: true }, (browser) => {
  ({ app, windows } = browser);
});

const people = 1_000;
const bad = 10;
const run = runWords.run;

/** A list as a school has it: a thousand pupils, every hundredth of them mistyped. */
function pupils(district: TestDistrict): Buffer {
  const rows = Array.from({ length: people }, (_, index) => {
    const at = index % (people / bad) === 0 ? '(at)' : '@';
    return `pupil${index}${at}${district.domain},"Pupil, No. ${index}",R${index % 30}`;
  });
  return Buffer.from(`E-mail,Name,Bus\r\n${rows.join('\r\n')}\r\n`);
}

async function secondAdmin(district: TestDistrict): Promise<TestPerson> {
  const second = await signIn(app, district.address('second'));
  const place = { districtId: district.id, licenseId: district.licenseId };
  const grantee = { email: second.email as never, name: 'Second Admin' };
  await asVendor(app, place, (tx) => grantLicenseAdmin(tx, place, grantee));
  return signIn(app, second.email);
}

async function choose(page: Page, district: TestDistrict, name: string, buffer: Buffer): Promise<void> {
  await page.goto(`/admin/licenses/${district.licenseId}/add/csv`);
  await page.getByRole('button', { name: csvWords.csv.drop.choose }).waitFor();
  await page.getByLabel(csvWords.csv.drop.label).setInputFiles({ name, mimeType: 'text/csv', buffer });
}

async function totals(district: TestDistrict) {
  const { counts } = (await district.admin.client.license.get.query({ licenseId: district.licenseId }))
    .license;
  return counts.student;
}

describe('a file of people, from the choice of it to the undo', () => {
  it('[RUNVIEW-4] is read, planned, confirmed, watched by two, corrected and undone', async () => {
    const district = await makeDistrict(app, { studentSeats: 2_000 });
    const first = await windows.open(app.port, district.admin);
    const second = await windows.open(app.port, await secondAdmin(district));
    const watching = second.page;
    await watching.goto(`/admin/licenses/${district.licenseId}/activity`);
    await watching.getByText(activityWords.activity.runs.emptyTitle).waitFor();

    const { page } = first;
    await choose(page, district, 'pupils.csv', pupils(district));
    await page.getByText('One column is not used: Bus').waitFor();
    await page.getByRole('cell', { name: 'Pupil, No. 1', exact: true }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: csvWords.csv.upload.button }).click();
    await page.getByRole('heading', { name: run.plan.title }).waitFor();
    await page.getByText(`${bad} rows cannot be used`).waitFor();
    await expectAccessible(page);
    await expect(totals(district)).resolves.toEqual({ accepted: 0, invited: 0, rejected: 0 });

    await page.getByRole('button', { name: `Invite ${people - bad} people` }).click();
    await page.getByRole('heading', { name: `${people - bad} people were invited.` }).waitFor();
    await expect(totals(district)).resolves.toMatchObject({ invited: people - bad });
    // Nobody touched the second screen.
    await watching.getByText(`${people - bad} people were invited`).waitFor();
    await watching.getByRole('link', { name: 'Upload #1', exact: true }).waitFor();

    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: run.done.refusedFile }).click();
    const refused = await readFile(await (await downloading).path(), 'utf8');
    await page.getByRole('button', { name: csvWords.csv.another }).click();
    await choose(page, district, 'mended.csv', Buffer.from(refused.replaceAll('(at)', '@')));
    await page.getByRole('button', { name: csvWords.csv.upload.button }).click();
    await page.getByRole('button', { name: `Invite ${bad} people` }).click();
    await page.getByRole('heading', { name: `${bad} people were invited.` }).waitFor();
    await expect(totals(district)).resolves.toMatchObject({ invited: people });

    await watching.getByRole('button', { name: 'Undo Upload #1' }).click();
    const dialog = watching.getByRole('dialog', { name: 'Undo #3' });
    await dialog.getByRole('button', { name: `Undo it for ${people - bad} people` }).click();
    await dialog
      .locator('[data-step]')
      .filter({ hasText: `${people - bad}` })
      .waitFor();
    await expect(totals(district)).resolves.toMatchObject({ invited: bad });
  }, 120_000);

  it('[CSV-5] that cannot be read is refused with the line, and nothing is changed', async () => {
    const district = await makeDistrict(app);
    const { page } = await windows.open(app.port, district.admin);
    // Too far inside for the first look at the file.
    const good = Array.from({ length: 20_000 }, (_, index) => `pupil${index}@${district.domain}`);
    const text = `Email\n${good.join('\n')}\n"ben@${district.domain}\n`;
    await choose(page, district, 'broken.csv', Buffer.from(text));
    await page.getByRole('button', { name: csvWords.csv.upload.button }).click();
    await page.getByRole('alert').filter({ hasText: 'line 20,002' }).waitFor();
    await expect(totals(district)).resolves.toEqual({ accepted: 0, invited: 0, rejected: 0 });
    expect(page.url()).toContain('/add/csv');
    await windows.closeAll([/status of 400/]);
  });
});
