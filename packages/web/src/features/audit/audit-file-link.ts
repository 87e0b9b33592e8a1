import type { AuditFilter } from '@rollcall/core/audit/contract.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';

/** The audit log as it is filtered, as a file. */
export function auditFileLink(licenseId: LicenseId, filter: AuditFilter): string {
  return `/files/licenses/${licenseId}/audit.csv?${new URLSearchParams({ filter: JSON.stringify(filter) })}`;
}
