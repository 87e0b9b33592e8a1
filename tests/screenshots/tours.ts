import { unlockWords } from '@rollcall/app-shell/words/en-licenses.ts';
import { uiWords } from '@rollcall/client/words/en.ts';
import { csvWords } from '@rollcall/web/words/parts/csv.ts';
import { featureWords } from '@rollcall/web/words/parts/features.ts';
import { historyWords } from '@rollcall/web/words/parts/history.ts';
import { personWords } from '@rollcall/web/words/parts/person.ts';
import { runWords } from '@rollcall/web/words/parts/runs.ts';
import type { Page } from 'playwright-core';
import { AppScreen } from '../_kit/app-screen.ts';
import type { DemoTour } from './demo-tour.ts';

/** Chooses a file on the page for it and lets it be read into a plan. */
async function upload(
  page: Page,
  base: string,
  file: Awaited<ReturnType<DemoTour['file']>>,
  mode: string = csvWords.csv.add,
): Promise<void> {
  await page.goto(`${base}/add/csv`);
  await page.getByRole('radio', { name: mode }).check();
  await page.getByLabel(csvWords.csv.drop.label).setInputFiles(file);
  await page.getByRole('button', { name: csvWords.csv.upload.button }).click();
  await page.getByRole('heading', { name: runWords.run.plan.title }).waitFor();
}

const confirmButton = /^(Add|Invite|Add or invite) [\d,]+ people$/;

/** The list while its people answer, and its past as pictures. */
export async function tourOfTheList(tour: DemoTour): Promise<void> {
  const aisha = new AppScreen(await tour.as('aisha'));
  const { page, base } = await tour.onLicense('lena', 'Lakeview Middle School');
  await page.goto(`${base}/users?sort=name`);
  await page.locator('[data-member]').first().waitFor();
  await aisha.join();
  const row = page.locator('[data-member]').filter({ hasText: 'aisha.khan@' });
  await row.getByText(uiWords.ui.status.accepted, { exact: true }).waitFor();
  await tour.picture(page, 'users');
  await row.getByText('Aisha Khan').click();
  await page.getByRole('dialog').getByText(personWords.person.history).waitFor();
  await tour.picture(page, 'person');

  await page.goto(base);
  await page.locator('figure').first().waitFor();
  const heading = page.getByRole('heading', { name: historyWords.history.title });
  await heading.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await tour.picture(page, 'details');
}

/** A class list: the plan, the invitation in the app, people taken off again and brought back, the log of it. */
export async function tourOfAFile(tour: DemoTour): Promise<void> {
  const maria = new AppScreen(await tour.as('maria'));
  await maria.open();
  const { page, base } = await tour.onLicense('lena', 'Lakeview Middle School');
  await upload(page, base, await tour.file('grade-7-from-excel.csv'));
  await page.getByRole('cell').first().waitFor();
  await tour.picture(page, 'csv-plan');

  await page.getByRole('button', { name: confirmButton }).click();
  await maria.popUp().waitFor();
  await tour.picture(maria.page, 'invitation');
  await page.getByRole('link', { name: runWords.run.done.refusedFile }).waitFor();

  await upload(page, base, await tour.file('leavers.csv'), csvWords.csv.remove);
  await page.getByRole('button', { name: 'Remove 24 people' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Undo it for 24 people' }).click();
  await page.getByRole('heading', { name: /24 people/ }).waitFor();
  await page.goto(`${base}/activity`);
  await page.getByText('Undone by').waitFor();
  await tour.picture(page, 'activity');
}

/** Thousands of people: some that look wrong, some that are ticked; then many more, while they are added. */
export async function tourOfTheLarge(tour: DemoTour): Promise<void> {
  const { page, base } = await tour.onLicense('dana', 'Riverbend District License');
  await page.goto(`${base}/users`);
  const rows = page.locator('[data-member]');
  await rows.first().waitFor();
  await page.getByRole('button', { name: personWords.finder.look }).waitFor();
  for (const place of [0, 1, 3]) await rows.nth(place).getByRole('checkbox').click();
  await page.evaluate(() => window.scrollTo(0, 0));
  await tour.picture(page, 'selection');

  await upload(page, base, await tour.file('whole-district.csv'));
  await page.getByRole('button', { name: confirmButton }).click();
  await page.getByText(runWords.run.running.soFar).first().waitFor();
  await tour.picture(page, 'run');
}

/** Comments are switched off for students while a pupil, who has joined before, writes one; then she is an exception. */
export async function tourOfFeatures(tour: DemoTour): Promise<void> {
  const words = featureWords.features;
  const pupil = new AppScreen(await tour.as('aisha'));
  await pupil.open();
  await pupil.commentBox().fill('The cloud is heavy, and it floats all the same, because');
  const { page, base } = await tour.onLicense('lena', 'Lakeview Middle School');
  await page.goto(`${base}/features`);
  const comments = page.getByRole('switch', { name: 'Comments for Students' });
  await comments.click();
  const panel = pupil.page.getByRole('region', { name: unlockWords.offTitle.comments });
  await panel.getByRole('button', { name: unlockWords.keptCopy }).waitFor();
  await tour.part(panel, 'feature-off');

  await page.getByRole('textbox', { name: words.many.box }).fill('aisha.khan@lakeview.example');
  await page.getByRole('combobox', { name: words.name.comments }).selectOption('on');
  await page.getByRole('button', { name: words.many.review }).click();
  await page.getByRole('button', { name: 'Change 1 person' }).click();
  await page.getByText('1 person has it all the same').waitFor();
  await pupil.commentBox().waitFor();
  await page.getByRole('button', { name: uiWords.ui.dismiss, exact: true }).first().click();
  await page.evaluate(() => window.scrollTo(0, 0));
  await tour.picture(page, 'features');
  await page.getByRole('button', { name: 'Take back the exceptions of Aisha Khan' }).click();
  await page.getByRole('heading', { name: words.exceptions.none }).waitFor();
  await comments.click();
  await pupil.commentBox().waitFor();
}
