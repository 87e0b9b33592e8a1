import type { MemberId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { MailOutcome } from '@rollcall/core/mail/contract.ts';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { listKeyOf } from '@rollcall/core/members/placeholder-address.ts';
import type { SourceKind } from '@rollcall/core/members/sources.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';
import { sql } from 'kysely';

export interface ListRow {
  readonly id: MemberId;
  readonly email: string;
  readonly email_shown: string;
  readonly name: string | null;
  readonly user_type: UserType;
  readonly status: MemberStatus;
  readonly sources: SourceKind[];
  readonly added_by: string;
  readonly added_at: Date;
  readonly shown_on: string | null;
  readonly decline_reason: string | null;
  readonly last_active_on: string | null;
  readonly mail_state: MailOutcome | null;
  readonly mail_on: string | null;
  readonly seq: number;
}

/** A day in the app; pressing Join was one, and is the person's own doing (SPEC ACCESS-4). */
export const lastActiveOn = sql`
  case when m.status = 'accepted'
    then greatest(m.last_active_on, (m.answered_at at time zone 'UTC')::date) end
`;

/** The columns of the list. Whoever supplied the person sees these and no more (an allow-list). */
export const listColumns = sql`
  m.id, m.email, m.email_shown, m.name, m.user_type, m.status, m.added_by, m.added_at, m.seq,
  m.decline_reason, m.mail_state, (m.mail_at at time zone 'UTC')::date as mail_on,
  (m.shown_at at time zone 'UTC')::date as shown_on, ${lastActiveOn} as last_active_on,
  array(
    select distinct s.kind from member_source s
    where s.district_id = m.district_id and s.license_id = m.license_id and s.member_id = m.id and s.ended_at is null
    order by s.kind
  ) as sources
`;

/** The instants among the columns, for reading a row from JSON. */
export const listInstants = { added_at: true } as const;

export function presentMember(row: ListRow): MemberView {
  return {
    id: row.id,
    email: row.email_shown,
    canonicalEmail: listKeyOf(row.email),
    name: row.name,
    userType: row.user_type,
    status: row.status,
    sources: row.sources,
    addedBy: row.added_by,
    addedAt: row.added_at.toISOString(),
    shownOn: row.shown_on,
    declineReason: row.decline_reason,
    lastActiveOn: row.last_active_on,
    mail: row.mail_state === null || row.mail_on === null ? null : { state: row.mail_state, on: row.mail_on },
    seq: row.seq,
  };
}
