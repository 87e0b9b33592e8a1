import { readFile } from 'node:fs/promises';
import type { RunningApp } from '@rollcall/server/app.ts';
import { csvWords } from '@rollcall/web/words/parts/csv.ts';
import { memberWords } from '@rollcall/web/words/parts/members.ts';
import { runWords } from '@rollcall/web/words/parts/runs.ts';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { expectBooksBalance } from '../_kit/books.ts';
import { builtApps } from '../_kit/built-apps.ts';
import { DashboardScreen } from '../_kit/dashboard-screen.ts';
import { openDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { addPeople } from '../_kit/membership.ts';
import { waitForRun } from '../_kit/runs.ts';
import { Windows } from '../_kit/windows.ts';

const rows = 100_000;
const badRows = 100;
const good = rows - badRows;
const run = runWords.run;
/** Nothing here is about speed, and the machine may be busy with much else. In ms. */
const patienceMs = 180_000;

let app: RunningApp;
let windows: Windows;
const database = openDatabase();

beforeAll(async () => {
  app = await startApp({ webRoot: await builtApps() });
  windows = await Windows.launch();
});
afterEach(() => windows.closeAll());
afterAll(async () => {
  await windows.quit();
  await app.stop();
  await database.end();
});

const pupil = (number: number) => `pupil${String(number).padStart(6, '0')}`;

/** A district's whole list; every thousandth address is mistyped. */
function wholeDistrict({ domain }: TestDistrict): Buffer {
  const lines = Array.from({ length: rows }, (_, index) => {
    const at = index % (rows / badRows) === 0 ? '(at)' : '@';
    return `${pupil(index)}${at}${domain},Pupil Number ${index},${(index % 12) + 1}`;
  });
  return Buffer.from(`Email,Name,Grade\r\n${lines.join('\r\n')}\r\n`);
}

/** All that the list says of its people, but for the number of their last change. */
function peopleOf({ licenseId }: TestDistrict) {
  return database.rows(
    `select m.email, m.email_shown, m.name, m.user_type, m.status, m.added_by, m.invited_at, m.accepted_at,
       array(select s.kind from member_source s where s.member_id = m.id and s.ended_at is null order by 1) as sources
     from member m where m.license_id = $1 and m.ended_at is null order by m.email`,
    [licenseId],
  );
}

async function upload(page: Page, { licenseId }: TestDistrict, buffer: Buffer): Promise<void> {
  await page.goto(`/admin/licenses/${licenseId}/add/csv`);
  await page.getByRole('button', { name: csvWords.csv.drop.choose }).waitFor();
  // A file of this size goes to the browser in a form that it takes from the page itself.
  await page
    .getByLabel(csvWords.csv.drop.label)
    .setInputFiles({ name: 'district.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: csvWords.csv.upload.button }).click();
}

it('[RUN-3] [RUN-7] [LIST-9] a hundred thousand people are planned, confirmed, watched, found and taken back', async () => {
  const district = await makeDistrict(app, { studentSeats: null });
  const known = [pupil(1), pupil(2), 'somebody'].map((local) => district.address(local));
  await addPeople(district.admin.client, district.licenseId, known.join('\n'));
  const before = await peopleOf(district);
  expect(before).toHaveLength(3);
  const { page } = await windows.open(app.port, district.admin);
  page.setDefaultTimeout(patienceMs);

  await upload(page, district, wholeDistrict(district));
  await page.getByRole('heading', { name: run.plan.title }).waitFor();
  await page.getByText(`${badRows} rows cannot be used`).waitFor();
  expect(await peopleOf(district)).toEqual(before);
  await page.getByRole('button', { name: `Invite ${(good - 2).toLocaleString('en')} people` }).click();
  await page.getByRole('progressbar').first().waitFor();
  const number = (await page.getByRole('progressbar').first().getAttribute('aria-valuemax')) ?? '';
  expect(Number(number)).toBeGreaterThan(0);
  await page
    .getByRole('heading', { name: `${(good - 2).toLocaleString('en')} people were invited.` })
    .waitFor();
  await expectBooksBalance(database, district.licenseId);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: run.done.refusedFile }).click();
  const refused = await readFile(await (await download).path(), 'utf8');
  expect(refused.match(/\(at\)/g)).toHaveLength(badRows);

  await app.searchable();
  const dashboard = new DashboardScreen(page, district.licenseId);
  await dashboard.openUsers();
  await page.locator(`[aria-rowcount="${good + 2}"]`).waitFor();
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await dashboard.row(district.address('somebody')).waitFor();
  await page.getByRole('textbox', { name: memberWords.users.search.label }).fill('number 54321');
  await dashboard.row(district.address(pupil(54_321))).waitFor();

  await page.goto(`/admin/licenses/${district.licenseId}/activity`);
  await page.getByRole('button', { name: 'Undo Upload #1' }).click();
  const dialog = page.getByRole('dialog', { name: 'Undo #2' });
  await dialog.getByRole('button', { name: `Undo it for ${good.toLocaleString('en')} people` }).click();
  const { runs } = await district.admin.client.run.list.query({ licenseId: district.licenseId });
  const [undo] = runs;
  if (undo?.kind !== 'undo') throw new Error('There is no undo');
  await waitForRun(district.admin, undo, ['done'], patienceMs);
  expect(await peopleOf(district)).toEqual(before);
  await expectBooksBalance(database, district.licenseId);
}, 600_000);
