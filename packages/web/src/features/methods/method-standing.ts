import {
  type DeploymentMethod,
  type MethodFit,
  methodFits,
  type UnavailableReason,
} from '@rollcall/core/licenses/deployment-methods.ts';
import type { LicenseType } from '@rollcall/core/licenses/license.ts';

/** Which methods this installation has. */
const isSetUp: Readonly<Record<DeploymentMethod, boolean>> = {
  email: true,
  csv: true,
  ou: false,
  domain: false,
  assignment: false,
  classroom: false,
  link: false,
  key: true,
};

/** How a method stands for one licence: it works, it would fit but is not there, or it does not fit. */
export type MethodStanding =
  | { readonly kind: 'works' | 'not_set_up'; readonly recommended: boolean }
  | { readonly kind: 'not_available'; readonly reason: UnavailableReason };

export function methodStanding(method: DeploymentMethod, type: LicenseType): MethodStanding {
  const fit: MethodFit = methodFits[method][type];
  if (!fit.fits) return { kind: 'not_available', reason: fit.reason };
  return { kind: isSetUp[method] ? 'works' : 'not_set_up', recommended: fit.recommended };
}
