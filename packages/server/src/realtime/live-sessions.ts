import { type RawBuilder, sql } from 'kysely';

/**
 * One row with the sessions by which a person may hear anything at this moment: `sessions`, an array of ids, null
 * when there is none. For a lateral join; `person` is a column, e.g. `m.person_id`.
 */
export function liveSessionsOf(person: string): RawBuilder<{ readonly sessions: readonly string[] | null }> {
  return sql`
    select array_agg(s.id) as sessions from session s
    where s.person_id = ${sql.ref(person)} and s.revoked_at is null and s.expires_at > now() and s.ends_at > now()
  `;
}
