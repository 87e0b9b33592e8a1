import { DomainError } from '@rollcall/core/errors.ts';
import { type DeploymentMethod, methodFits } from '@rollcall/core/licenses/deployment-methods.ts';
import type { LicenseType } from '@rollcall/core/licenses/license.ts';

/**
 * Throws METHOD_NOT_AVAILABLE, with the reason that the dashboard shows, where the method is none for licences of this
 * type (SPEC METHOD-1). Whatever sets a method up or brings people by it asks this first.
 */
export function assertMethodFits(method: DeploymentMethod, type: LicenseType): void {
  const fit = methodFits[method][type];
  if (!fit.fits) throw new DomainError('METHOD_NOT_AVAILABLE', { method, reason: fit.reason });
}
