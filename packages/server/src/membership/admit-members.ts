import type { Actor } from '@rollcall/core/access/actor.ts';
import type { MemberId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import { CountChange, recordChange } from '../events/record-change.ts';
import { freeSeats, type LockedLicense } from '../license-row/lock-license.ts';
import {
  type AdmissionSource,
  type Candidate,
  type DecidedAdmission,
  decideAdmissions,
} from './decide-admissions.ts';

export interface Addition {
  readonly candidates: readonly Candidate[];
  readonly source: AdmissionSource;
  readonly actor: Actor;
  /** The adding person's name as it is now: a snapshot for the list and the pop-up. */
  readonly addedBy: string;
}

/**
 * The one way onto a licence: all eight methods end here. Under the licence's lock it decides about each person,
 * claims the seats with one guarded update, writes rows and sources, and records one event and one audit row.
 * Returns one decision per candidate, in order. Nothing is written when nothing changes.
 */
export async function admitMembers(
  tx: DistrictTx,
  license: LockedLicense,
  addition: Addition,
): Promise<DecidedAdmission[]> {
  const decided = await decideAdmissions(
    tx,
    license,
    addition.candidates,
    addition.source,
    freeSeats(license.row),
  );
  const fresh = decided.filter(({ row, admission }) => row === null && admission.to !== 'none');
  const moved = decided.filter(
    ({ row, admission }) => row !== null && row.id !== '' && admission.to !== admission.from,
  );
  const held = decided.filter(({ row, admission }) => row !== null && row.id !== '' && admission.addSource);
  if (fresh.length + moved.length + held.length === 0) return decided;

  const newIds = await insertMembers(tx, license, fresh, addition.addedBy);
  await moveMembers(tx, license, moved, addition.addedBy);
  const heldIds = held.map(({ row }) => row?.id ?? '');
  await insertSources(tx, license, [...newIds, ...heldIds], addition);
  await touchMembers(tx, license, heldIds);

  const counts = new CountChange();
  for (const { admission, row } of [...fresh, ...moved]) {
    counts.move(
      { state: admission.from, userType: row?.userType ?? admission.userType },
      { state: admission.to, userType: admission.userType },
    );
  }
  const memberIds = [
    ...new Set([...newIds, ...moved.map(({ row }) => row?.id ?? ''), ...heldIds]),
  ] as MemberId[];
  await recordChange(tx, license, {
    type: 'member.added',
    payload: { memberIds },
    actor: addition.actor,
    counts,
    targets: memberIds,
    details: {
      source: addition.source.kind,
      people: decided.map(({ candidate, admission }) => ({
        email: candidate.email,
        outcome: admission.outcome,
      })),
    },
  });
  return decided;
}

/** Null leaves `armed_at` as it is; `rearmed_at` moves only when the pop-up comes back (SPEC INVITE-5). */
function popUpTimes(
  { admission, lastRearmedAt }: DecidedAdmission,
  now: Date,
): { armed_at: Date | null; rearmed_at: Date | null } {
  if (admission.popUp === 'arm') return { armed_at: now, rearmed_at: null };
  if (admission.popUp === 'rearm') return { armed_at: now, rearmed_at: now };
  return { armed_at: null, rearmed_at: lastRearmedAt };
}

async function insertMembers(
  tx: DistrictTx,
  license: LockedLicense,
  decided: readonly DecidedAdmission[],
  addedBy: string,
): Promise<string[]> {
  if (decided.length === 0) return [];
  const rows = decided.map((one) => ({
    email: one.candidate.email,
    email_shown: one.candidate.shown,
    name: one.candidate.name,
    user_type: one.admission.userType,
    status: one.admission.to,
    person_id: one.personId,
    ...popUpTimes(one, license.now),
  }));
  const inserted = await sql<{ id: string }>`
    insert into member (district_id, license_id, email, email_shown, name, user_type, status, person_id, seq, added_by,
      added_at, invited_at, accepted_at, armed_at, rearmed_at)
    select ${license.districtId}, ${license.id}, email, email_shown, name, user_type, status, person_id,
      ${license.nextSeq}, ${addedBy}, ${license.now},
      case status when 'invited' then ${license.now}::timestamptz end,
      case status when 'accepted' then ${license.now}::timestamptz end, armed_at, rearmed_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as incoming
      (email text, email_shown text, name text, user_type text, status text, person_id uuid, armed_at timestamptz, rearmed_at timestamptz)
    returning id
  `.execute(tx);
  return inserted.rows.map((row) => row.id);
}

/** Rejected → Invited, Rejected or Invited → Accepted. The row stays the person's row; the new adder is named. */
async function moveMembers(
  tx: DistrictTx,
  license: LockedLicense,
  decided: readonly DecidedAdmission[],
  addedBy: string,
): Promise<void> {
  if (decided.length === 0) return;
  const rows = decided.map((one) => ({
    id: one.row?.id,
    user_type: one.admission.userType,
    status: one.admission.to,
    name: one.candidate.name,
    ...popUpTimes(one, license.now),
  }));
  await sql`
    update member m set
      status = incoming.status,
      user_type = incoming.user_type,
      name = coalesce(incoming.name, m.name),
      seq = ${license.nextSeq},
      added_by = ${addedBy},
      invited_at = case incoming.status when 'invited' then ${license.now}::timestamptz else m.invited_at end,
      accepted_at = case incoming.status when 'accepted' then ${license.now}::timestamptz end,
      answered_at = null,
      decline_reason = null,
      shown_at = case incoming.status when 'invited' then null else m.shown_at end,
      armed_at = coalesce(incoming.armed_at, m.armed_at),
      rearmed_at = coalesce(incoming.rearmed_at, m.rearmed_at)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as incoming
      (id uuid, user_type text, status text, name text, armed_at timestamptz, rearmed_at timestamptz)
    where m.district_id = ${license.districtId} and m.license_id = ${license.id} and m.id = incoming.id
  `.execute(tx);
}

async function insertSources(
  tx: DistrictTx,
  license: LockedLicense,
  memberIds: readonly string[],
  addition: Addition,
): Promise<void> {
  if (memberIds.length === 0) return;
  await sql`
    insert into member_source (district_id, license_id, member_id, kind, reference, added_by)
    select ${license.districtId}, ${license.id}, id, ${addition.source.kind}, ${addition.source.reference}, ${addition.addedBy}
    from unnest(${[...memberIds]}::uuid[]) as id
    on conflict do nothing
  `.execute(tx);
}

/** A row that only gained a source has changed too: its number says so to every list that shows it. */
async function touchMembers(
  tx: DistrictTx,
  license: LockedLicense,
  memberIds: readonly string[],
): Promise<void> {
  if (memberIds.length === 0) return;
  await sql`
    update member set seq = ${license.nextSeq}
    where district_id = ${license.districtId} and license_id = ${license.id} and id = any (${[...memberIds]}::uuid[])
  `.execute(tx);
}
