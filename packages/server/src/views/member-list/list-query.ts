import type { MemberOrder, MemberSort } from '@rollcall/core/members/contract.ts';
import type { MemberFilter } from '@rollcall/core/members/filter.ts';
import { type RawBuilder, sql } from 'kysely';
import type { LicensePlace } from '../../license-row/lock-license.ts';

/** Which people of which licence, in which order. */
export interface ListQuery {
  readonly place: LicensePlace;
  readonly filter: MemberFilter;
  readonly sort: MemberSort;
  readonly order: MemberOrder;
}

/** Live rows `m` of the licence. */
export function livesOn({ place }: Pick<ListQuery, 'place'>): RawBuilder<unknown> {
  return sql`m.district_id = ${place.districtId} and m.license_id = ${place.licenseId} and m.ended_at is null`;
}
