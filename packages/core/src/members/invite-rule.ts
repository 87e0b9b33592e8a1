import { z } from 'zod';
import { type DeploymentMethod, methodsThatInvite } from '../licenses/deployment-methods.ts';

/** The district's setting *Add without invitation*. */
export const addWithoutInvitation = z.enum(['all_addresses', 'verified_domains_only']);
export type AddWithoutInvitation = z.infer<typeof addWithoutInvitation>;

/** Whether an addition is agreed to first (`invite`) or takes effect at once (SPEC INVITE-1, B18, B19). */
export function additionMode(facts: {
  readonly method: DeploymentMethod;
  readonly actorIsDomainAdmin: boolean;
  readonly setting: AddWithoutInvitation;
  readonly addressInVerifiedDomain: boolean;
}): 'invite' | 'at_once' {
  if (!methodsThatInvite.has(facts.method)) return 'at_once';
  if (!facts.actorIsDomainAdmin) return 'invite';
  if (facts.setting === 'all_addresses') return 'at_once';
  return facts.addressInVerifiedDomain ? 'at_once' : 'invite';
}
