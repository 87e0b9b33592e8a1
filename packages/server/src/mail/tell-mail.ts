import { sql } from 'kysely';
import type { Database, SystemTx } from '../db/tx.ts';
import { type LicensePlace, lockLicense } from '../license-row/lock-license.ts';
import { type MailReport, reportMail } from '../membership/report-mail.ts';

/** While more mail of a licence leaves, what became of it is gathered for this long. In ms. */
const gatherMs = 10_000;
/** People of one event. */
const peopleLimit = 500;
const placeLimit = 100;

/**
 * Writes what became of mail to the people's rows and records it, one event per licence and turn (SPEC MAIL-5). A licence
 * of which nothing else is about to leave has its turn at once. Returns which licences were changed.
 */
export async function tellMail(db: Database): Promise<LicensePlace[]> {
  const places = await db.systemStatement(sql<LicensePlace>`
    select x.district_id as "districtId", x.license_id as "licenseId"
    from mail x where x.told_at is null and x.ended_at is not null
    group by x.district_id, x.license_id
    having min(x.ended_at) < now() - make_interval(secs => ${gatherMs / 1000}) or not exists (
      select from mail q
      where q.district_id = x.district_id and q.license_id = x.license_id
        and q.due_at < now() + make_interval(secs => ${gatherMs / 1000})
    )
    limit ${placeLimit}
  `);
  const told: LicensePlace[] = [];
  for (const place of places) {
    if (await db.withSystemTx((tx) => tellLicense(tx, place))) told.push(place);
  }
  return told;
}

/** False where nobody on the licence is concerned any more. */
async function tellLicense(tx: SystemTx, place: LicensePlace): Promise<boolean> {
  const license = await lockLicense(tx, place.districtId, place.licenseId);
  if (license === undefined) return false;
  const { rows } = await sql<MailReport>`
    with untold as (
      select x.district_id, x.license_id, x.id from mail x
      where x.district_id = ${place.districtId} and x.license_id = ${place.licenseId}
        and x.told_at is null and x.ended_at is not null
      order by x.ended_at limit ${peopleLimit}
    ), told as (
      update mail x set told_at = now() from untold u
      where x.district_id = u.district_id and x.license_id = u.license_id and x.id = u.id
      returning x.member_id, x.state, x.ended_at
    )
    select distinct on (member_id) member_id as "memberId", state, ended_at as at
    from told where member_id is not null order by member_id, ended_at desc
  `.execute(tx);
  return reportMail(tx, license, rows);
}
