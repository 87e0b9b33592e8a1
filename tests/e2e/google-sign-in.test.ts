import { accountWords } from '@rollcall/client/words/en-account.ts';
import type { Sandbox } from '@rollcall/sandbox/sandbox.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { AppScreen } from '../_kit/app-screen.ts';
import { expectAccessible } from '../_kit/browser.ts';
import { signIn } from '../_kit/district.ts';
import { allowAtGoogle, chooseAccount, type GoogleSchool, makeSchool } from '../_kit/google-school.ts';
import { addPeople } from '../_kit/membership.ts';
import type { Windows } from '../_kit/windows.ts';
import { withGoogle } from '../_kit/with-google.ts';

let app: RunningApp;
let windows: Windows;
let sandbox: Sandbox;

// Signing in asks who is signed in, which nobody is; a wrong code is answered so.
withGoogle({ allow: [/status of 40[01]/] }, (world) => {
  ({ app, windows, sandbox } = world);
});

const words = accountWords;

/** A school whose admin is a domain admin and has put Ben and Maria on the license. */
async function makeLicensedSchool(): Promise<GoogleSchool> {
  const school = await makeSchool(app, sandbox, { domainAdmin: true });
  const { admin, licenseId } = school.district;
  await addPeople(admin.client, licenseId, `${school.ben}, ${school.maria}`);
  return school;
}

/** The sign-in page of the app, on which nobody is signed in, and what is behind it. */
async function openSignIn(): Promise<AppScreen> {
  const { page } = await windows.open(app.port, null, 'wide', 'localhost');
  await page.goto('/app/');
  await page.getByRole('heading', { name: words.signIn.title }).waitFor();
  return new AppScreen(page);
}

const signInWith = (page: Page, issuer: string) =>
  page.getByRole('button', { name: words.signIn.with.replace('{issuer}', issuer) }).click();

describe('signing in with Google and with others', () => {
  it('[SIGNIN-1] [SIGNIN-2] a button, the account, and the person is in the app with their license', async () => {
    const { ben } = await makeLicensedSchool();
    const screen = await openSignIn();
    await expectAccessible(screen.page);
    await signInWith(screen.page, 'Google');
    await allowAtGoogle(screen.page, ben);
    await screen.commentBox().waitFor();
    expect(new URL(screen.page.url()).pathname).toBe('/app/');
    await screen.page.reload();
    await screen.commentBox().waitFor();
  });

  it('[SIGNIN-3] who says no at Google is told so, and signs in with a code instead', async () => {
    await makeLicensedSchool();
    const { page } = await openSignIn();
    await signInWith(page, 'Google');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText(words.ending.denied.title).waitFor();
    await expectAccessible(page);
    await expect(page.getByLabel(words.signIn.email).count()).resolves.toBe(1);
  });

  it('[B03] [SIGNIN-4] an address of an existing account, brought by another issuer, opens nothing until its code is entered', async () => {
    const { maria } = await makeLicensedSchool();
    await signIn(app, maria);
    sandbox.control.addOtherAccount({ email: maria, emailVerified: true });
    const screen = await openSignIn();
    const { page } = screen;
    await signInWith(page, 'Another provider');
    await allowAtGoogle(page, maria);
    await page.getByRole('heading', { name: words.prove.title }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: words.code.fill }).waitFor();
    await expect(screen.commentBox().count()).resolves.toBe(0);

    const code = /\d{6}/.exec((await page.getByText(/^Your code is/).textContent()) ?? '')?.[0] ?? '';
    const wrong = code === '000000' ? '111111' : '000000';
    await page.getByLabel(words.code.label).fill(wrong);
    await page.getByRole('button', { name: words.prove.confirm }).click();
    await page.getByText('That is not the code').waitFor();
    await expect(screen.commentBox().count()).resolves.toBe(0);
    await page.getByRole('button', { name: words.code.fill }).click();
    await screen.commentBox().waitFor();

    // From here on that issuer signs in to the account by itself.
    const again = await openSignIn();
    await signInWith(again.page, 'Another provider');
    await chooseAccount(again.page, maria);
    await again.commentBox().waitFor();
  });

  it('[B03] [SIGNIN-4] an address that its issuer does not vouch for brings nothing with it', async () => {
    const { maria } = await makeLicensedSchool();
    sandbox.control.addOtherAccount({ email: maria, emailVerified: false });
    const screen = await openSignIn();
    await signInWith(screen.page, 'Another provider');
    await allowAtGoogle(screen.page, maria);
    await screen.page.getByRole('button', { name: 'Menu' }).waitFor();
    await expect(screen.commentBox().count()).resolves.toBe(0);
  });
});
