import { DomainError } from '@rollcall/core/errors.ts';
import type { FeaturesOfPerson } from '@rollcall/core/features/contract.ts';
import { fullFeature } from '@rollcall/core/features/feature.ts';
import type { MemberId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';

interface Row {
  readonly user_type: UserType;
  readonly feature: string;
  readonly is_off: boolean;
  readonly allowed: boolean | null;
  readonly set_by: string | null;
  readonly set_at: Date | null;
}

/** What one person on the list has of the licence, and why. NOT_FOUND when nobody is. */
export async function readPerson(
  tx: DistrictTx,
  place: LicensePlace,
  id: MemberId,
): Promise<FeaturesOfPerson> {
  const { rows } = await sql<Row>`
    select m.user_type, wanted.feature, r.feature is not null as is_off, f.allowed, f.set_by, f.set_at
    from member m
    cross join unnest(${fullFeature.options}::text[]) as wanted (feature)
    left join feature_rule r on r.district_id = m.district_id and r.license_id = m.license_id
      and r.user_type = m.user_type and r.feature = wanted.feature
    left join member_feature f on f.district_id = m.district_id and f.license_id = m.license_id
      and f.member_id = m.id and f.feature = wanted.feature
    where m.district_id = ${place.districtId} and m.license_id = ${place.licenseId} and m.id = ${id}
      and m.ended_at is null
  `.execute(tx);
  const [any] = rows;
  if (any === undefined) throw new DomainError('NOT_FOUND', { noun: 'member' });
  const features = fullFeature.options.map((feature) => {
    const row = rows.find((one) => one.feature === feature);
    const isOnForType = row?.is_off !== true;
    const allowed = row?.allowed ?? null;
    return {
      feature,
      isOnForType,
      rule: allowed === null ? ('as_type' as const) : allowed ? ('on' as const) : ('off' as const),
      isOn: allowed ?? isOnForType,
      setBy: row?.set_by ?? null,
      setAt: row?.set_at?.toISOString() ?? null,
    };
  });
  return { userType: any.user_type, features };
}
