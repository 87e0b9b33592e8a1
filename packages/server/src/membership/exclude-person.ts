import type { Actor } from '@rollcall/core/access/actor.ts';
import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import { syncSource } from '@rollcall/core/sync/sync-source.ts';
import type { DistrictTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import { type LockedLicense, lockLicense } from '../license-row/lock-license.ts';
import { endMember } from './end-member.ts';
import type { MemberRow } from './live-member.ts';

/**
 * Takes somebody off and keeps syncs and domains from bringing them back: as two changes of one transaction. The exclusion
 * knows the address and, of a followed source, the id there, so that another address does not bring them back either.
 */
export async function excludePerson(
  tx: DistrictTx,
  license: LockedLicense,
  member: MemberRow,
  by: { readonly actor: Actor; readonly name: string },
): Promise<void> {
  const key = { district_id: license.districtId, license_id: license.id } as const;
  const named = await tx
    .selectFrom('source_person')
    .select('external_id')
    .where((where) => where.and({ ...key, member_id: member.id }))
    .where('source', 'in', syncSource.options)
    .limit(1)
    .executeTakeFirst();
  await endMember(tx, license, member, 'removed', by.actor);
  const kept = {
    external_id: named?.external_id ?? null,
    shown: member.email_shown,
    name: member.name,
    excluded_by: by.name,
    excluded_at: license.now,
  };
  await tx
    .insertInto('exclusion')
    .values({ ...key, ...kept, email: member.email })
    .onConflict((conflict) => conflict.columns(['district_id', 'license_id', 'email']).doUpdateSet(kept))
    .execute();
  const ended = await lockLicense(tx, license.districtId, license.id);
  if (ended === undefined) throw new Error('A licence has gone under its lock');
  await recordExclusion(tx, ended, by.actor, [member.id], { excluded: true, email: member.email });
}

/** Lets syncs and domains bring somebody back again. False when nobody kept them out. */
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
