import type { Actor } from '@rollcall/core/access/actor.ts';
import type { MemberId } from '@rollcall/core/ids.ts';
import type { DistrictTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import { CountChange } from '../license-row/count-change.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';
import { changeOne } from './change-one.ts';
import type { KeepOut } from './keep-out-query.ts';
import type { MemberRow } from './live-member.ts';
import { removal } from './removal-query.ts';

/**
 * Ends a live row, frees its seat and ends its sources; the row stays as history. Where it is wanted the person is kept
 * out as well, of which nothing is recorded here. The caller has checked under the lock that the transition exists.
 */
export async function endMember(
  tx: DistrictTx,
  license: LockedLicense,
  member: MemberRow,
  why: 'removed' | 'withdrawn',
  actor: Actor,
  keepsOut: KeepOut | null = null,
): Promise<void> {
  const outcome = await changeOne(tx, license, removal({ why, by: 'member_id', keepsOut }), member.id);
  if (outcome !== why) throw new Error(`A row that was to be ${why} is ${outcome}`);
  const counts = new CountChange();
  counts.move(
    { state: member.status, userType: member.user_type },
    { state: 'none', userType: member.user_type },
  );
  await recordChange(tx, license, {
    type: why === 'removed' ? 'member.removed' : 'member.withdrawn',
    payload: { memberIds: [member.id as MemberId] },
    actor,
    counts,
    targets: [member.id],
    details: { email: member.email, was: member.status },
  });
}
