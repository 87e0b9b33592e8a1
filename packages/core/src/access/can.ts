import type { LicenseAction } from './actions.ts';
import type { Grants } from './actor.ts';

type Requirement = (grants: Grants) => boolean;

const isLicenseAdmin: Requirement = (grants) => grants.licenseAdminOf !== null;

/** Who may do what on a licence (SPEC ACCESS-1). A table, complete over the actions by type. */
const requirements: Readonly<Record<LicenseAction, Requirement>> = {
  'license.read': isLicenseAdmin,
  'license.readKey': isLicenseAdmin,
  'license.changeKey': isLicenseAdmin,
  'member.read': isLicenseAdmin,
  'member.add': isLicenseAdmin,
  'member.remove': isLicenseAdmin,
  'member.withdraw': isLicenseAdmin,
  'member.remind': isLicenseAdmin,
  'member.changeType': isLicenseAdmin,
  'member.export': isLicenseAdmin,
  'run.read': isLicenseAdmin,
  'run.control': isLicenseAdmin,
  'sync.read': isLicenseAdmin,
  'sync.control': isLicenseAdmin,
  'link.read': isLicenseAdmin,
  'link.change': isLicenseAdmin,
  'feature.read': isLicenseAdmin,
  'feature.change': isLicenseAdmin,
  'mail.read': isLicenseAdmin,
  'lms.read': isLicenseAdmin,
  'lms.control': isLicenseAdmin,
  'audit.read': isLicenseAdmin,
};

/** Whether these grants allow the action. The caller answers NOT_FOUND on false: not visible is not there. */
export function can(grants: Grants, action: LicenseAction): boolean {
  return requirements[action](grants);
}
