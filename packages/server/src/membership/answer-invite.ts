import type { Actor } from '@rollcall/core/access/actor.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { MemberId } from '@rollcall/core/ids.ts';
import { transitions } from '@rollcall/core/members/status.ts';
import type { DistrictTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import { CountChange } from '../license-row/count-change.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';
import type { MemberRow } from './live-member.ts';

export type Answer = { readonly kind: 'join' } | { readonly kind: 'decline'; readonly reason: string | null };

/**
 * Joins or declines. The reserved seat becomes a used one, or is freed; so joining never fails for want of a seat.
 * A repeat of the same answer is the same success; the other answer, once one is given, is INVITE_CLOSED.
 */
export async function answerInvite(
  tx: DistrictTx,
  license: LockedLicense,
  member: MemberRow,
  answer: Answer,
  actor: Actor,
): Promise<'accepted' | 'rejected'> {
  const transition = transitions[member.status][answer.kind];
  if (!('to' in transition)) {
    throw new DomainError('INVITE_CLOSED', { now: member.status === 'accepted' ? 'accepted' : 'rejected' });
  }
  const to = answer.kind === 'join' ? 'accepted' : 'rejected';
  if (transition.to === member.status) return to;

  await tx
    .updateTable('member')
    .set({
      status: to,
      seq: license.nextSeq,
      answered_at: license.now,
      accepted_at: to === 'accepted' ? license.now : null,
      dismissed_at: license.now,
      // Who answers has seen it: the screen's own report may be on its way still, or have no line.
      shown_at: member.shown_at ?? license.now,
      decline_reason: answer.kind === 'decline' ? answer.reason : null,
    })
    .where((where) => where.and({ district_id: license.districtId, license_id: license.id, id: member.id }))
    .execute();
  const counts = new CountChange();
  counts.move({ state: 'invited', userType: member.user_type }, { state: to, userType: member.user_type });
  await recordChange(tx, license, {
    type: to === 'accepted' ? 'member.joined' : 'member.declined',
    payload: { memberIds: [member.id as MemberId] },
    actor,
    counts,
    targets: [member.id],
    details: { email: member.email, ...(answer.kind === 'decline' ? { reason: answer.reason } : {}) },
  });
  return to;
}
