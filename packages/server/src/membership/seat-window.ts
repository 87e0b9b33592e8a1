import { poolTable } from '@rollcall/core/members/admission-table.ts';
import type { FreeSeats } from '@rollcall/core/members/admit.ts';
import { type RawBuilder, sql } from 'kysely';

type Expression = RawBuilder<unknown>;

const pools = JSON.stringify(poolTable);

/** The pool that a user type uses, of an expression for the type. */
export function poolOfType(userType: Expression): Expression {
  return sql`(${pools}::jsonb ->> (${userType}))`;
}

/**
 * Whether a row comes too late for a seat: seats are given out per pool, in the order of `ord`, to the rows that
 * `claim` one. Null, hence not too late, where the pool is unlimited. To be asked of rows that claim one only.
 */
export function isBeyondSeats(claim: Expression, userType: Expression, free: FreeSeats): Expression {
  const pool = poolOfType(userType);
  return sql`row_number() over (partition by ${claim}, ${pool} order by ord)
    > case ${pool} when 'staff' then ${free.staff}::int else ${free.student}::int end`;
}

/**
 * What becomes of somebody who is given back a user type, of rows `(ord, member_id, as_given, claims, old_type)`: `as_given`
 * says that nobody has changed it since, and `claims` that the old type takes a seat of another pool.
 */
export function givenBack(free: FreeSeats): Expression {
  return sql`case
    when member_id is null then 'not_member'
    when not as_given then 'changed_since'
    when claims and ${isBeyondSeats(sql`as_given and claims`, sql`old_type`, free)} then 'no_seat'
    else 'restored' end`;
}
