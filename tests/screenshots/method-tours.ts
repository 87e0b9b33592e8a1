import { linkWords as joinWords } from '@rollcall/app-shell/words/en-link.ts';
import { uiWords } from '@rollcall/client/words/en.ts';
import { accountWords } from '@rollcall/client/words/en-account.ts';
import type { Sandbox } from '@rollcall/sandbox/sandbox.ts';
import { additionWords } from '@rollcall/web/words/parts/additions.ts';
import { detailWords } from '@rollcall/web/words/parts/details.ts';
import { domainWideWords } from '@rollcall/web/words/parts/domain-wide.ts';
import { domainWords } from '@rollcall/web/words/parts/domains.ts';
import { linkWords } from '@rollcall/web/words/parts/link.ts';
import { memberWords } from '@rollcall/web/words/parts/members.ts';
import { runWords } from '@rollcall/web/words/parts/runs.ts';
import { syncWords } from '@rollcall/web/words/parts/sync.ts';
import type { Locator, Page } from 'playwright-core';
import { grade7, grade8 } from '../_kit/google-school.ts';
import { SyncScreen } from '../_kit/sync-screen.ts';
import type { DemoTour } from './demo-tour.ts';

const sync = syncWords.sync;
const licenseIn = (base: string) => base.slice(base.lastIndexOf('/') + 1) as never;

/** Puts something just below the bar at the top of the window. */
export async function toTop(place: Locator): Promise<void> {
  await place.evaluate((element) => {
    window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 72);
  });
}

/** Takes away what has been read and lies over the page or above it. */
export async function dismissAll(page: Page): Promise<void> {
  for (const name of [uiWords.ui.dismiss, uiWords.ui.close]) {
    for (const button of await page.getByRole('button', { name, exact: true }).all()) await button.click();
  }
}

/** What is shown before addresses are added, and the key. */
export async function tourOfAddresses(tour: DemoTour): Promise<void> {
  const { page, base } = await tour.onLicense('lena', 'Lakeview Middle School');
  await page.goto(`${base}/add/email`);
  const pasted = [
    'Maria Santos <maria.santos@lakeview.example>',
    'aisha.khan@lakeview.example',
    'nora.lund@lakeview.example; jonah.reyes@lakeview.example',
    'priya.desai@lakeview.example',
    'leo.martin(at)lakeview.example',
  ];
  await page.getByRole('textbox', { name: additionWords.addByEmail.box }).fill(pasted.join('\n'));
  await page.getByRole('radio', { name: memberWords.userType.student }).check();
  await page.getByRole('button', { name: additionWords.addByEmail.review }).click();
  await page.getByRole('heading', { name: additionWords.plan.title }).waitFor();
  await toTop(page.getByRole('heading', { name: additionWords.plan.title }));
  await tour.picture(page, 'email-plan');

  await page.goto(base);
  const card = page.getByRole('region', { name: detailWords.key.title });
  await card.getByRole('switch').click();
  await card.getByRole('button', { name: detailWords.key.show }).click();
  await card.getByRole('button', { name: detailWords.key.hide }).waitFor();
  await tour.part(card, 'key');
}

/** Lena follows Grade 7: the tree, the plan, the connection, and removals that wait. */
export async function tourOfOu(tour: DemoTour, sandbox: Sandbox): Promise<void> {
  const { page, base } = await tour.onLicense('lena', 'Lakeview Middle School');
  const screen = new SyncScreen(page, licenseIn(base), 'ou');
  await screen.open();
  await screen.connect('lena.ortiz@lakeview.example');
  await screen.tickUnit('Grade 7', 'student');
  // What is ticked is kept, and what leads to it is open.
  await page.reload();
  await page.getByRole('button', { name: sync.tree.countAgain }).waitFor();
  await dismissAll(page);
  await toTop(page.getByRole('heading', { name: sync.title.ou }));
  await tour.picture(page, 'ou-tree');
  await screen.showPlan();
  await tour.picture(page, 'ou-plan');
  await page.getByRole('button', { name: /^Save, and change/ }).click();
  await screen.waitForEnd();
  await screen.closeRun();
  const card = page.getByRole('region', { name: sync.card.title });
  await card.getByRole('button', { name: sync.card.syncNow }).waitFor();
  await tour.part(card, 'ou-connection');

  const { control } = sandbox;
  const unit = control.listOrgUnits('lakeview.example').find(({ path }) => path === grade7);
  const { people } = control.searchPeople(
    'lakeview.example',
    { orgUnitId: unit?.id },
    { limit: 500, offset: 0 },
  );
  for (const { email } of people) control.movePerson(email, grade8);
  await screen.syncNow();
  await screen.closeRun();
  const waits = page.getByRole('button', { name: sync.held.look });
  await waits.waitFor();
  await toTop(page.getByRole('heading', { name: sync.title.ou }));
  await tour.picture(page, 'ou-held');
  for (const { email } of people) control.movePerson(email, grade7);
}

/** Maria follows a class of hers. */
export async function tourOfClassroom(tour: DemoTour): Promise<void> {
  const maria = await tour.as('maria');
  await maria.goto('/admin/');
  await maria.getByRole('link', { name: 'Grade 7 Science, Ms. Santos' }).first().click();
  await maria.waitForURL(/\/licenses\/[^/]+$/);
  const base = new URL(maria.url()).pathname;
  const screen = new SyncScreen(maria, licenseIn(base), 'classroom');
  await screen.open();
  await screen.connect('maria.santos@lakeview.example');
  await maria.getByRole('checkbox', { name: /^Grade 7 Science/ }).check();
  await dismissAll(maria);
  await toTop(maria.getByRole('heading', { name: sync.title.classroom }));
  await tour.picture(maria, 'classroom');
  const plan = await screen.showPlan();
  await plan
    .getByText(/@lakeview\.example/)
    .nth(3)
    .scrollIntoViewIfNeeded();
  await tour.picture(maria, 'classroom-plan');
}

/** Dana shows that a domain is hers, and chooses it. */
export async function tourOfDomains(tour: DemoTour, sandbox: Sandbox): Promise<void> {
  const domain = 'students.riverbend.example';
  const { page, base } = await tour.onLicense('dana', 'Riverbend District License');
  await page.goto('/admin/domains');
  await page.getByLabel(domainWords.domains.add.label, { exact: true }).fill(domain);
  await page.getByRole('button', { name: domainWords.domains.add.submit }).click();
  const value = await page.getByText(/^rollcall-domain-verification=/).textContent();
  await dismissAll(page);
  await toTop(page.getByRole('heading', { name: domain, exact: true }));
  await tour.picture(page, 'domains');
  sandbox.control.setTxt(`_rollcall.${domain}`, [value ?? '']);
  await page.getByRole('button', { name: domainWords.domains.checkOne.replace('{domain}', domain) }).click();
  await page.getByText(domainWords.domains.checked.found.replace('{domain}', domain)).first().waitFor();

  const wide = domainWideWords.domainWide.choose;
  await page.goto(`${base}/add/domain`);
  await page.getByLabel(wide.as.replace('{domain}', domain)).selectOption('student');
  await toTop(page.getByRole('heading', { name: domainWideWords.domainWide.title }));
  await tour.picture(page, 'domain-wide');
  await page.getByRole('button', { name: wide.plan }).click();
  await page.getByRole('heading', { name: runWords.run.plan.title }).waitFor();
  await page.getByRole('button', { name: /^Add \d+ people$/ }).click();
  await page.getByRole('link', { name: runWords.run.done.users }).waitFor();
}

/** Dana opens the link of her licence; pupils come by it, one of them with a click and others who sign in at it. */
export async function tourOfLink(tour: DemoTour): Promise<void> {
  const { link } = linkWords;
  const { page, base } = await tour.onLicense('dana', 'Riverbend District License');
  await page.goto(`${base}/add/link`);
  await page.getByRole('radio', { name: /^In one week/ }).check();
  await page.getByRole('button', { name: link.form.submit }).click();
  const shown = await page
    .getByText(/\/app\/join\/L-/)
    .first()
    .textContent();
  const path = new URL(shown ?? '').pathname;
  for (const email of ['lucas.meyer@riverbend.example', 'ivy.tran@riverbend.example']) {
    const person = await tour.asNobody();
    await person.goto(path);
    await person.getByLabel(accountWords.signIn.email).fill(email);
    await person.getByRole('button', { name: accountWords.signIn.send }).click();
    await person.getByRole('button', { name: accountWords.code.fill }).click();
    await person.getByRole('button', { name: joinWords.join }).click();
    await person.getByRole('button', { name: joinWords.toApp }).waitFor();
  }
  const zoe = await tour.as('zoe');
  await zoe.goto(path);
  await zoe.getByRole('button', { name: joinWords.join }).waitFor();
  await tour.picture(zoe, 'link-join');
  await zoe.getByRole('button', { name: joinWords.join }).click();
  await page.getByRole('list', { name: link.board.list }).getByText('zoe.park@').waitFor();
  await dismissAll(page);
  await toTop(page.getByRole('heading', { name: link.title, exact: true }));
  await tour.picture(page, 'link');
  await page.getByRole('button', { name: link.code.show }).last().click();
  await page.getByRole('dialog').waitFor();
  await tour.picture(page, 'link-large');
}
