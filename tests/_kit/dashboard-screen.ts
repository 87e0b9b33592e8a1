import { uiWords } from '@rollcall/client/words/en.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';
import { additionWords } from '@rollcall/web/words/parts/additions.ts';
import { memberWords } from '@rollcall/web/words/parts/members.ts';
import { usersWords } from '@rollcall/web/words/parts/users.ts';
import type { Locator, Page } from 'playwright-core';

/** The dashboard as an administrator uses it: by what is on the screen, in the dashboard's own words. */
export class DashboardScreen {
  readonly page: Page;
  readonly #licenseId: LicenseId;

  constructor(page: Page, licenseId: LicenseId) {
    this.page = page;
    this.#licenseId = licenseId;
  }

  async openUsers(): Promise<void> {
    await this.page.goto(`/admin/licenses/${this.#licenseId}/users`);
    await this.page.getByRole('heading', { name: memberWords.users.heading, exact: true }).waitFor();
  }

  /** Somebody's row, in the table of a wide screen or the cards of a narrow one. */
  row(email: string): Locator {
    return this.page.locator('[data-member]').filter({ hasText: email });
  }

  /** Resolves when the row shows the status, without anything being clicked or loaded anew. */
  async waitForStatus(email: string, status: MemberStatus): Promise<void> {
    await this.row(email).getByText(uiWords.ui.status[status], { exact: true }).waitFor();
  }

  /** Resolves when the row says that its person has left, or is not shown any more. */
  async waitForGone(email: string): Promise<void> {
    const stays = this.row(email).filter({ hasNotText: usersWords.mark.left });
    await stays.waitFor({ state: 'detached' });
  }

  /** Add Users → by e-mail: paste, review, confirm. Ends on the page with the answers. */
  async addByEmail(text: string, userType: UserType): Promise<void> {
    await this.page.goto(`/admin/licenses/${this.#licenseId}/add/email`);
    await this.page.getByRole('textbox', { name: additionWords.addByEmail.box }).fill(text);
    await this.page.getByRole('radio', { name: memberWords.userType[userType] }).check();
    await this.page.getByRole('button', { name: additionWords.addByEmail.review }).click();
    await this.page.getByRole('heading', { name: additionWords.plan.title }).waitFor();
    await this.page.getByRole('button', { name: /^(Add|Invite|Add or invite) \d+/ }).click();
    await this.page.getByRole('button', { name: additionWords.done.addMore }).waitFor();
  }

  async reinvite(email: string): Promise<void> {
    await this.row(email).getByRole('button').click();
    await this.page.getByRole('menuitem', { name: memberWords.member.reinvite }).click();
    await this.page.getByRole('button', { name: memberWords.member.reinviteConfirm }).click();
  }
}
