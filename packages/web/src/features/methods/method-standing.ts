import {
  type DeploymentMethod,
  type MethodFit,
  methodFits,
  type UnavailableReason,
} from '@rollcall/core/licenses/deployment-methods.ts';
import type { LicenseType } from '@rollcall/core/licenses/license.ts';
import type { SyncHindrance } from '@rollcall/core/sync/contract.ts';

/** Which methods there are at all. */
const isBuilt: Readonly<Record<DeploymentMethod, boolean>> = {
  email: true,
  csv: true,
  ou: true,
  domain: true,
  assignment: true,
  classroom: true,
  link: true,
  key: true,
};

/** Why a method that fits cannot be used at the moment. */
export type MethodHindrance = SyncHindrance | 'domain_wide_is_off';

/** Whether a hindrance is one of this installation or of this licence. */
const hinders = {
  google_not_configured: 'not_set_up',
  domain_wide_is_on: 'not_available',
  domain_wide_is_off: 'not_available',
} as const satisfies Readonly<Record<MethodHindrance, 'not_set_up' | 'not_available'>>;

/** What is known of a licence that says which methods it can use. */
export interface MethodFacts {
  readonly hindrances: Readonly<Partial<Record<DeploymentMethod, MethodHindrance>>>;
}

/** How a method stands for one licence: it works, it would fit but is not there, or it does not fit. */
export type MethodStanding =
  | { readonly kind: 'works'; readonly recommended: boolean }
  | { readonly kind: 'not_set_up'; readonly recommended: boolean; readonly reason: MethodHindrance | null }
  | { readonly kind: 'not_available'; readonly reason: UnavailableReason | MethodHindrance };

export function methodStanding(
  method: DeploymentMethod,
  type: LicenseType,
  { hindrances }: MethodFacts,
): MethodStanding {
  const fit: MethodFit = methodFits[method][type];
  if (!fit.fits) return { kind: 'not_available', reason: fit.reason };
  const { recommended } = fit;
  if (!isBuilt[method]) return { kind: 'not_set_up', recommended, reason: null };
  const reason = hindrances[method];
  if (reason === undefined) return { kind: 'works', recommended };
  return hinders[reason] === 'not_available'
    ? { kind: 'not_available', reason }
    : { kind: 'not_set_up', recommended, reason };
}
