import type { Actor } from '@rollcall/core/access/actor.ts';
import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { DistrictId, LicenseId } from '@rollcall/core/ids.ts';
import type { SystemTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import { lockLicense } from '../license-row/lock-license.ts';

/** Who is to hold a grant. The person need not have signed in yet: the grant waits for the address. */
export interface Grantee {
  readonly email: CanonicalEmail;
  readonly name: string;
}

const vendor = { kind: 'vendor', name: 'vendor' } as const satisfies Actor;

/** Gives the right to manage a licence. False when it was given before. The person's sessions get new tokens. */
export async function grantLicenseAdmin(
  tx: SystemTx,
  place: { readonly districtId: DistrictId; readonly licenseId: LicenseId },
  grantee: Grantee,
): Promise<boolean> {
  const license = await lockLicense(tx, place.districtId, place.licenseId);
  if (license === undefined) throw new DomainError('NOT_FOUND', { noun: 'license' });
  const personId = await ownerOf(tx, grantee.email);
  const given = await tx
    .insertInto('license_admin')
    .values({
      district_id: place.districtId,
      license_id: place.licenseId,
      email: grantee.email,
      name: grantee.name,
      person_id: personId,
      granted_by: vendor.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (given.numInsertedOrUpdatedRows !== 1n) return false;
  await recordChange(tx, license, {
    type: 'admin.granted',
    payload: {},
    actor: vendor,
    targets: personId === null ? [] : [personId],
    details: { email: grantee.email },
  });
  await rotateTokens(tx, personId);
  return true;
}

/** Takes the right back. Every open dashboard of the person stops hearing of the licence. False when there was none. */
export async function revokeLicenseAdmin(
  tx: SystemTx,
  place: { readonly districtId: DistrictId; readonly licenseId: LicenseId },
  email: CanonicalEmail,
): Promise<boolean> {
  const license = await lockLicense(tx, place.districtId, place.licenseId);
  if (license === undefined) throw new DomainError('NOT_FOUND', { noun: 'license' });
  const taken = await tx
    .deleteFrom('license_admin')
    .where((where) => where.and({ district_id: place.districtId, license_id: place.licenseId, email }))
    .returning('person_id')
    .executeTakeFirst();
  if (taken === undefined) return false;
  await recordChange(tx, license, {
    type: 'admin.revoked',
    payload: {},
    actor: vendor,
    targets: taken.person_id === null ? [] : [taken.person_id],
    details: { email },
  });
  await rotateTokens(tx, taken.person_id);
  return true;
}

/**
 * Makes somebody responsible for a domain of the district. False when they were before. The person's sessions get
 * new tokens.
 */
export async function grantDomainAdmin(
  tx: SystemTx,
  place: { readonly districtId: DistrictId; readonly domainId: string },
  grantee: Grantee,
): Promise<boolean> {
  const personId = await ownerOf(tx, grantee.email);
  const given = await tx
    .insertInto('domain_admin')
    .values({
      district_id: place.districtId,
      domain_id: place.domainId,
      email: grantee.email,
      name: grantee.name,
      person_id: personId,
      granted_by: vendor.name,
    })
    .onConflict((conflict) =>
      // Theirs by a copy before: from here on it is the vendor's, and stays when that is taken back.
      conflict
        .columns(['district_id', 'domain_id', 'email'])
        .doUpdateSet({ granted_by: vendor.name })
        .where('domain_admin.granted_by', '<>', vendor.name),
    )
    .executeTakeFirst();
  if (given.numInsertedOrUpdatedRows !== 1n) return false;
  await rotateTokens(tx, personId);
  return true;
}

export interface RevokedDomainAdmin {
  /** False when there was no such grant. */
  readonly changed: boolean;
  /** Domains that the person answers for no more either, by name. */
  readonly copies: readonly string[];
}

/**
 * Takes a domain grant back, with the copies of it that its holder got by adding domains. The last one of a domain stays
 * (SPEC B22): somebody must answer for the domain. Throws LAST_DOMAIN_ADMIN then.
 */
export async function revokeDomainAdmin(
  tx: SystemTx,
  place: { readonly districtId: DistrictId; readonly domainId: string },
  email: CanonicalEmail,
): Promise<RevokedDomainAdmin> {
  const key = { district_id: place.districtId, domain_id: place.domainId };
  const holders = await tx
    .selectFrom('domain_admin')
    .select(['email', 'person_id'])
    .where((where) => where.and(key))
    .forUpdate()
    .execute();
  const holder = holders.find((row) => row.email === email);
  if (holder === undefined) return { changed: false, copies: [] };
  if (holders.length === 1) throw new DomainError('LAST_DOMAIN_ADMIN', {});
  await tx
    .deleteFrom('domain_admin')
    .where((where) => where.and({ ...key, email }))
    .execute();
  const copies = await dropCopies(tx, place.districtId, email);
  await rotateTokens(tx, holder.person_id);
  return { changed: true, copies };
}

/**
 * Whoever adds a domain gets a copy of the grant that they hold (SPEC DOMAIN-1). Copies do not outlive what the vendor has
 * given: each carries the right for the whole district on, and their holder could make more.
 */
async function dropCopies(tx: SystemTx, districtId: DistrictId, email: CanonicalEmail): Promise<string[]> {
  const held = await tx
    .selectFrom('domain_admin as held')
    .innerJoin('domain', (join) =>
      join.onRef('domain.district_id', '=', 'held.district_id').onRef('domain.id', '=', 'held.domain_id'),
    )
    .select(['held.domain_id', 'held.granted_by', 'domain.name', 'domain.verified_at'])
    .where('held.district_id', '=', districtId)
    .where('held.email', '=', email)
    .orderBy('domain.name')
    .execute();
  const byVendor = held.filter((one) => one.granted_by === vendor.name && one.verified_at !== null);
  const copies = held.filter((one) => one.granted_by !== vendor.name);
  if (byVendor.length > 0 || copies.length === 0) return [];
  const domainIds = copies.map((copy) => copy.domain_id);
  await tx
    .deleteFrom('domain_admin')
    .where((where) => where.and({ district_id: districtId, email }))
    .where('domain_id', 'in', domainIds)
    .execute();
  return copies.map(({ name }) => name);
}

/** How many grants were new. */
export interface GrantsGiven {
  readonly licenseAdmin: number;
  readonly domainAdmin: number;
}

/** Both grants for everybody, as happens at purchase and at renewal: on the licence and on each of the domains. */
export async function grantBoth(
  tx: SystemTx,
  place: { readonly districtId: DistrictId; readonly licenseId: LicenseId },
  grantees: readonly Grantee[],
  domainIds: readonly string[],
): Promise<GrantsGiven> {
  let licenseAdmin = 0;
  let domainAdmin = 0;
  for (const grantee of grantees) {
    if (await grantLicenseAdmin(tx, place, grantee)) licenseAdmin += 1;
    for (const domainId of domainIds) {
      if (await grantDomainAdmin(tx, { districtId: place.districtId, domainId }, grantee)) domainAdmin += 1;
    }
  }
  return { licenseAdmin, domainAdmin };
}

async function ownerOf(tx: SystemTx, email: CanonicalEmail): Promise<string | null> {
  const row = await tx
    .selectFrom('person_email')
    .select('person_id')
    .where('email', '=', email)
    .executeTakeFirst();
  return row?.person_id ?? null;
}

/** A change of rights gives each session of the person a new token at its next request (SPEC E02). */
async function rotateTokens(tx: SystemTx, personId: string | null): Promise<void> {
  if (personId === null) return;
  await tx
    .updateTable('session')
    .set({ rotate: true })
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .execute();
}
