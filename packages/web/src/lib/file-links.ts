import type { AuditFilter } from '@rollcall/core/audit/contract.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { MemberOrder, MemberSort } from '@rollcall/core/members/contract.ts';
import type { MemberFilter } from '@rollcall/core/members/filter.ts';

/** The list as it is filtered and sorted, as a file. */
export function peopleFileLink(
  licenseId: LicenseId,
  list: { readonly filter: MemberFilter; readonly sort: MemberSort; readonly order: MemberOrder },
): string {
  const query = new URLSearchParams({
    filter: JSON.stringify(list.filter),
    sort: list.sort,
    order: list.order,
  });
  return `/files/licenses/${licenseId}/people.csv?${query}`;
}

/** The audit log as it is filtered, as a file. */
export function auditFileLink(licenseId: LicenseId, filter: AuditFilter): string {
  return `/files/licenses/${licenseId}/audit.csv?${new URLSearchParams({ filter: JSON.stringify(filter) })}`;
}
