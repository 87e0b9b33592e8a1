import type { MemberOutcome } from '@rollcall/core/members/outcomes.ts';
import type { MemberEvent } from '@rollcall/core/members/status.ts';
import { memberStatus, transitions } from '@rollcall/core/members/status.ts';
import { type RawBuilder, sql } from 'kysely';
import type { LockedLicense } from '../license-row/lock-license.ts';

/** Where to look: a licence at a moment. Locked or, for a plan, as it happens to be. */
export type SeenPlace = Pick<LockedLicense, 'districtId' | 'id' | 'now'>;

/**
 * A change of many people as table expressions, which whoever runs them puts behind its own. The people stand in an
 * expression that the verb names in its own docstring.
 *
 * `decided` gives `decided (ord, member_id, outcome, state, current_type, to_state, user_type, claimed)`: what the change
 * does to each. `written` follows it and writes that; afterwards `written (ord, id)` names the rows that changed, and
 * `before (id, was)` what of them the undo has to know.
 */
export interface MemberChange {
  decided(place: SeenPlace): RawBuilder<unknown>;
  written(license: LockedLicense): RawBuilder<unknown>;
}

/**
 * The tenant predicate of a table by its alias: row security is the net, not the filter. Written so that no index
 * answers to it: rows are found by what names them (an id, an address, a person), never by reading a licence (see
 * migration 0017).
 */
export function inLicense({ districtId, id }: SeenPlace, alias: string): RawBuilder<unknown> {
  return sql`(${sql.ref(`${alias}.district_id`)} = ${districtId} and ${sql.ref(`${alias}.license_id`)} = ${id}) is true`;
}

/** The states in which an event exists (SPEC INVITE-2). */
export function statesOf(event: MemberEvent): string[] {
  return memberStatus.options.filter((state) => !('refused' in transitions[state][event]));
}

/** `written (ord, id)` of a change that writes all rows with this outcome and no others. */
export function writtenWith(outcome: MemberOutcome): RawBuilder<unknown> {
  return sql`
    written as materialized (
      select d.ord, d.member_id as id from decided d where d.outcome = ${outcome}
    )`;
}

/** For changes that an undo needs to know nothing about but which rows they were. */
export const nothingBefore = sql`before as (select null::uuid as id, null::jsonb as was where false)`;
