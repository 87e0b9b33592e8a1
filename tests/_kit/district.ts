import { randomUUID } from 'node:crypto';
import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import { canonicalEmail } from '@rollcall/core/emails.ts';
import type { DistrictId, LicenseId, PersonId } from '@rollcall/core/ids.ts';
import type { LicenseType } from '@rollcall/core/licenses/license.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import type { SystemTx } from '@rollcall/server/db/tx.ts';
import { mailboxIssuer, signInWithIdentity } from '@rollcall/server/identity/sign-in-with-identity.ts';
import type { LicensePlace } from '@rollcall/server/license-row/lock-license.ts';
import { ensureDistrict } from '@rollcall/server/vendor/create-district.ts';
import { ensureDomain } from '@rollcall/server/vendor/create-domain.ts';
import { ensureLicense } from '@rollcall/server/vendor/create-license.ts';
import { grantDomainAdmin, grantLicenseAdmin } from '@rollcall/server/vendor/grants.ts';
import { createClient, type TestClient } from './client.ts';

const hourMs = 60 * 60 * 1000;
const yearMs = 365 * 24 * 60 * 60 * 1000;

export interface TestDistrict {
  readonly id: DistrictId;
  readonly domain: string;
  readonly domainId: string;
  readonly licenseId: LicenseId;
  readonly admin: TestPerson;
  /** An address in the district's domain that nobody else has. */
  address(local: string): string;
}

export interface TestPerson {
  readonly id: PersonId;
  readonly email: string;
  readonly token: string;
  readonly client: TestClient;
}

export interface DistrictOptions {
  readonly domainAdmin?: boolean;
  readonly staffSeats?: number | null;
  readonly studentSeats?: number | null;
  readonly type?: LicenseType;
  readonly startsAt?: Date;
  readonly endsAt?: Date;
}

/** A district of its own for one test: domain, licence and a signed-in license admin. */
export async function makeDistrict(app: RunningApp, options: DistrictOptions = {}): Promise<TestDistrict> {
  const tag = randomUUID().slice(0, 8);
  const domain = `d${tag}.example`;
  const admin = await signIn(app, `admin@${domain}`);
  const made = await app.context.db.withSystemTx(async (tx) => {
    const { id } = await ensureDistrict(tx, { name: `District ${tag}` });
    const { id: domainId } = await ensureDomain(tx, id, domain);
    const { id: licenseId } = await ensureLicense(tx, app.context.env.secret, {
      districtId: id,
      name: `License ${tag}`,
      type: options.type ?? 'district',
      startsAt: options.startsAt ?? new Date(Date.now() - hourMs),
      endsAt: options.endsAt ?? new Date(Date.now() + yearMs),
      staffSeats: options.staffSeats === undefined ? 100 : options.staffSeats,
      studentSeats: options.studentSeats === undefined ? 100 : options.studentSeats,
    });
    return { id, domainId, licenseId };
  });
  const grantee = { email: canonical(admin.email), name: `Admin ${tag}` };
  const place = { districtId: made.id, licenseId: made.licenseId };
  await asVendor(app, place, (tx) => grantLicenseAdmin(tx, place, grantee));
  if (options.domainAdmin === true) {
    await app.context.db.withSystemTx((tx) =>
      grantDomainAdmin(tx, { districtId: made.id, domainId: made.domainId }, grantee),
    );
  }
  return { ...made, domain, admin: await signIn(app, admin.email), address: (local) => `${local}@${domain}` };
}

/** What the vendor does on a licence; told at once, where the command line leaves it to the next sweep. */
export async function asVendor<Result>(
  app: RunningApp,
  place: LicensePlace,
  run: (tx: SystemTx) => Promise<Result>,
): Promise<Result> {
  const result = await app.context.db.withSystemTx(run);
  app.context.live.committed(place);
  return result;
}

/** A person with a verified address and a session, as after entering the code. */
export async function signIn(app: RunningApp, email: string): Promise<TestPerson> {
  const address = canonical(email);
  const result = await signInWithIdentity(app.context, {
    issuer: mailboxIssuer,
    subject: address,
    name: email.split('@')[0] ?? email,
    email: address,
    emailShown: email,
    emailVerified: true,
  });
  if (result.kind !== 'person') throw new Error('A test mailbox was asked to prove itself');
  const token = await app.context.sessions.start(result.personId, 'code', 'test');
  return { id: result.personId, email, token, client: createClient(app.port, token) };
}

export function canonical(email: string): CanonicalEmail {
  const result = canonicalEmail(email);
  if (!result.ok) throw new Error(`A test address is refused: ${result.reason}`);
  return result.email;
}
