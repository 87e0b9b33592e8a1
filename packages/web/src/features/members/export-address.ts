import type { LicenseId } from '@rollcall/core/ids.ts';
import type { ListQuery } from '../../live/list-order.ts';

/** Where the people who match can be downloaded as a file, in the order of the list. */
export function exportAddress(licenseId: LicenseId, { filter, sort, order }: ListQuery): string {
  const query = new URLSearchParams({ filter: JSON.stringify(filter), sort, order });
  return `/files/licenses/${licenseId}/people.csv?${query}`;
}
