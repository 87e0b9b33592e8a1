import type { DistrictId } from '@rollcall/core/ids.ts';
import type { DistrictTx } from '../db/tx.ts';

/**
 * The names of the domains that the district has shown to be its own, as they are in this transaction. One whose proof
 * is lost is none of them (SPEC DOMAIN-3).
 */
export async function verifiedDomains(tx: DistrictTx, districtId: DistrictId): Promise<ReadonlySet<string>> {
  const domains = await tx
    .selectFrom('domain')
    .select('name')
    .where('district_id', '=', districtId)
    .where('verified_at', 'is not', null)
    .where('lost_at', 'is', null)
    .execute();
  return new Set(domains.map((domain) => domain.name));
}
