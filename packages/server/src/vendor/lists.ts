import type { DistrictId, LicenseId } from '@rollcall/core/ids.ts';
import type { LicenseType } from '@rollcall/core/licenses/license.ts';
import { type PoolUsage, poolUsage } from '@rollcall/core/licenses/pools.ts';
import { phaseOf, type TermPhase } from '@rollcall/core/licenses/term.ts';
import { sql } from 'kysely';
import type { SystemTx } from '../db/tx.ts';
import { countsOf, heldOf } from '../license-row/seat-counts.ts';

// What the vendor sees: districts, what they bought, and who holds which grant. No members: those are the districts'.

export interface DistrictRow {
  readonly id: DistrictId;
  readonly name: string;
  readonly addWithoutInvitation: string;
}

export interface DomainRow {
  readonly id: string;
  readonly name: string;
  readonly districtId: DistrictId;
  readonly district: string;
  readonly verified: boolean;
  /** Its record has been missing for days: nobody new comes by it. */
  readonly lost: boolean;
}

export interface LicenseRow {
  readonly id: LicenseId;
  readonly name: string;
  readonly type: LicenseType;
  readonly districtId: DistrictId;
  readonly district: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly phase: TermPhase;
  readonly staffSeats: PoolUsage;
  readonly studentSeats: PoolUsage;
}

export interface GrantRow {
  readonly district: string;
  /** The licence or the domain that the grant is on. */
  readonly on: string;
  readonly name: string;
  readonly email: string;
  readonly grantedAt: Date;
  /** False while nobody has signed in with the address. */
  readonly hasAccount: boolean;
}

export async function listDistricts(tx: SystemTx): Promise<DistrictRow[]> {
  const rows = await tx
    .selectFrom('district')
    .select(['id', 'name', 'add_without_invitation'])
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    id: row.id as DistrictId,
    name: row.name,
    addWithoutInvitation: row.add_without_invitation,
  }));
}

export async function listDomains(tx: SystemTx): Promise<DomainRow[]> {
  const rows = await tx
    .selectFrom('domain')
    .innerJoin('district', 'district.id', 'domain.district_id')
    .select(['domain.id', 'domain.name', 'domain.district_id', 'district.name as district', 'verified_at'])
    .select('lost_at')
    .orderBy('district.name')
    .orderBy('domain.name')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    districtId: row.district_id as DistrictId,
    district: row.district,
    verified: row.verified_at !== null,
    lost: row.lost_at !== null,
  }));
}

export async function listLicenses(tx: SystemTx): Promise<LicenseRow[]> {
  const rows = await tx
    .selectFrom('license')
    .innerJoin('district', 'district.id', 'license.district_id')
    .selectAll('license')
    .select(['district.name as district', sql<Date>`now()`.as('database_now')])
    .orderBy('district.name')
    .orderBy('license.name')
    .execute();
  return rows.map((row) => {
    const counts = countsOf(row);
    return {
      id: row.id as LicenseId,
      name: row.name,
      type: row.type,
      districtId: row.district_id as DistrictId,
      district: row.district,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      phase: phaseOf({ startsAt: row.starts_at, endsAt: row.ends_at }, row.database_now),
      staffSeats: poolUsage('staff', row.staff_seats, counts, heldOf(row)),
      studentSeats: poolUsage('student', row.student_seats, counts, heldOf(row)),
    };
  });
}

export async function listLicenseAdmins(
  tx: SystemTx,
): Promise<(GrantRow & { readonly licenseId: string })[]> {
  const rows = await tx
    .selectFrom('license_admin as grant')
    .innerJoin('license', (join) =>
      join
        .onRef('license.district_id', '=', 'grant.district_id')
        .onRef('license.id', '=', 'grant.license_id'),
    )
    .innerJoin('district', 'district.id', 'grant.district_id')
    .select(['grant.license_id', 'grant.name', 'grant.email', 'grant.granted_at', 'grant.person_id'])
    .select(['license.name as on', 'district.name as district'])
    .orderBy('district.name')
    .orderBy('license.name')
    .orderBy('grant.email')
    .execute();
  return rows.map(({ license_id, ...row }) => ({ ...presentGrant(row), licenseId: license_id }));
}

export async function listDomainAdmins(tx: SystemTx): Promise<(GrantRow & { readonly domainId: string })[]> {
  const rows = await tx
    .selectFrom('domain_admin as grant')
    .innerJoin('domain', (join) =>
      join.onRef('domain.district_id', '=', 'grant.district_id').onRef('domain.id', '=', 'grant.domain_id'),
    )
    .innerJoin('district', 'district.id', 'grant.district_id')
    .select(['grant.domain_id', 'grant.name', 'grant.email', 'grant.granted_at', 'grant.person_id'])
    .select(['domain.name as on', 'district.name as district'])
    .orderBy('district.name')
    .orderBy('domain.name')
    .orderBy('grant.email')
    .execute();
  return rows.map(({ domain_id, ...row }) => ({ ...presentGrant(row), domainId: domain_id }));
}

interface StoredGrant {
  readonly district: string;
  readonly on: string;
  readonly name: string;
  readonly email: string;
  readonly granted_at: Date;
  readonly person_id: string | null;
}

function presentGrant(row: StoredGrant): GrantRow {
  return {
    district: row.district,
    on: row.on,
    name: row.name,
    email: row.email,
    grantedAt: row.granted_at,
    hasAccount: row.person_id !== null,
  };
}
