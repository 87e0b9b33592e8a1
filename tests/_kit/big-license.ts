import type { LicensePlace } from '@rollcall/server/license-row/lock-license.ts';
import type { TestDatabase } from './database.ts';

/**
 * Puts many made-up people on an empty licence behind the server's back, in one statement per table, with counters that
 * fit. Number `n`, from 1: `p0000001@<domain>`, named after it, the higher the number the newer; each tenth is invited,
 * each hundredth has declined, each twentieth is a teacher. What is searched of them is not written.
 */
export async function fillLicense(
  database: Pick<TestDatabase, 'rows'>,
  { districtId, licenseId }: LicensePlace,
  domain: string,
  count: number,
): Promise<void> {
  const place = [districtId, licenseId];
  await database.rows(
    `insert into member (district_id, license_id, email, email_shown, name, user_type, status, seq, added_by, added_at)
     select $1, $2, 'p' || lpad(n::text, 7, '0') || '@' || $3, 'p' || lpad(n::text, 7, '0') || '@' || $3,
       'Pupil ' || n, case when n % 20 = 0 then 'teacher' else 'student' end,
       case when n % 100 = 0 then 'rejected' when n % 10 = 0 then 'invited' else 'accepted' end,
       0, 'Ana Ruiz', timestamptz '2026-01-01' + n * interval '1 second'
     from generate_series(1, $4::int) n`,
    [...place, domain, count],
  );
  await database.rows(
    `insert into member_source (district_id, license_id, member_id, kind, added_by)
     select district_id, license_id, id, 'csv', added_by from member where district_id = $1 and license_id = $2`,
    place,
  );
  const columns = ['teacher', 'student', 'other'].flatMap((type) =>
    ['accepted', 'invited', 'rejected'].map(
      (status) =>
        `${type}_${status} = (select count(*) from member m where m.district_id = $1 and m.license_id = $2
           and m.user_type = '${type}' and m.status = '${status}')`,
    ),
  );
  await database.rows(`update license set ${columns.join(', ')} where district_id = $1 and id = $2`, place);
  await database.rows('analyze member');
}

/** The address of somebody whom `fillLicense` made. */
export function addressOf(number: number, domain: string): string {
  return `p${number.toString().padStart(7, '0')}@${domain}`;
}
