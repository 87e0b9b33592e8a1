import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import type { PersonId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { SourceKind } from '@rollcall/core/members/sources.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';

/** A live row as the decision about its person needs it. */
export interface LiveRow {
  readonly id: string;
  readonly email: string;
  readonly personId: string | null;
  readonly userType: UserType;
  readonly status: MemberStatus;
  readonly rearmedAt: Date | null;
  /** True when the row has been an invite before: its next pop-up is one that comes back. */
  readonly wasInvited: boolean;
  readonly heldBySameSource: boolean;
}

/** Invites that this address or person had and that have ended: adding again would bring their pop-up back. */
export interface EndedInvite {
  readonly email: string;
  readonly personId: string | null;
  /** When the pop-up of one of them last came back. */
  readonly rearmedAt: Date | null;
}

export interface MemberFacts {
  /** Who has verified which of the addresses. */
  readonly owners: ReadonlyMap<string, PersonId>;
  readonly rows: readonly LiveRow[];
  readonly endedInvites: readonly EndedInvite[];
}

/** Reads all that deciding about these people needs, in three queries whatever their number. */
export async function readMemberFacts(
  tx: DistrictTx,
  license: Pick<LockedLicense, 'districtId' | 'id'>,
  emails: readonly CanonicalEmail[],
  people: readonly PersonId[],
  source: { readonly kind: SourceKind; readonly reference: string },
): Promise<MemberFacts> {
  const owned = await sql<{ email: string; person_id: PersonId }>`
    select email, person_id from find_address_owners(${[...emails]}::text[])
  `.execute(tx);
  const owners = new Map(owned.rows.map((row) => [row.email, row.person_id]));
  const persons = [...new Set([...people, ...owners.values()])];

  const { rows } = await sql<LiveRow>`
    select m.id, m.email, m.person_id as "personId", m.user_type as "userType", m.status,
      m.rearmed_at as "rearmedAt", m.invited_at is not null as "wasInvited",
      exists (
        select 1 from member_source s
        where s.district_id = m.district_id and s.license_id = m.license_id and s.member_id = m.id
          and s.ended_at is null and s.kind = ${source.kind} and s.reference = ${source.reference}
      ) as "heldBySameSource"
    from member m
    where m.district_id = ${license.districtId} and m.license_id = ${license.id} and m.ended_at is null
      and (m.email = any (${[...emails]}::text[]) or m.person_id = any (${persons}::uuid[]))
  `.execute(tx);

  const ended = await sql<EndedInvite>`
    select email, person_id as "personId", max(rearmed_at) as "rearmedAt"
    from member
    where district_id = ${license.districtId} and license_id = ${license.id}
      and ended_at is not null and invited_at is not null
      and (email = any (${[...emails]}::text[]) or person_id = any (${persons}::uuid[]))
    group by email, person_id
  `.execute(tx);
  return { owners, rows, endedInvites: ended.rows };
}
