import { type RawBuilder, sql } from 'kysely';

/**
 * The accounts that a row of the list is about, as rows `(id)`: its person's, null where nobody is known, and those of
 * whoever was launched onto it. For a lateral join; `member` is the row's alias.
 */
export function readersOf(member: string): RawBuilder<{ readonly id: string | null }> {
  const column = (name: string) => sql.ref(`${member}.${name}`);
  return sql`
    select ${column('person_id')} as id
    union
    select u.person_id from lti_user u
    where u.member_id = ${column('id')} and u.person_id is not null
      and (u.district_id = ${column('district_id')} and u.license_id = ${column('license_id')}) is true
  `;
}
