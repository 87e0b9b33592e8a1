import type { DistrictId, LicenseId, MemberId, PersonId } from '@rollcall/core/ids.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import { CountChange } from '../license-row/count-change.ts';
import { type LockedLicense, lockLicense } from '../license-row/lock-license.ts';
import { findLiveMember, type MemberRow } from './live-member.ts';

const strength: Readonly<Record<MemberStatus, number>> = { rejected: 0, invited: 1, accepted: 2 };

/**
 * A row's address turned out to be this person's: the row gets its person. If the person has a row on the licence
 * already, the two become one (SPEC SOURCE-4): the stronger status stays, sources move, one seat is freed.
 */
export async function identifyMember(
  tx: DistrictTx,
  place: { readonly districtId: DistrictId; readonly licenseId: LicenseId; readonly memberId: MemberId },
  personId: PersonId,
): Promise<void> {
  const license = await lockLicense(tx, place.districtId, place.licenseId);
  if (license === undefined) return;
  const found = await findLiveMember(tx, license, place.memberId);
  if (found === undefined || found.person_id !== null) return;
  const other = await findRowOfPerson(tx, license, personId);
  if (other === undefined) await becomePerson(tx, license, found, personId);
  else await mergeRows(tx, license, found, other, personId);
}

async function findRowOfPerson(
  tx: DistrictTx,
  license: LockedLicense,
  personId: PersonId,
): Promise<MemberRow | undefined> {
  return tx
    .selectFrom('member')
    .selectAll()
    .where((where) =>
      where.and({ district_id: license.districtId, license_id: license.id, person_id: personId }),
    )
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

async function becomePerson(
  tx: DistrictTx,
  license: LockedLicense,
  row: MemberRow,
  personId: PersonId,
): Promise<void> {
  await tx
    .updateTable('member')
    .set({ person_id: personId, seq: license.nextSeq })
    .where((where) => where.and({ district_id: license.districtId, license_id: license.id, id: row.id }))
    .execute();
  await record(tx, license, [row.id], personId);
}

async function mergeRows(
  tx: DistrictTx,
  license: LockedLicense,
  found: MemberRow,
  known: MemberRow,
  personId: PersonId,
): Promise<void> {
  const [stays, goes] = strength[found.status] > strength[known.status] ? [found, known] : [known, found];
  const key = { district_id: license.districtId, license_id: license.id };
  await tx
    .updateTable('member')
    .set({ ended_at: license.now, ended_why: 'merged', person_id: personId, seq: license.nextSeq })
    .where((where) => where.and({ ...key, id: goes.id }))
    .execute();
  await moveSources(tx, license, goes.id, stays.id);
  await copyExceptions(tx, license, goes.id, stays.id);
  // Whoever was launched onto the row that goes sits on the one that stays.
  await tx
    .updateTable('lti_user')
    .set({ member_id: stays.id })
    .where((where) => where.and({ ...key, member_id: goes.id }))
    .execute();
  await tx
    .updateTable('member')
    .set({
      person_id: personId,
      seq: license.nextSeq,
      // The person has seen both pop-ups: neither comes back sooner for having been two (SPEC INVITE-5).
      rearmed_at: sql<Date>`greatest(rearmed_at, ${goes.rearmed_at}::timestamptz)`,
    })
    .where((where) => where.and({ ...key, id: stays.id }))
    .execute();
  const counts = new CountChange();
  counts.move({ state: goes.status, userType: goes.user_type }, { state: 'none', userType: goes.user_type });
  await record(tx, license, [stays.id, goes.id], personId, counts);
}

async function moveSources(tx: DistrictTx, license: LockedLicense, from: string, to: string): Promise<void> {
  const key = { district_id: license.districtId, license_id: license.id, member_id: from };
  // Whom a sync names as the one is named as the other from here on (SPEC SYNC-4).
  await tx
    .updateTable('source_person')
    .set({ member_id: to })
    .where((where) => where.and(key))
    .execute();
  const live = await tx
    .updateTable('member_source')
    .set({ ended_at: license.now })
    .where((where) => where.and(key))
    .where('ended_at', 'is', null)
    .returning(['kind', 'reference', 'added_by', 'started_at'])
    .execute();
  if (live.length === 0) return;
  await tx
    .insertInto('member_source')
    .values(live.map((source) => ({ ...source, ...key, member_id: to })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What admins have said of the person's features holds for the one row that is left; of two, what was said of that. */
async function copyExceptions(
  tx: DistrictTx,
  license: LockedLicense,
  from: string,
  to: string,
): Promise<void> {
  await sql`
    insert into member_feature (district_id, license_id, member_id, feature, allowed, set_by, set_at)
    select f.district_id, f.license_id, ${to}, f.feature, f.allowed, f.set_by, f.set_at
    from member_feature f
    where f.district_id = ${license.districtId} and f.license_id = ${license.id} and f.member_id = ${from}
    on conflict do nothing
  `.execute(tx);
}

async function record(
  tx: DistrictTx,
  license: LockedLicense,
  memberIds: readonly string[],
  personId: PersonId,
  counts = new CountChange(),
): Promise<void> {
  await recordChange(tx, license, {
    type: 'member.identified',
    payload: { memberIds: [...memberIds] as MemberId[] },
    actor: { kind: 'system', job: 'identify' },
    counts,
    targets: [...memberIds, personId],
    details: {},
  });
}
