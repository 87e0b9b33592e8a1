import type { Sandbox } from '@rollcall/sandbox/sandbox.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import type { Page } from 'playwright-core';
import { type DistrictOptions, makeDistrict, type TestDistrict } from './district.ts';

export interface GoogleSchool {
  readonly district: TestDistrict;
  /** Administers the Google Workspace, and is the licence's admin. */
  readonly googleAdmin: string;
  /** A pupil of `grade7`. */
  readonly ben: string;
  /** Teachers: whoever has classes is Maria. */
  readonly maria: string;
  readonly pavel: string;
}

/** Where the pupils of `makeSchool` are. */
export const grade7 = '/Students/Middle School/Grade 7';
export const grade8 = '/Students/Middle School/Grade 8';

/** A district and its Google Workspace in the sandbox, with about five people in each grade. */
export async function makeSchool(
  app: RunningApp,
  sandbox: Sandbox,
  options: DistrictOptions,
): Promise<GoogleSchool> {
  const district = await makeDistrict(app, options);
  const { domain } = district;
  const known = (givenName: string, familyName: string, orgUnitPath: string, isAdmin = false) => {
    const email = `${givenName}.${familyName}@${domain}`.toLowerCase();
    return { email, givenName, familyName, orgUnitPath, isAdmin };
  };
  const people = {
    googleAdmin: { ...known('Lena', 'Ortiz', '/Staff', true), email: district.admin.email },
    ben: known('Ben', 'Carter', grade7),
    maria: known('Maria', 'Santos', '/Staff/Teachers'),
    pavel: known('Pavel', 'Novak', '/Staff/Teachers'),
  };
  sandbox.control.generateWorkspace({
    name: `Schools of ${domain}`,
    domain,
    seed: 7,
    people: 60,
    known: Object.values(people),
  });
  return {
    district,
    googleAdmin: people.googleAdmin.email,
    ben: people.ben.email,
    maria: people.maria.email,
    pavel: people.pavel.email,
  };
}

/** What the sandbox's pages ask on the way of a sign-in: who, and, where something is to be read, whether that is right. */
export async function allowAtGoogle(page: Page, account: string): Promise<void> {
  await chooseAccount(page, account);
  await page.getByRole('button', { name: 'Continue' }).click();
}

export async function chooseAccount(page: Page, account: string): Promise<void> {
  await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
  await page.getByRole('searchbox').fill(account);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('button', { name: account }).click();
}
