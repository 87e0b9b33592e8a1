import type { SyncStanding, TestConnectionResult } from '@rollcall/core/sync/contract.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import type { Sandbox } from '@rollcall/sandbox/sandbox.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import type { TestDistrict } from './district.ts';
import { IssuerBrowser } from './issuer-browser.ts';
import { newRequest } from './membership.ts';
import { signInAtSandbox, type Visitor } from './sandbox.ts';

export const riverbendAdmin = 'dana.whitfield@riverbend.example';

/** Goes over the consent page as the district's admin would. Answers where the browser ends. */
export async function connect(
  app: RunningApp,
  home: TestDistrict,
  source: SyncSource,
  visitor: Visitor,
): Promise<string> {
  const browser = new IssuerBrowser(app, home.admin.token);
  const { url } = await beginConnection(browser, home, source);
  return (await browser.comeBack(await signInAtSandbox(url, visitor))).place;
}

export function beginConnection(
  browser: IssuerBrowser,
  home: TestDistrict,
  source: SyncSource,
): Promise<{ url: string }> {
  const input = { licenseId: home.licenseId, source, timeZone: 'Europe/Berlin', requestId: newRequest() };
  return browser.call('connection.begin', 'mutation', input);
}

export function standingOf(home: TestDistrict, source: SyncSource): Promise<SyncStanding> {
  return home.admin.client.connection.get.query({ licenseId: home.licenseId, source });
}

export function testOf(home: TestDistrict, source: SyncSource): Promise<TestConnectionResult> {
  return home.admin.client.connection.test.mutate({ licenseId: home.licenseId, source });
}

/** Where a connection ends on the dashboard. */
export const placeAfter = (home: TestDistrict, source: SyncSource, result: string) =>
  `/admin/licenses/${home.licenseId}/add/${source}?connect=${result}`;

/** How many grants somebody has at the sandbox. */
export const grantsOf = (sandbox: Sandbox, email: string) =>
  sandbox.control.listGrants().filter((grant) => grant.email === email).length;
