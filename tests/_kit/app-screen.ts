import { commentWords } from '@rollcall/app-shell/words/en-document.ts';
import { inviteWords, keyWords } from '@rollcall/app-shell/words/en-invites.ts';
import { menuWords } from '@rollcall/app-shell/words/en-menu.ts';
import { uiWords } from '@rollcall/client/words/en.ts';
import type { Locator, Page } from 'playwright-core';

/** The app as somebody uses it: by what is on the screen, in the app's own words. */
export class AppScreen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto('/app/');
    await this.page.getByRole('button', { name: menuWords.open }).waitFor();
  }

  /** The invitation that comes by itself. */
  popUp(): Locator {
    return this.page.getByRole('dialog').filter({ hasText: inviteWords.later });
  }

  async join(): Promise<void> {
    await this.popUp().getByRole('button', { name: inviteWords.join, exact: true }).click();
    await this.popUp().waitFor({ state: 'detached' });
  }

  async decline(reason: string): Promise<void> {
    await this.popUp().getByRole('button', { name: inviteWords.decline, exact: true }).click();
    const step = this.page.getByRole('dialog', { name: inviteWords.declineTitle });
    await step.getByLabel(inviteWords.reason).fill(reason);
    await step.getByRole('button', { name: inviteWords.declineConfirm }).click();
    await step.waitFor({ state: 'detached' });
  }

  async closePopUp(): Promise<void> {
    await this.popUp().getByRole('button', { name: uiWords.ui.close }).click();
    await this.popUp().waitFor({ state: 'detached' });
  }

  /** Menu (top right) → an entry of it. */
  async openFromMenu(entry: string): Promise<Locator> {
    await this.page.getByRole('button', { name: menuWords.open }).click();
    await this.page.getByRole('menuitem', { name: entry }).click();
    const dialog = this.page.getByRole('dialog', { name: entry });
    await dialog.waitFor();
    return dialog;
  }

  async openInvites(): Promise<Locator> {
    return this.openFromMenu(menuWords.invites);
  }

  async enterKey(key: string): Promise<void> {
    const dialog = await this.openFromMenu(menuWords.key);
    await dialog.getByLabel(keyWords.label).fill(key);
    await dialog.getByRole('button', { name: keyWords.submit }).click();
    await dialog.getByRole('button', { name: keyWords.done }).click();
  }

  /** The box for a comment: there only while the licence unlocks it. */
  commentBox(): Locator {
    return this.page.getByRole('textbox', { name: commentWords.label });
  }
}
