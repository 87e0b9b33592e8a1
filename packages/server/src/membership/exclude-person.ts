import type { Actor } from '@rollcall/core/access/actor.ts';
import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import { syncSource } from '@rollcall/core/sync/sync-source.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import { type LockedLicense, lockLicense } from '../license-row/lock-license.ts';
import { endMember } from './end-member.ts';
import type { MemberRow } from './live-member.ts';

/**
 * Takes somebody off and keeps syncs and domains from bringing them back: as two changes of one transaction. The exclusion
 * knows the address, all ids in the followed sources, and the account, so that another address does not bring them back.
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
    .distinct()
    .where((where) => where.and({ ...key, member_id: member.id }))
    .where('source', 'in', syncSource.options)
    .orderBy('external_id')
    .execute();
  await endMember(tx, license, member, 'removed', by.actor);
  const ids = named.map((person) => person.external_id);
  const kept = {
    external_id: ids[0] ?? null,
    person_id: member.person_id,
    shown: member.email_shown,
    name: member.name,
    excluded_by: by.name,
    excluded_at: license.now,
  };
  await tx
    .insertInto('exclusion')
    .values({ ...key, ...kept, email: member.email, external_ids: ids })
    .onConflict((conflict) =>
      conflict
        .columns(['district_id', 'license_id', 'email'])
        // Kept out once more, after an addition by hand that says nothing of where they are followed.
        .doUpdateSet({ ...kept, external_ids: knownIds, person_id: knownPerson }),
    )
    .execute();
  const ended = await lockLicense(tx, license.districtId, license.id);
  if (ended === undefined) throw new Error('A licence has gone under its lock');
  await recordExclusion(tx, ended, by.actor, [member.id], { excluded: true, email: member.email });
}

const knownIds = sql<string[]>`array(
  select distinct id from unnest(exclusion.external_ids || exclusion.external_id || excluded.external_ids) id
  where id is not null
)`;
const knownPerson = sql<string | null>`coalesce(excluded.person_id, exclusion.person_id)`;

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
