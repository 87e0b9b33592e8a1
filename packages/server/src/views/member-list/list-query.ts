import type { MemberOrder, MemberSort } from '@rollcall/core/members/contract.ts';
import type { MemberFilter } from '@rollcall/core/members/filter.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';

/** Which people of which licence, in which order. */
export interface ListQuery {
  readonly place: LicensePlace;
  readonly filter: MemberFilter;
  readonly sort: MemberSort;
  readonly order: MemberOrder;
}
