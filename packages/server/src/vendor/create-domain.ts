import type { DistrictId } from '@rollcall/core/ids.ts';
import type { SystemTx } from '../db/tx.ts';

/**
 * Enters a domain that the vendor has seen to be the district's, as verified. Idempotent. The unique index refuses
 * one that is another district's.
 */
export async function ensureDomain(
  tx: SystemTx,
  districtId: DistrictId,
  name: string,
): Promise<{ id: string; created: boolean }> {
  const known = await tx
    .selectFrom('domain')
    .select('id')
    .where((where) => where.and({ district_id: districtId, name }))
    .executeTakeFirst();
  if (known !== undefined) return { id: known.id, created: false };
  const row = await tx
    .insertInto('domain')
    .values({ district_id: districtId, name, verified_at: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: row.id, created: true };
}
