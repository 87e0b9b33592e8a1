import type { Actor } from '@rollcall/core/access/actor.ts';
import type { MemberId } from '@rollcall/core/ids.ts';
import { wantsPopUp } from '@rollcall/core/members/pop-up.ts';
import type { DistrictTx, SystemTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';
import { changeOne } from './change-one.ts';
import type { MemberRow } from './live-member.ts';
import { reminder } from './reminder-query.ts';

/** The person closed the pop-up: it stays away on every device, and the invite stays open. One that is away stays so. */
export async function dismissInvite(
  tx: DistrictTx,
  license: LockedLicense,
  member: MemberRow,
  actor: Actor,
): Promise<void> {
  if (!wantsPopUp(member.armed_at, member.dismissed_at)) return;
  await writeTimes(tx, license, [member.id], { dismissed_at: license.now });
  await recordTouch(tx, license, [member.id], 'member.dismissed', actor);
}

/** The pop-up comes back once more. The caller has checked that it may (SPEC INVITE-5). */
export async function rearmInvite(
  tx: DistrictTx,
  license: LockedLicense,
  member: MemberRow,
  actor: Actor,
): Promise<void> {
  const outcome = await changeOne(tx, license, reminder, member.id);
  if (outcome !== 'reminded') throw new Error(`An invite that was to be reminded of is ${outcome}`);
  await recordTouch(tx, license, [member.id], 'member.reminded', actor);
}

/** The invites were on their people's screens for the first time. Many at once: one statement per licence. */
export async function markShown(
  tx: DistrictTx | SystemTx,
  license: LockedLicense,
  memberIds: readonly string[],
  actor: Actor,
): Promise<void> {
  const waiting = await tx
    .selectFrom('member')
    .select('id')
    .where((where) =>
      where.and({ district_id: license.districtId, license_id: license.id, status: 'invited' }),
    )
    .where('id', 'in', [...memberIds])
    .where('shown_at', 'is', null)
    .where('ended_at', 'is', null)
    .execute();
  if (waiting.length === 0) return;
  const ids = waiting.map((row) => row.id);
  await writeTimes(tx, license, ids, { shown_at: license.now });
  await recordTouch(tx, license, ids, 'member.shown', actor);
}

type Times = Partial<Record<'dismissed_at' | 'shown_at', Date>>;

async function writeTimes(
  tx: DistrictTx | SystemTx,
  license: LockedLicense,
  ids: readonly string[],
  times: Times,
): Promise<void> {
  await tx
    .updateTable('member')
    .set({ ...times, seq: license.nextSeq })
    .where((where) => where.and({ district_id: license.districtId, license_id: license.id }))
    .where('id', 'in', [...ids])
    .execute();
}

async function recordTouch(
  tx: DistrictTx | SystemTx,
  license: LockedLicense,
  ids: readonly string[],
  type: 'member.dismissed' | 'member.reminded' | 'member.shown',
  actor: Actor,
): Promise<void> {
  await recordChange(tx, license, {
    type,
    payload: { memberIds: [...ids] as MemberId[] },
    actor,
    targets: ids,
    details: {},
  });
}
