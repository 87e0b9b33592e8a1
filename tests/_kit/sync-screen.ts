import type { LicenseId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { memberWords } from '@rollcall/web/words/parts/members.ts';
import { runWords } from '@rollcall/web/words/parts/runs.ts';
import { syncWords } from '@rollcall/web/words/parts/sync.ts';
import type { Locator, Page } from 'playwright-core';
import { allowAtGoogle } from './google-school.ts';

const words = syncWords.sync;
/** The change is read, planned and applied by a job. In ms. */
const workMs = 15_000;

/** The page of a method that follows another system, as an administrator uses it. */
export class SyncScreen {
  readonly page: Page;
  readonly #path: string;

  constructor(page: Page, licenseId: LicenseId, source: SyncSource) {
    this.page = page;
    this.#path = `/admin/licenses/${licenseId}/add/${source}`;
  }

  async open(): Promise<void> {
    await this.page.goto(this.#path);
  }

  /** Connects as this account of Google; ends back on the page, with what it says. */
  async connect(account: string): Promise<void> {
    await this.page.getByRole('button', { name: words.begin.button }).click();
    await allowAtGoogle(this.page, account);
    await this.page.getByText(words.came.connected.title).waitFor();
  }

  /** The same once more, where it was connected before and something is followed. */
  async renew(account: string): Promise<void> {
    await this.page.getByRole('button', { name: words.card.renew }).first().click();
    await allowAtGoogle(this.page, account);
    await this.page.getByText(words.came.renewed.title).waitFor();
  }

  /** One organizational unit of the tree, found by its name. */
  unit(name: string): Locator {
    return this.page.getByRole('treeitem', { name: new RegExp(`^${name}\\b`) });
  }

  async tickUnit(name: string, userType: UserType): Promise<void> {
    await this.page.getByRole('searchbox', { name: words.tree.search }).fill(name);
    await this.unit(name).getByText(name, { exact: true }).click();
    await this.page
      .getByLabel(words.tree.userType.replace('{name}', name))
      .selectOption({ label: memberWords.userType[userType] });
  }

  /** Has the plan made and shows it: who would be added, changed, removed. */
  async showPlan(): Promise<Locator> {
    await this.page.getByRole('button', { name: words.choose.plan }).click();
    const plan = this.page.getByRole('dialog');
    await plan.getByRole('heading', { name: runWords.run.plan.title }).waitFor({ timeout: workMs });
    return plan;
  }

  /** Confirms the plan that is shown, and waits for its end. */
  async confirmPlan(people: number): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('button', { name: new RegExp(`^Save, and change ${people} `) }).click();
    await this.waitForEnd();
    await this.closeRun();
  }

  /** Starts a sync and waits until what it says is final. */
  async syncNow(): Promise<Locator> {
    await this.page.getByRole('button', { name: words.card.syncNow }).click();
    return this.waitForEnd();
  }

  async waitForEnd(): Promise<Locator> {
    const dialog = this.page.getByRole('dialog');
    const ended = dialog
      .getByRole('link', { name: runWords.run.done.users })
      .or(dialog.getByText(runWords.run.failed.title));
    await ended.first().waitFor({ timeout: workMs });
    return dialog;
  }

  async closeRun(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.getByRole('dialog').waitFor({ state: 'detached' });
  }
}
