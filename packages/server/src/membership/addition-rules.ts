import type { Grants } from '@rollcall/core/access/actor.ts';
import type { DistrictId } from '@rollcall/core/ids.ts';
import type { AddWithoutInvitation } from '@rollcall/core/members/invite-rule.ts';
import type { DistrictTx } from '../db/tx.ts';
import { verifiedDomains } from './verified-domains.ts';

/** How the district decides between inviting and adding at once. */
export interface AdditionRules {
  readonly actorIsDomainAdmin: boolean;
  readonly setting: AddWithoutInvitation;
  readonly verifiedDomains: ReadonlySet<string>;
}

/** The rules as they are in this transaction: the district's setting, its verified domains, the actor's grant. */
export async function readRules(
  tx: DistrictTx,
  districtId: DistrictId,
  grants: Grants,
): Promise<AdditionRules> {
  const district = await tx
    .selectFrom('district')
    .select('add_without_invitation')
    .where('id', '=', districtId)
    .executeTakeFirstOrThrow();
  return {
    actorIsDomainAdmin: grants.domainAdmin,
    setting: district.add_without_invitation,
    verifiedDomains: await verifiedDomains(tx, districtId),
  };
}
