import type { DistrictId } from '@rollcall/core/ids.ts';
import type { AddWithoutInvitation } from '@rollcall/core/members/invite-rule.ts';
import type { SystemTx } from '../db/tx.ts';
import { oneAtATime } from './one-at-a-time.ts';

export interface NewDistrict {
  readonly name: string;
  readonly addWithoutInvitation?: AddWithoutInvitation;
}

/** Makes a district, or finds the one of this name. Vendor staff tell districts apart by name. */
export async function ensureDistrict(
  tx: SystemTx,
  district: NewDistrict,
): Promise<{ id: DistrictId; created: boolean }> {
  await oneAtATime(tx);
  const known = await tx
    .selectFrom('district')
    .select('id')
    .where('name', '=', district.name)
    .executeTakeFirst();
  if (known !== undefined) return { id: known.id as DistrictId, created: false };
  const row = await tx
    .insertInto('district')
    .values({ name: district.name, add_without_invitation: district.addWithoutInvitation ?? 'all_addresses' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: row.id as DistrictId, created: true };
}
