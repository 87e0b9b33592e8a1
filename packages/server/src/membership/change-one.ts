import type { MemberOutcome } from '@rollcall/core/members/outcomes.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';
import type { MemberChange } from './change-query.ts';

/** Makes a change to one person that runs make to thousands. The caller records it when it is the wanted outcome. */
export async function changeOne(
  tx: DistrictTx,
  license: LockedLicense,
  change: MemberChange,
  memberId: string,
): Promise<MemberOutcome> {
  const { rows } = await sql<{ outcome: MemberOutcome }>`
    with target as materialized (select 0 as ord, ${memberId}::uuid as member_id),
    ${change.decided(license)}, ${change.written(license)}
    select outcome from decided
  `.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('A change of one person has decided about nobody');
  return row.outcome;
}
