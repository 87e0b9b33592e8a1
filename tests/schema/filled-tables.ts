import type pg from 'pg';
import type { TestDistrict } from '../_kit/district.ts';

/** A row in each table that ordinary commands of a test leave empty, in the least that it takes. */
export async function fillTables(superuser: pg.Client, district: TestDistrict): Promise<void> {
  await followSomething(superuser, district);
  await useFeaturesAndMail(superuser, district);
  await registerSystem(superuser, district);
}

/** A row in each table of syncs and domains, in the least that it takes. */
async function followSomething(
  superuser: pg.Client,
  { id, licenseId, domainId }: TestDistrict,
): Promise<void> {
  const place = 'district_id, license_id';
  const of = [id, licenseId];
  const read = `select district_id, license_id, id from run where district_id = $1 and license_id = $2 limit 1`;
  await superuser.query(
    `insert into connection (${place}, source, issuer, subject, account_email, scopes, connected_by, authorised_at, lapses_at, time_zone)
     values ($1, $2, 'ou', 'https://issuer.example', '1', 'a@example.org', '{}', 'Admin', now(), now(), 'UTC')`,
    of,
  );
  await superuser.query(
    `insert into sync_item (${place}, source, item_id, name) values ($1, $2, 'ou', '1', 'Unit')`,
    of,
  );
  await superuser.query(
    `insert into source_person (${place}, source, external_id, user_type, why) values ($1, $2, 'ou', '1', 'student', 'no_seat')`,
    of,
  );
  await superuser.query(
    `insert into sync_read (${place}, run_id, begun_at) select *, now() from (${read}) r`,
    of,
  );
  await superuser.query(
    `insert into sync_page (${place}, run_id, page_no, external_ids, item_ids, emails, shown, names, user_types)
     select *, 0, '{}', '{}', '{}', '{}', '{}', '{}' from (${read}) r`,
    of,
  );
  await superuser.query(
    `insert into exclusion (${place}, email, shown, excluded_by) values ($1, $2, 'x@example.org', 'x@example.org', 'Admin')`,
    of,
  );
  await superuser.query(
    `insert into license_domain (${place}, domain_id, user_type, chosen_by) values ($1, $2, $3, 'student', 'Admin')`,
    [...of, domainId],
  );
}

/** A row in each table of feature permissions and mail. */
async function useFeaturesAndMail(superuser: pg.Client, { id, licenseId }: TestDistrict): Promise<void> {
  const of = [id, licenseId];
  const someMember =
    'select district_id, license_id, id from member where district_id = $1 and license_id = $2 limit 1';
  await superuser.query(
    `insert into feature_rule (district_id, license_id, user_type, feature, switched_off_by)
     values ($1, $2, 'student', 'comments', 'Admin')`,
    of,
  );
  await superuser.query(
    `insert into member_feature (district_id, license_id, member_id, feature, allowed, set_by)
     select *, 'comments', true, 'Admin' from (${someMember}) m`,
    of,
  );
  await superuser.query(
    `insert into mail (district_id, license_id, member_id, kind, armed_at, due_at)
     select *, 'invitation', now(), now() + interval '1 day' from (${someMember}) m`,
    of,
  );
  await superuser.query(
    `insert into mail (district_id, license_id, admin_email, kind, days, due_at)
     select district_id, license_id, email, 'term_notice', 30, now() + interval '1 day'
     from license_admin where district_id = $1 and license_id = $2 limit 1`,
    of,
  );
  await superuser.query(
    'insert into mail_position (district_id, license_id, seq) values ($1, $2, 0) on conflict do nothing',
    of,
  );
}

/** A row in each table of learning management systems. */
async function registerSystem(superuser: pg.Client, { id, licenseId }: TestDistrict): Promise<void> {
  const of = [id, licenseId];
  const platform =
    'select district_id, license_id, id from lti_platform where district_id = $1 and license_id = $2';
  await superuser.query(
    `insert into lti_platform (district_id, license_id, name, added_by) values ($1, $2, 'Canvas', 'Admin')`,
    of,
  );
  await superuser.query(
    `insert into lti_deployment (district_id, license_id, platform_id, deployment_id, state)
     select *, '1', 'allowed' from (${platform}) p`,
    of,
  );
  await superuser.query(
    `insert into lti_assignment (district_id, license_id, platform_id, deployment_id, title, placed_by)
     select *, '1', 'Cells', 'Admin' from (${platform}) p`,
    of,
  );
  await superuser.query(
    `insert into lti_user (district_id, license_id, platform_id, deployment_id, subject)
     select *, '1', 'pupil' from (${platform}) p`,
    of,
  );
  await superuser.query(
    `insert into lti_nonce (district_id, license_id, platform_id, nonce_hash, ends_at)
     select *, 'x', now() + interval '1 day' from (${platform}) p`,
    of,
  );
}
