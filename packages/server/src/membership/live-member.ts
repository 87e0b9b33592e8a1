import type { MemberId } from '@rollcall/core/ids.ts';
import type { Selectable } from 'kysely';
import type { Member } from '../db/schema.gen.ts';
import type { DistrictTx, SystemTx } from '../db/tx.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';

export type MemberRow = Selectable<Member>;

/** A live row of the licence. Undefined when it has ended or never was. The licence's lock holds it still. */
export async function findLiveMember(
  tx: DistrictTx | SystemTx,
  license: LockedLicense,
  id: MemberId,
): Promise<MemberRow | undefined> {
  return tx
    .selectFrom('member')
    .selectAll()
    .where('district_id', '=', license.districtId)
    .where('license_id', '=', license.id)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}
