import type { Exceptions } from '@rollcall/core/features/contract.ts';
import type { FullFeature } from '@rollcall/core/features/feature.ts';
import { featuresOf, switchedOffBy } from '@rollcall/core/features/rules.ts';
import type { Epoch, LicenseId, MemberId, PersonId } from '@rollcall/core/ids.ts';
import type { Inbox, InboxEntry } from '@rollcall/core/inbox/contract.ts';
import type { LicenseType } from '@rollcall/core/licenses/license.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { phaseAllows, phaseOf } from '@rollcall/core/licenses/term.ts';
import { wantsPopUp } from '@rollcall/core/members/pop-up.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';
import { sql } from 'kysely';
import type { DistrictTx, PersonTx } from '../db/tx.ts';

export interface InboxRow {
  readonly person_id: PersonId;
  readonly license_id: LicenseId;
  readonly member_id: MemberId;
  readonly seq: number;
  readonly status: MemberStatus;
  readonly user_type: UserType;
  readonly added_by: string;
  readonly invited_at: Date | null;
  readonly accepted_at: Date | null;
  readonly armed_at: Date | null;
  readonly dismissed_at: Date | null;
  readonly ended_at: Date | null;
  readonly license_name: string;
  readonly license_type: LicenseType;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly district_name: string;
  /** Switched off for the user type. */
  readonly off_for_type: readonly FullFeature[];
  /** Null without any. */
  readonly exceptions: Exceptions | null;
  readonly database_now: Date;
}

/** A person's own inbox, through the person's own eyes. */
export async function readInbox(tx: PersonTx, personId: PersonId): Promise<Inbox> {
  const { rows } = await sql<InboxRow>`select *, now() as database_now from my_inbox()`.execute(tx);
  return presentInbox(
    rows.filter((row) => row.person_id === personId),
    await readEpoch(tx),
  );
}

export async function readEpoch(tx: DistrictTx | PersonTx): Promise<Epoch> {
  const row = await tx.selectFrom('installation').select('epoch').executeTakeFirstOrThrow();
  return row.epoch as Epoch;
}

/**
 * Features follow from the licences (SPEC FEATURE-1). An invite that cannot be answered now is told as ended and not
 * left out (TERM-2): a screen that shows it learns that it must not.
 */
export function presentInbox(rows: readonly InboxRow[], epoch: Epoch): Inbox {
  const entries = rows.map((row) => presentEntry(row));
  return { epoch, entries, features: featuresOf(entries) };
}

function presentEntry(row: InboxRow): InboxEntry {
  const phase = phaseOf({ startsAt: row.starts_at, endsAt: row.ends_at }, row.database_now);
  const hidden = row.status === 'invited' && !phaseAllows[phase].answering;
  const state = row.ended_at !== null || hidden ? 'ended' : row.status;
  return {
    licenseId: row.license_id,
    memberId: row.member_id,
    seq: row.seq,
    state,
    licenseName: row.license_name,
    licenseType: row.license_type,
    districtName: row.district_name,
    userType: row.user_type,
    invitedBy: row.added_by,
    invitedAt: row.invited_at?.toISOString() ?? null,
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    endsAt: row.ends_at.toISOString(),
    phase,
    popUp: state === 'invited' && wantsPopUp(row.armed_at, row.dismissed_at),
    switchedOff: switchedOffBy({ offForType: row.off_for_type, exceptions: row.exceptions ?? {} }),
  };
}
