import type { Exceptions, FeatureChanges } from '@rollcall/core/features/contract.ts';
import { fullFeature } from '@rollcall/core/features/feature.ts';
import type { MemberId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';

/** The exceptions of those among these people who have any. */
export async function exceptionsOf(
  tx: DistrictTx,
  place: LicensePlace,
  people: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, Exceptions>> {
  const { rows } = await sql<{ member_id: MemberId; exceptions: Exceptions }>`
    select member_id, jsonb_object_agg(feature, case when allowed then 'on' else 'off' end) as exceptions
    from member_feature
    where district_id = ${place.districtId} and license_id = ${place.licenseId}
      and member_id = any (${[...people]}::uuid[])
    group by member_id
  `.execute(tx);
  return new Map(rows.map((row) => [row.member_id, row.exceptions]));
}

/** Whether the changes change anything of somebody with these exceptions. */
export function differs(known: Exceptions, changes: FeatureChanges): boolean {
  return fullFeature.options.some((name) => {
    const wanted = changes[name];
    return wanted !== undefined && wanted !== (known[name] ?? 'as_type');
  });
}
