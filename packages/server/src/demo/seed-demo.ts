import type { DistrictId, LicenseId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';
import { ensureDistrict } from '../vendor/create-district.ts';
import { ensureDomain } from '../vendor/create-domain.ts';
import { ensureLicense } from '../vendor/create-license.ts';
import { switchDomainWide } from '../vendor/domain-wide.ts';
import { type Grantee, grantDomainAdmin, grantLicenseAdmin } from '../vendor/grants.ts';
import { type DemoAdmin, type DemoDistrict, type DemoLicense, demoDistricts } from './districts.ts';
import { demoAddress, demoPeople } from './people.ts';
import { addressOfName, inventedName } from './seed-names.ts';
import { seedPeople } from './seed-people.ts';
import { findOrMakeDemoPerson } from './sign-in-demo-person.ts';

/**
 * Fills the demo through the functions that production uses: districts, licences and grants like the vendor,
 * people like their admins, answers like the invited. Repeating it changes nothing, also when a visitor has changed
 * or taken back what was there; interrupted, it goes on where it stopped.
 */
export async function seedDemo(app: AppContext): Promise<void> {
  // Numbers of invented names: each licence takes the next ones, so nobody is on two of them.
  let firstName = 0;
  for (const district of demoDistricts) {
    if (!(await isSold(app, district))) await openAccounts(app, district);
    const licenses = await sellToDistrict(app, district);
    for (const license of district.licenses) {
      const id = licenses.ids.get(license.name);
      if (id !== undefined) {
        await seedPeople(app, { districtId: licenses.districtId, licenseId: id }, license, {
          domain: district.domain,
          firstName,
        });
      }
      firstName += license.batches.reduce((sum, batch) => sum + (batch.withYear ? 0 : batch.people), 0);
    }
    if (district.mailsStaff) await switchMailOn(app, licenses.districtId);
  }
}

/** Once its past is there, which is not mailed; not again, where somebody has said otherwise since. */
async function switchMailOn(app: AppContext, districtId: DistrictId): Promise<void> {
  if (app.env.smtpUrl === undefined) return;
  await app.db.withSystemTx((tx) =>
    sql`
      update district d set mail_since = now()
      where d.id = ${districtId} and d.mail_since is null and not exists (
        select from domain_log l where l.district_id = d.id and l.action = 'mail_changed'
      )
    `.execute(tx),
  );
}

async function isSold(app: AppContext, { name }: DemoDistrict): Promise<boolean> {
  const row = await app.db.withSystemTx((tx) =>
    tx.selectFrom('district').select('id').where('name', '=', name).executeTakeFirst(),
  );
  return row !== undefined;
}

/** Far from the numbers that the licences' people have. */
const firstNewcomer = 1_000;

/**
 * The accounts of those whom one can be, and of people of the domain that is not entered yet. Only before the district
 * is there: a sign-in later could put somebody back whom a visitor has taken off.
 */
async function openAccounts(
  app: AppContext,
  { name: districtName, openDomain }: DemoDistrict,
): Promise<void> {
  for (const person of demoPeople.filter(({ district }) => district === districtName))
    await findOrMakeDemoPerson(app, person);
  if (openDomain === undefined) return;
  for (let number = firstNewcomer; number < firstNewcomer + openDomain.people; number += 1) {
    const name = inventedName(number);
    await findOrMakeDemoPerson(app, { name, email: addressOfName(name, openDomain.name) });
  }
}

interface SoldLicenses {
  readonly districtId: DistrictId;
  /** By name. A licence that has another name by now is left alone. */
  readonly ids: ReadonlyMap<string, LicenseId>;
}

/** All that the vendor does for one district, as one transaction: a district that is there is complete. */
async function sellToDistrict(app: AppContext, district: DemoDistrict): Promise<SoldLicenses> {
  return app.db.withSystemTx(async (tx) => {
    const { id: districtId, created } = await ensureDistrict(tx, { name: district.name });
    if (created) {
      const { id: domainId } = await ensureDomain(tx, districtId, district.domain);
      for (const admin of district.domainAdmins)
        await grantDomainAdmin(tx, { districtId, domainId }, granteeOf(admin));
      for (const license of district.licenses) {
        const { id } = await ensureLicense(tx, app.env.secret, {
          districtId,
          ...term(license),
          ...seatsOf(license),
        });
        for (const admin of license.admins)
          await grantLicenseAdmin(tx, { districtId, licenseId: id }, granteeOf(admin));
        if (license.domainWide === true) await switchDomainWide(tx, { districtId, licenseId: id }, true);
      }
    }
    const rows = await tx
      .selectFrom('license')
      .select(['id', 'name'])
      .where('district_id', '=', districtId)
      .execute();
    return { districtId, ids: new Map(rows.map((row) => [row.name, row.id as LicenseId])) };
  });
}

/** A year that began two months ago, from the first of a month to the first of a month; or one that ends on a given day. */
function term({ endsInDays }: DemoLicense): { startsAt: Date; endsAt: Date } {
  const now = new Date();
  if (endsInDays !== undefined) {
    const end = (years: number) =>
      new Date(Date.UTC(now.getUTCFullYear() - years, now.getUTCMonth(), now.getUTCDate() + endsInDays));
    return { startsAt: end(1), endsAt: end(0) };
  }
  const firstOf = (months: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1));
  return { startsAt: firstOf(-2), endsAt: firstOf(10) };
}

function seatsOf({ name, type, staffSeats, studentSeats }: DemoLicense) {
  return { name, type, staffSeats, studentSeats };
}

function granteeOf(admin: DemoAdmin): Grantee {
  return { name: admin.name, email: demoAddress(admin.email) };
}
