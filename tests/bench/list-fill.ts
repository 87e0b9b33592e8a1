import type { DistrictId, LicenseId } from '@rollcall/core/ids.ts';
import type { LicensePlace } from '@rollcall/server/license-row/lock-license.ts';
import pg from 'pg';
import { familyNames, givenNames } from './list-names.ts';

/** The licence with this number; each is of a district of its own. */
export function placeOf(number: number): LicensePlace {
  const id = `00000000-0000-4000-8000-${number.toString().padStart(12, '0')}`;
  return { districtId: id as DistrictId, licenseId: id as LicenseId };
}

const fill = `
  insert into member (district_id, license_id, email, email_shown, name, user_type, status, seq, added_by, added_at,
    invited_at, accepted_at, answered_at)
  select $1, $2, email, email, given || ' ' || family, user_type, status, 0, added_by, added_at,
    added_at, added_at, case when status = 'rejected' then added_at end
  from (
    select *, lower(regexp_replace(normalize(given || '.' || family, nfkd), '[^A-Za-z.]', '', 'g')) || '.n' || g || '@'
        || case when g % 10000 = 7 then 'rare.example' when g % 20 = 0 then 'staff.example' else 'pupils.example' end as email,
      case when g % 20 = 0 then 'teacher' when g % 333 = 0 then 'other' else 'student' end as user_type,
      case when g % 50 = 0 then 'invited' when g % 5003 = 0 then 'rejected' else 'accepted' end as status,
      (array['Ana Ruiz', 'Lena Ortiz', 'Import'])[1 + g % 3] as added_by,
      timestamptz '2026-01-01' + g * interval '20 seconds' as added_at
    from (
      select g,
        ($4::text[])[1 + floor(cardinality($4::text[]) * power((hashint4(g) & 1048575) / 1048576.0, 2.5))::int] as given,
        ($5::text[])[1 + floor(cardinality($5::text[]) * power((hashint4(-g) & 1048575) / 1048576.0, 1.5))::int] as family
      from generate_series(1, $3::int) g
    ) drawn
  ) people
`;

/** Licences with so many people each, written set by set, with counters, sources and what is searched. */
export async function fillLists(superuserUrl: string, sizes: readonly number[]): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (const [index, size] of sizes.entries()) await fillOne(client, index + 1, size);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

async function fillOne(client: pg.Client, number: number, size: number): Promise<void> {
  const { districtId, licenseId } = placeOf(number);
  const place = [districtId, licenseId];
  await client.query('insert into district (id, name) values ($1, $2)', [districtId, `District ${number}`]);
  await client.query(
    `insert into license (district_id, id, name, type, starts_at, ends_at)
     values ($1, $2, 'License', 'district', now() - interval '1 day', now() + interval '1 year')`,
    place,
  );
  await client.query(fill, [...place, size, givenNames, familyNames]);
  const ofLicense = 'from member m where m.district_id = $1 and m.license_id = $2';
  const counters = ['teacher', 'student', 'other'].flatMap((type) =>
    ['accepted', 'invited', 'rejected'].map(
      (status) =>
        `${type}_${status} = (select count(*) ${ofLicense} and user_type = '${type}' and status = '${status}')`,
    ),
  );
  await client.query(`update license set ${counters.join(', ')} where district_id = $1 and id = $2`, place);
  await client.query(
    `insert into member_source (district_id, license_id, member_id, kind, added_by, started_at)
     select district_id, license_id, id, 'csv', added_by, added_at ${ofLicense}`,
    place,
  );
  await client.query(
    `insert into member_search (district_id, license_id, member_id, text, domain, added_by, added_at)
     select district_id, license_id, id, member_search_text(email, name), split_part(email, '@', 2), added_by, added_at
     ${ofLicense} order by id`,
    place,
  );
}
