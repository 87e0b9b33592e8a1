import { linkWords } from '@rollcall/app-shell/words/en-link.ts';
import { accountWords } from '@rollcall/client/words/en-account.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { linkWords as adminWords } from '@rollcall/web/words/parts/link.ts';
import { methodWords } from '@rollcall/web/words/parts/methods.ts';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { AppScreen } from '../_kit/app-screen.ts';
import { expectAccessible } from '../_kit/browser.ts';
import { makeDistrict, signIn, type TestDistrict } from '../_kit/district.ts';
import { findRow } from '../_kit/membership.ts';
import type { Windows } from '../_kit/windows.ts';
import { withBrowser } from '../_kit/with-browser.ts';

let app: RunningApp;
let windows: Windows;

// The page asks who is signed in, and nobody is; a link that is no more is refused.
withBrowser({ demo: true, allow: [/status of 40[019]/] }, (browser) => {
  ({ app, windows } = browser);
});

const words = adminWords.link;

/** An admin opens the link from Add Users, with what is suggested. */
async function openLinkPage(): Promise<{ home: TestDistrict; page: Page; path: string }> {
  const home = await makeDistrict(app, { studentSeats: 5 });
  const { page } = await windows.open(app.port, home.admin);
  await page.goto(`/admin/licenses/${home.licenseId}/add`);
  await page.getByRole('link', { name: methodWords.method.link.action }).click();
  await page.getByRole('button', { name: words.form.submit }).click();
  const shown = await page
    .getByText(/\/app\/join\/L-/)
    .first()
    .textContent();
  return { home, page, path: new URL(shown ?? '').pathname };
}

/** Somebody who is not signed in opens the link on a phone, and signs in there; the demo shows the code. */
async function signInAtLink(path: string, email: string): Promise<Page> {
  const { page } = await windows.open(app.port, null, 'phone');
  await page.goto(path);
  await page.getByLabel(accountWords.signIn.email).fill(email);
  await page.getByRole('button', { name: accountWords.signIn.send }).click();
  await page.getByRole('button', { name: accountWords.code.fill }).click();
  return page;
}

describe('a license link, from the projector to the board', () => {
  it('[LINK-6] [LINK-9] [LINK-2] [B17] who signs in at it and joins is on the board at once, and can be taken off', async () => {
    const { home, page, path } = await openLinkPage();
    const email = home.address('pia.pupil');
    const pupil = await signInAtLink(path, email);
    await pupil.getByRole('heading', { name: /^Join License/ }).waitFor();
    await expectAccessible(pupil);
    expect(await findRow(home.admin.client, home.licenseId, email)).toBeNull();
    await pupil.getByRole('button', { name: linkWords.join }).click();
    await pupil.getByRole('button', { name: linkWords.toApp }).click();
    const screen = new AppScreen(pupil);
    await screen.commentBox().waitFor();

    // The admin has clicked nothing since.
    const board = page.getByRole('list', { name: words.board.list });
    await board.getByText(email).waitFor();
    await page.getByText('1 of 40', { exact: true }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: words.code.show }).last().click();
    await page.getByText('1 person has joined').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await board.getByRole('button', { name: /^Remove / }).click();
    await page.getByRole('alertdialog').getByText(words.removal.again).waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: words.removal.confirm }).click();
    await board.waitFor({ state: 'detached' });
    await screen.commentBox().waitFor({ state: 'detached' });
  });

  it('[LINK-5] [LINK-4] somebody of another domain, a closed link and one that is none each have a page of their own', async () => {
    const { page, path } = await openLinkPage();
    const outsider = await signInAtLink(path, `visitor-${path.slice(-4)}@outside.example`);
    await outsider.getByRole('heading', { name: linkWords.closed.wrong_domain.title }).waitFor();
    await expectAccessible(outsider);
    expect(await outsider.getByRole('button', { name: linkWords.join }).count()).toBe(0);

    await page.getByRole('button', { name: words.code.close }).click();
    await page.getByRole('button', { name: words.form.submit }).waitFor();
    const person = await signIn(app, `late-${path.slice(-4)}@outside.example`);
    const late = (await windows.open(app.port, person, 'phone')).page;
    await late.goto(path);
    await late.getByRole('heading', { name: linkWords.closed.switched_off.title }).waitFor();
    await late.goto('/app/join/L-0000-0000-0000-0000-0000');
    await late.getByRole('heading', { name: linkWords.unknown.title }).waitFor();
    await late.getByRole('button', { name: linkWords.toApp }).click();
    await new AppScreen(late).page.getByRole('button', { name: 'Menu' }).waitFor();
  });
});
