import { type DistrictId, districtId, type LicenseId, licenseId, type MemberId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { lockLicense } from '../../license-row/lock-license.ts';
import { hashOfMailToken, isMailToken } from '../../mail/mail-token.ts';
import { reportMail } from '../../membership/report-mail.ts';

/** What the page behind a mail's link says. */
export interface MailStop {
  readonly districtName: string;
  readonly isStopped: boolean;
}

interface MailPlace {
  readonly districtId: DistrictId;
  readonly licenseId: LicenseId;
  readonly mailId: string;
}

/** How mail stands for the reader of the mail that the token came with; undefined for a token that opens nothing. */
export async function readMailStop(app: AppContext, token: string): Promise<MailStop | undefined> {
  const place = await placeOfToken(app, token);
  if (place === undefined) return undefined;
  return app.db.withTx({ district: place.districtId }, async (tx) => {
    const email = await addressOf(tx, place);
    return email === undefined ? undefined : standingOf(tx, place, email.email);
  });
}

/**
 * Stops mail of the district to that mailbox, or lets it come again; twice is once. The token is all it takes: whoever
 * has it can do this and nothing else (SPEC MAIL-6). The admins see it on the person's row.
 */
export async function changeMailStop(
  app: AppContext,
  token: string,
  wanted: 'stop' | 'resume',
): Promise<MailStop | undefined> {
  const place = await placeOfToken(app, token);
  if (place === undefined) return undefined;
  const standing = await app.db.withTx({ district: place.districtId }, async (tx) => {
    const license = await lockLicense(tx, place.districtId, place.licenseId);
    const reader = await addressOf(tx, place);
    if (license === undefined || reader === undefined) return undefined;
    const { email, memberId } = reader;
    if (await writeStop(tx, place, email, wanted)) {
      const report =
        wanted === 'stop' ? { state: 'unsubscribed' as const, at: license.now } : { state: null, at: null };
      if (memberId !== null) await reportMail(tx, license, [{ memberId, ...report }]);
    }
    return standingOf(tx, place, email);
  });
  app.live.committed(place);
  return standing;
}

async function placeOfToken(app: AppContext, token: string): Promise<MailPlace | undefined> {
  if (!isMailToken(token)) return undefined;
  const { rows } = await app.db.withTx({ nobody: true }, (tx) =>
    sql<{ district_id: string; license_id: string; mail_id: string }>`
      select district_id, license_id, mail_id from find_mail_of_token(${hashOfMailToken(token)})
    `.execute(tx),
  );
  const [row] = rows;
  return (
    row && {
      districtId: districtId.parse(row.district_id),
      licenseId: licenseId.parse(row.license_id),
      mailId: row.mail_id,
    }
  );
}

async function addressOf(
  tx: DistrictTx,
  place: MailPlace,
): Promise<{ email: string; memberId: MemberId | null } | undefined> {
  const { rows } = await sql<{ email: string; memberId: MemberId | null }>`
    select coalesce(m.email, x.admin_email) as email, x.member_id as "memberId"
    from mail x
    left join member m on m.district_id = x.district_id and m.license_id = x.license_id and m.id = x.member_id
    where x.district_id = ${place.districtId} and x.license_id = ${place.licenseId} and x.id = ${place.mailId}
  `.execute(tx);
  return rows[0];
}

async function standingOf(tx: DistrictTx, place: MailPlace, email: string): Promise<MailStop> {
  const { name } = await tx
    .selectFrom('district')
    .select('name')
    .where('id', '=', place.districtId)
    .executeTakeFirstOrThrow();
  const stop = await tx
    .selectFrom('mail_stop')
    .select('email')
    .where((where) => where.and({ district_id: place.districtId, email }))
    .executeTakeFirst();
  return { districtName: name, isStopped: stop !== undefined };
}

/** False where it stood like that already. */
async function writeStop(
  tx: DistrictTx,
  { districtId: district_id }: MailPlace,
  email: string,
  wanted: 'stop' | 'resume',
): Promise<boolean> {
  if (wanted === 'resume') {
    const { numDeletedRows } = await tx
      .deleteFrom('mail_stop')
      .where((where) => where.and({ district_id, email }))
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('mail_stop')
    .values({ district_id, email })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}
