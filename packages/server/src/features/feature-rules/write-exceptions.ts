import type { FeatureChanges } from '@rollcall/core/features/contract.ts';
import type { MemberId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { LicenseCommandScope } from '../../commands/run-license-command.ts';
import { recordChange } from '../../events/record-change.ts';

/**
 * Says the same of the same features for each of these people, who are on the list and differ from it: as one change.
 * What the licence keeps of them besides stays as it is, so their rows have no new number.
 */
export async function writeExceptions(
  { tx, license, actor, actorName }: LicenseCommandScope,
  people: readonly MemberId[],
  changes: FeatureChanges,
): Promise<void> {
  const said = Object.entries(changes).map(([feature, rule]) => ({ feature, rule }));
  await sql`
    delete from member_feature
    where district_id = ${license.districtId} and license_id = ${license.id}
      and member_id = any (${[...people]}::uuid[])
      and feature = any (${said.filter(({ rule }) => rule === 'as_type').map(({ feature }) => feature)}::text[])
  `.execute(tx);
  const kept = said.filter(({ rule }) => rule !== 'as_type');
  await sql`
    insert into member_feature as known (district_id, license_id, member_id, feature, allowed, set_by, set_at)
    select ${license.districtId}, ${license.id}, person.id, said.feature, said.allowed, ${actorName}, ${license.now}
    from unnest(${[...people]}::uuid[]) as person (id)
    cross join unnest(
      ${kept.map(({ feature }) => feature)}::text[], ${kept.map(({ rule }) => rule === 'on')}::boolean[]
    ) as said (feature, allowed)
    on conflict (district_id, license_id, member_id, feature)
      do update set allowed = excluded.allowed, set_by = excluded.set_by, set_at = excluded.set_at
      where known.allowed <> excluded.allowed
  `.execute(tx);
  await recordChange(tx, license, {
    type: 'member.featuresChanged',
    payload: { memberIds: [...people] },
    actor,
    targets: [...people],
    details: { changes },
  });
}
