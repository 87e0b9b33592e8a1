import type { LicensePlace } from '@rollcall/server/license-row/lock-license.ts';
import type { TestDatabase } from './database.ts';

/** A row of the list, as a test wants it; the database numbers the rest. */
export interface ListedPerson {
  readonly email: string;
  readonly name: string | null;
  readonly userType: string;
  readonly status: string;
  readonly sources: readonly string[];
  readonly addedBy: string;
  readonly addedAt: string;
  readonly shownAt: string | null;
  readonly lastActiveOn: string | null;
}

/** Puts people on a licence behind the server's back, many at once, with counters that fit them. */
export async function putOnList(
  database: TestDatabase,
  { districtId, licenseId }: LicensePlace,
  people: readonly ListedPerson[],
): Promise<void> {
  const place = [districtId, licenseId, JSON.stringify(people)];
  const incoming = `jsonb_to_recordset($3::jsonb) as p (email text, name text, "userType" text, status text, sources jsonb,
    "addedBy" text, "addedAt" timestamptz, "shownAt" timestamptz, "lastActiveOn" date)`;
  await database.rows(
    `insert into member (district_id, license_id, email, email_shown, name, user_type, status, seq, added_by, added_at,
       shown_at, last_active_on)
     select $1, $2, email, email, name, "userType", status, 0, "addedBy", "addedAt", "shownAt", "lastActiveOn" from ${incoming}`,
    place,
  );
  await database.rows(
    `insert into member_source (district_id, license_id, member_id, kind, added_by)
     select $1, $2, m.id, kind, m.added_by from ${incoming}
     join member m on m.district_id = $1 and m.license_id = $2 and m.email = p.email
     cross join lateral jsonb_array_elements_text(p.sources) as kind`,
    place,
  );
  const columns = ['teacher', 'student', 'other'].flatMap((type) =>
    ['accepted', 'invited', 'rejected'].map(
      (status) => `${type}_${status} = (
        select count(*) from member m where m.district_id = $1 and m.license_id = $2 and m.ended_at is null
          and m.user_type = '${type}' and m.status = '${status}')`,
    ),
  );
  await database.rows(`update license set ${columns.join(', ')} where district_id = $1 and id = $2`, [
    districtId,
    licenseId,
  ]);
}
