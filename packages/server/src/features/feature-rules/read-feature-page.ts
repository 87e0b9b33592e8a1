import type { FeaturePage } from '@rollcall/core/features/contract.ts';
import { type FullFeature, fullFeature } from '@rollcall/core/features/feature.ts';
import { type UserType, userType } from '@rollcall/core/licenses/seats.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';

interface CountRow {
  readonly user_type: UserType | null;
  readonly feature: FullFeature | null;
  readonly given: number;
  readonly taken: number;
  readonly people: number;
}

/** Every feature with every user type, in the order of both lists. */
export async function readFeaturePage(tx: DistrictTx, place: LicensePlace): Promise<FeaturePage> {
  const rules = await tx
    .selectFrom('feature_rule')
    .select(['user_type', 'feature', 'switched_off_by', 'switched_off_at'])
    .where((where) => where.and({ district_id: place.districtId, license_id: place.licenseId }))
    .execute();
  const counts = await countExceptions(tx, place);
  const types = userType.options.flatMap((type) =>
    fullFeature.options.map((feature) => {
      const off = rules.find((rule) => rule.user_type === type && rule.feature === feature);
      const count = counts.find((row) => row.user_type === type && row.feature === feature);
      return {
        userType: type,
        feature,
        isOn: off === undefined,
        switchedOffBy: off?.switched_off_by ?? null,
        switchedOffAt: off?.switched_off_at.toISOString() ?? null,
        exceptionsOn: count?.given ?? 0,
        exceptionsOff: count?.taken ?? 0,
      };
    }),
  );
  return { types, peopleWithExceptions: counts.find((row) => row.user_type === null)?.people ?? 0 };
}

/** By user type and feature, and over all of them as the row without either. Who has left does not count. */
async function countExceptions(tx: DistrictTx, place: LicensePlace): Promise<CountRow[]> {
  const { rows } = await sql<CountRow>`
    select m.user_type, f.feature, count(*) filter (where f.allowed)::int as given,
      count(*) filter (where not f.allowed)::int as taken, count(distinct f.member_id)::int as people
    from member_feature f
    join member m on m.district_id = f.district_id and m.license_id = f.license_id and m.id = f.member_id
      and m.ended_at is null
    where f.district_id = ${place.districtId} and f.license_id = ${place.licenseId}
      and f.feature = any (${fullFeature.options}::text[])
    group by grouping sets ((m.user_type, f.feature), ())
  `.execute(tx);
  return rows;
}
