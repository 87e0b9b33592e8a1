import type { LicenseId } from '@rollcall/core/ids.ts';
import type { LmsControl } from '@rollcall/sandbox/lms/lms.ts';
import { assignmentWords } from '@rollcall/web/words/parts/assignments.ts';
import { lmsWords } from '@rollcall/web/words/parts/lms.ts';
import { lmsConnectWords } from '@rollcall/web/words/parts/lms-connect.ts';
import type { Locator, Page } from 'playwright-core';
import { CookieBrowser, formOn, type VisitedPage } from './cookie-browser.ts';
import { registerDynamically } from './lms.ts';

const words = lmsWords.lms;
const assignments = assignmentWords.assignments;
const connect = lmsConnectWords.lmsConnect;

/** The dashboard's pages of learning management systems and assignments, as an admin uses them. */
export class LmsScreen {
  readonly page: Page;
  readonly #base: string;

  constructor(page: Page, licenseId: LicenseId) {
    this.page = page;
    this.#base = `/admin/licenses/${licenseId}`;
  }

  async openPlatforms(): Promise<void> {
    await this.page.goto(`${this.#base}/lms`);
    await this.page.getByRole('heading', { name: words.title, exact: true, level: 2 }).waitFor();
  }

  async openAssignments(): Promise<void> {
    await this.page.goto(`${this.#base}/add/assignment`);
    await this.page.getByRole('heading', { name: assignments.title, exact: true }).waitFor();
  }

  /** One learning management system's card. */
  platform(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** Resolves when the card says so, without anything being loaded anew. */
  async waitForState(name: string, state: keyof typeof words.state): Promise<void> {
    await this.platform(name)
      .locator('header')
      .first()
      .getByText(words.state[state], { exact: true })
      .waitFor();
  }

  async addPlatform(name: string): Promise<void> {
    await this.page.getByRole('textbox', { name: words.add.label, exact: true }).fill(name);
    await this.page.getByRole('button', { name: words.add.submit, exact: true }).click();
    await this.waitForState(name, 'draft');
  }

  /** Makes a registration address, and gives it. */
  async makeAddress(): Promise<string> {
    await this.page.getByRole('button', { name: words.byUrl.make }).click();
    const shown = this.page.locator('p.font-mono', { hasText: '/lti/register/' });
    return (await shown.textContent())?.match(/https?:\S+/)?.[0] ?? '';
  }

  /** Takes a new registration address to the other system, whose administrator presses the button there. */
  async registerByAddress(lms: LmsControl, school: string): Promise<void> {
    const browser = new CookieBrowser();
    const asking = await registerDynamically(lms, school, await this.makeAddress(), browser);
    const done = await browser.post(formOn(asking), asking.url);
    if (done.status !== 200) throw new Error(`The registration was refused: ${done.body}`);
  }

  async allow(deploymentId: string): Promise<void> {
    const name = words.deployments.allowOne.replace('{id}', deploymentId);
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  async waitForAllowed(): Promise<void> {
    await this.page.getByText(words.deployments.allowed, { exact: true }).first().waitFor();
  }

  /** What the page in the course offers a teacher: their account, in a tab of its own. */
  async openTicket(asked: VisitedPage): Promise<void> {
    const path = /href="(\/admin\/lms-connect\?[^"]+)"/.exec(asked.body)?.[1];
    if (path === undefined) throw new Error(`Nobody is asked to connect on ${asked.url.href}: ${asked.body}`);
    await this.page.goto(path.replaceAll('&amp;', '&'));
    await this.page.getByRole('button', { name: connect.connect, exact: true }).waitFor();
  }

  async connectTeacher(): Promise<void> {
    await this.page.getByRole('button', { name: connect.connect, exact: true }).click();
    await this.page.getByText(connect.done.title, { exact: true }).waitFor();
  }

  assignment(title: string): Locator {
    return this.page.getByRole('article', { name: title, exact: true });
  }

  async waitForAssignment(title: string, state: 'open' | 'closed'): Promise<void> {
    await this.assignment(title).getByText(assignments.one[state], { exact: true }).waitFor();
  }

  async close(title: string): Promise<void> {
    await this.assignment(title)
      .getByRole('button', { name: assignments.one.closeOne.replace('{title}', title) })
      .click();
    await this.page.getByRole('button', { name: assignments.one.closeConfirm, exact: true }).click();
    await this.waitForAssignment(title, 'closed');
  }

  async fillByHand(values: Partial<Record<keyof typeof byHandFields, string>>): Promise<void> {
    for (const [field, value] of Object.entries(values)) {
      const name = byHandFields[field as keyof typeof byHandFields];
      await this.page.getByRole('textbox', { name, exact: true }).fill(value);
    }
  }

  async submitByHand(): Promise<void> {
    await this.page.getByRole('button', { name: words.byHand.submit, exact: true }).click();
  }

  async waitForFieldProblem(field: keyof typeof byHandFields): Promise<void> {
    await this.page.getByText(words.byHand.notAddress).waitFor();
    await this.page.locator(`[name="${field}"]:focus`).waitFor();
  }
}

const { issuer, clientId, authorisationUrl, tokenUrl, publicKeysUrl } = words.byHand;
const byHandFields = { issuer, clientId, authorisationUrl, tokenUrl, publicKeysUrl };
