import type { MemberId } from '@rollcall/core/ids.ts';
import type { SourceKind } from '@rollcall/core/members/sources.ts';
import type { TestDatabase } from './database.ts';
import type { TestDistrict } from './district.ts';

/** Adds a source to a row, or with `instead` makes it the only one; behind the server's back. */
export async function holdBy(
  database: TestDatabase,
  { id, licenseId }: TestDistrict,
  memberId: MemberId,
  kind: SourceKind,
  { reference = '', instead = false } = {},
): Promise<void> {
  if (instead) await database.rows('delete from member_source where member_id = $1', [memberId]);
  await database.rows(
    `insert into member_source (district_id, license_id, member_id, kind, reference, added_by, started_at)
     values ($1, $2, $3, $4, $5, 'Somebody', now() - interval '1 day')`,
    [id, licenseId, memberId, kind, reference],
  );
}

/** An assignment of a registered learning management system; its id, by which people are held. */
export async function insertAssignment(
  database: TestDatabase,
  { id, licenseId }: TestDistrict,
): Promise<string> {
  return database.value<string>(
    `with platform as (
       insert into lti_platform (district_id, license_id, name, state, how, issuer, client_id, authorisation_url, token_url,
         keys_url, added_by)
       values ($1, $2, 'A school''s LMS', 'active', 'by_hand', 'https://lms.example', 'c', 'https://lms.example/a',
         'https://lms.example/t', 'https://lms.example/k', 'Somebody') returning id
     )
     insert into lti_assignment (district_id, license_id, platform_id, deployment_id, title, placed_by)
     select $1, $2, id, '1', 'Poem, line by line', 'Somebody' from platform returning id`,
    [id, licenseId],
  );
}
