import { type RawBuilder, sql } from 'kysely';

/**
 * The sessions by which a person may hear anything at this moment: an array of ids, null when there is none. `person`
 * is a column, e.g. `m.person_id`.
 */
export function liveSessionsOf(person: string): RawBuilder<string[] | null> {
  return sql`(
    select array_agg(s.id) from session s
    where s.person_id = ${sql.ref(person)} and s.revoked_at is null and s.expires_at > now() and s.ends_at > now()
  )`;
}
