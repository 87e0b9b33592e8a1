import type { Actor } from '@rollcall/core/access/actor.ts';
import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import type { DistrictTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import { type LockedLicense, lockLicense } from '../license-row/lock-license.ts';
import { endMember } from './end-member.ts';
import type { MemberRow } from './live-member.ts';

/**
 * Takes somebody off and keeps them out: as two changes of one transaction. Only being added by name brings them back.
 */
export async function excludePerson(
  tx: DistrictTx,
  license: LockedLicense,
  member: MemberRow,
  by: { readonly actor: Actor; readonly name: string },
): Promise<void> {
  await endMember(tx, license, member, 'removed', by.actor, { by: by.name, runId: null });
  const ended = await lockLicense(tx, license.districtId, license.id);
  if (ended === undefined) throw new Error('A licence has gone under its lock');
  await recordExclusion(tx, ended, by.actor, [member.id], { excluded: true, email: member.email });
}

/** Lets somebody come back again by whichever way. False when nobody kept them out. */
export async function allowPerson(
  tx: DistrictTx,
  license: LockedLicense,
  email: CanonicalEmail,
  actor: Actor,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('exclusion')
    .where((where) => where.and({ district_id: license.districtId, license_id: license.id, email }))
    .executeTakeFirst();
  if (numDeletedRows === 0n) return false;
  await recordExclusion(tx, license, actor, [], { excluded: false, email });
  return true;
}

function recordExclusion(
  tx: DistrictTx,
  license: LockedLicense,
  actor: Actor,
  targets: readonly string[],
  details: { readonly excluded: boolean; readonly email: string },
): Promise<void> {
  return recordChange(tx, license, { type: 'exclusion.changed', payload: {}, actor, targets, details });
}
