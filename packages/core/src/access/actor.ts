import type { DistrictId, LicenseId, PersonId, SessionId } from '../ids.ts';

/** Who acts. A person's rights come from grants that are read in the transaction they are used in. */
export type Actor =
  | { readonly kind: 'person'; readonly personId: PersonId; readonly sessionId: SessionId }
  | { readonly kind: 'vendor'; readonly name: string }
  | { readonly kind: 'system'; readonly job: string };

/** What the database says about an actor in one district, read under the lock of the licence concerned. */
export interface Grants {
  readonly districtId: DistrictId;
  readonly licenseAdminOf: LicenseId | null;
  readonly domainAdmin: boolean;
}
