import { createHash } from 'node:crypto';
import type { DistrictId, PlatformId } from '@rollcall/core/ids.ts';
import type { RegisteredPlatform } from '../integrations/lti/platform.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';

/** A registration: whose it is and which. */
export interface PlatformPlace extends LicensePlace {
  readonly platformId: PlatformId;
}

/** Who is launched: a registration's deployment and subject. Never an address. */
export interface LaunchedKey {
  readonly platformId: PlatformId;
  readonly deploymentId: string;
  readonly subject: string;
}

/** The key of a registration's row. */
export function platformKey({ districtId, licenseId, platformId }: PlatformPlace): {
  readonly district_id: DistrictId;
  readonly license_id: PlatformPlace['licenseId'];
  readonly id: PlatformId;
} {
  return { district_id: districtId, license_id: licenseId, id: platformId };
}

/** The key that the rows below a registration have in common. */
export function belowPlatform({ districtId, licenseId, platformId }: PlatformPlace) {
  return { district_id: districtId, license_id: licenseId, platform_id: platformId };
}

/** The part of a placeholder address that is the person's: of deployment and subject. */
export function placeholderDigest({ deploymentId, subject }: Omit<LaunchedKey, 'platformId'>): string {
  return createHash('sha256').update(`${deploymentId}\n${subject}`).digest('hex').slice(0, 32);
}

/** How exclusions know somebody of a learning management system: the same after a registration that is made anew. */
export function externalIdOf(
  { issuer }: Pick<RegisteredPlatform, 'issuer'>,
  { deploymentId, subject }: Omit<LaunchedKey, 'platformId'>,
): string {
  return `${issuer}|${deploymentId}|${subject}`;
}
