import type { DistrictId, LicenseId } from '@rollcall/core/ids.ts';
import { type RawBuilder, sql } from 'kysely';

/** The rows of one licence in a table by its alias: the beginning of the indexes by which a licence's rows are listed. */
export function ofLicense(
  place: { readonly districtId: DistrictId; readonly id: LicenseId },
  alias: string,
): RawBuilder<unknown> {
  return sql`${sql.ref(`${alias}.district_id`)} = ${place.districtId} and ${sql.ref(`${alias}.license_id`)} = ${place.id}`;
}
