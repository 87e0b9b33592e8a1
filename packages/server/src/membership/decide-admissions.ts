import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import type { PersonId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { FreeSeats } from '@rollcall/core/members/admit.ts';
import type { AdditionOutcome } from '@rollcall/core/members/outcomes.ts';
import type { MemberState } from '@rollcall/core/members/status.ts';
import { type RawBuilder, sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';
import { type AdmissionSource, decidedExpressions } from './admission-query.ts';

/** One person to be admitted. Addresses are canonical and distinct within a batch. */
export interface Candidate {
  readonly email: CanonicalEmail;
  /** The spelling to show. */
  readonly shown: string;
  readonly name: string | null;
  /** Known when the person acts for themselves; else found by verified address. */
  readonly personId: PersonId | null;
  readonly mode: 'invite' | 'at_once';
  readonly userType: UserType;
  /** How the system that names the person knows them, where it is one: by this too an exclusion keeps them out. */
  readonly externalId?: string | null;
}

/** What adding does to one candidate. */
export interface DecidedAdmission {
  readonly email: CanonicalEmail;
  readonly outcome: AdditionOutcome;
  readonly personId: PersonId | null;
  /** The row that the person has already; null when there is none. */
  readonly memberId: string | null;
  readonly from: MemberState;
  readonly to: MemberState;
  /** The type of the row as it was; null without one. */
  readonly fromType: UserType | null;
  readonly userType: UserType;
  /** Whether a seat is taken that the person did not hold. */
  readonly claimed: boolean;
}

/** The columns of a `DecidedAdmission`, of `decided` as d. */
export const decidedColumns = sql`
  d.email, d.outcome, d.person_id as "personId", d.member_id as "memberId", d.state as "from", d.to_state as "to",
  d.current_type as "fromType", d.user_type as "userType", d.claimed
`;

/** The candidates as the relation that an `AdmissionQuery` asks for, in their order. */
export function candidateRows(candidates: readonly Candidate[]): RawBuilder<unknown> {
  const rows = candidates.map((one, ord) => ({
    ord,
    email: one.email,
    shown: one.shown,
    name: one.name,
    given_person: one.personId,
    at_once: one.mode === 'at_once',
    user_type: one.userType,
    external_id: one.externalId ?? null,
  }));
  return sql`
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (
      ord integer, email text, shown text, name text, given_person uuid, at_once boolean, user_type text, external_id text
    )`;
}

/**
 * What adding these people would do, person by person in their order; nothing is written. Under the licence's lock
 * the decision holds; without it, it is a plan. `free` is what may be claimed.
 */
export async function decideAdmissions(
  tx: DistrictTx,
  license: Pick<LockedLicense, 'districtId' | 'id' | 'now'>,
  candidates: readonly Candidate[],
  source: AdmissionSource,
  free: FreeSeats,
): Promise<DecidedAdmission[]> {
  const query = { candidates: candidateRows(candidates), source, free, leaveKnown: false };
  const { rows } = await sql<DecidedAdmission>`
    with ${decidedExpressions(license, query)}
    select ${decidedColumns} from decided d order by d.ord
  `.execute(tx);
  return rows;
}
