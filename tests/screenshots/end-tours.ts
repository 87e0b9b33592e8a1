import { memberWords } from '@rollcall/web/words/parts/members.ts';
import { runWords } from '@rollcall/web/words/parts/runs.ts';
import type { DemoTour } from './demo-tour.ts';

/** A licence in its grace. */
export async function tourOfTheEnd(tour: DemoTour): Promise<void> {
  const { page } = await tour.onLicense('dana', 'Hillcrest Summer School');
  await page.getByText(/^This license has ended/).waitFor();
  await page.locator('figure').first().waitFor();
  await tour.picture(page, 'term');
}

/** A removal of many, of whom a followed unit would bring some back. Begins where a unit is followed. */
export async function tourOfRemoval(tour: DemoTour): Promise<void> {
  const { page, base } = await tour.onLicense('lena', 'Lakeview Middle School');
  await page.goto(`${base}/users?source=ou`);
  const boxes = page.getByRole('checkbox', { name: /^Select .+@/ });
  for (const place of [0, 1, 2]) await boxes.nth(place).check();
  await page.getByRole('button', { name: memberWords.member.remove }).click();
  await page.getByText(/at the next sync with Google Workspace$/).waitFor();
  await page.getByRole('checkbox', { name: runWords.run.plan.keepOut }).check();
  await tour.picture(page, 'keep-out');
  await page.getByRole('button', { name: runWords.run.plan.discard }).click();
}
