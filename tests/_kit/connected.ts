import type { LicenseType } from '@rollcall/core/licenses/license.ts';
import type { SyncStanding, TestConnectionResult } from '@rollcall/core/sync/contract.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import type { Sandbox } from '@rollcall/sandbox/sandbox.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { ensureLicense } from '@rollcall/server/vendor/create-license.ts';
import { grantLicenseAdmin } from '@rollcall/server/vendor/grants.ts';
import { asVendor, canonical, signIn, type TestDistrict } from './district.ts';
import { IssuerBrowser } from './issuer-browser.ts';
import { newRequest } from './membership.ts';
import { signInAtSandbox, type Visitor } from './sandbox.ts';

/** A licence of a district, with who manages it. */
type SyncHome = Pick<TestDistrict, 'licenseId' | 'admin'>;

export const riverbendAdmin = 'dana.whitfield@riverbend.example';

/** Goes over the consent page as the district's admin would. Answers where the browser ends. */
export async function connect(
  app: RunningApp,
  home: SyncHome,
  source: SyncSource,
  visitor: Visitor,
): Promise<string> {
  const browser = new IssuerBrowser(app, home.admin.token);
  const { url } = await beginConnection(browser, home, source);
  return (await browser.comeBack(await signInAtSandbox(url, visitor))).place;
}

export function beginConnection(
  browser: IssuerBrowser,
  home: SyncHome,
  source: SyncSource,
): Promise<{ url: string }> {
  const input = { licenseId: home.licenseId, source, timeZone: 'Europe/Berlin', requestId: newRequest() };
  return browser.call('connection.begin', 'mutation', input);
}

export function standingOf(home: SyncHome, source: SyncSource): Promise<SyncStanding> {
  return home.admin.client.connection.get.query({ licenseId: home.licenseId, source });
}

export function testOf(home: SyncHome, source: SyncSource): Promise<TestConnectionResult> {
  return home.admin.client.connection.test.mutate({ licenseId: home.licenseId, source });
}

/** Where a connection ends on the dashboard. */
export const placeAfter = (home: SyncHome, source: SyncSource, result: string) =>
  `/admin/licenses/${home.licenseId}/add/${source}?connect=${result}`;

/** How many grants somebody has at the sandbox. */
export const grantsOf = (sandbox: Sandbox, email: string) =>
  sandbox.control.listGrants().filter((grant) => grant.email === email).length;

const accounts: Readonly<Record<SyncSource, string>> = {
  ou: riverbendAdmin,
  classroom: 'maria.santos@lakeview.example',
};

/** A licence of the district that follows the source: its own for OUs, one for a teacher for classes. */
export async function ensureConnected(
  app: RunningApp,
  home: TestDistrict,
  source: SyncSource,
): Promise<SyncHome> {
  const place = source === 'ou' ? home : await ensureOtherLicense(app, home, 'teacher');
  if ((await standingOf(place, source)).connection !== null) return place;
  const ended = await connect(app, place, source, { account: accounts[source] });
  if (ended !== placeAfter(place, source, 'connected')) throw new Error(`Connecting ended at ${ended}`);
  return place;
}

/** Another licence of the district, managed by somebody else, whom it alone concerns. */
export async function ensureOtherLicense(
  app: RunningApp,
  home: TestDistrict,
  type: LicenseType,
): Promise<TestDistrict> {
  const { id: licenseId } = await app.context.db.withSystemTx((tx) =>
    ensureLicense(tx, app.context.env.secret, {
      districtId: home.id,
      name: `Other ${type} ${home.domain}`,
      type,
      startsAt: new Date(Date.now() - 1_000),
      endsAt: new Date(Date.now() + 365 * 86_400_000),
      staffSeats: 100,
      studentSeats: 100,
    }),
  );
  const place = { districtId: home.id, licenseId };
  const email = canonical(home.address(`manages-${type}`));
  await asVendor(app, place, (tx) => grantLicenseAdmin(tx, place, { email, name: `Admin of ${type}` }));
  return { ...home, licenseId, admin: await signIn(app, email) };
}
