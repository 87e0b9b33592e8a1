import { can } from '@rollcall/core/access/can.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId, MemberId } from '@rollcall/core/ids.ts';
import type {
  DistrictMail,
  MailOfMember,
  MailOfMemberEntry,
  MailStanding,
  NoMailReason,
} from '@rollcall/core/mail/contract.ts';
import { isPlaceholderAddress } from '@rollcall/core/members/placeholder-address.ts';
import { sql } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { districtOfGrant, readGrants } from '../../commands/run-license-command.ts';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { districtMailOf } from '../../mail/district-mail.ts';

/** How mail stands on a licence of the caller's. NOT_FOUND when there is none, or it is not theirs. */
export async function readMailStanding(
  app: AppContext,
  who: SignedIn,
  licenseId: LicenseId,
): Promise<MailStanding> {
  return readAsAdmin(app, who, licenseId, async (tx, { districtId }) => {
    const { rows } = await sql<Pick<MailStanding, 'waiting' | 'sent' | 'notDelivered'>>`
      select count(*) filter (where ended_at is null)::int as waiting,
        count(*) filter (where state = 'sent')::int as sent,
        count(*) filter (where state in ('no_such_address', 'refused', 'given_up'))::int as "notDelivered"
      from mail where district_id = ${districtId} and license_id = ${licenseId} and member_id is not null
    `.execute(tx);
    const [counts] = rows;
    if (counts === undefined) throw new Error('Counting answered no row');
    return {
      isSetUp: app.env.smtpUrl !== undefined,
      mail: await readDistrictMail(tx, districtId),
      delayMinutes: app.env.mail.delayMs / 60_000,
      ...counts,
    };
  });
}

/** What became of mail to one person, and whether they would get any now. NOT_FOUND if nobody is there. */
export async function readMailOfMember(
  app: AppContext,
  who: SignedIn,
  { licenseId, memberId }: { readonly licenseId: LicenseId; readonly memberId: MemberId },
): Promise<MailOfMember> {
  return readAsAdmin(app, who, licenseId, async (tx, { districtId }) => {
    const member = await tx
      .selectFrom('member')
      .select(['email', 'user_type'])
      .where((where) => where.and({ district_id: districtId, license_id: licenseId, id: memberId }))
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (member === undefined) throw new DomainError('NOT_FOUND', { noun: 'member' });
    const stop = await tx
      .selectFrom('mail_stop')
      .select('email')
      .where((where) => where.and({ district_id: districtId, email: member.email }))
      .executeTakeFirst();
    const recipient = {
      isSetUp: app.env.smtpUrl !== undefined,
      mail: await readDistrictMail(tx, districtId),
      isStudent: member.user_type === 'student',
      hasStopped: stop !== undefined,
      hasAddress: !isPlaceholderAddress(member.email),
    };
    return {
      noMailBecause: whyNone(recipient),
      mails: await readMails(tx, { districtId, licenseId }, memberId),
    };
  });
}

interface Recipient {
  readonly isSetUp: boolean;
  readonly mail: DistrictMail;
  readonly isStudent: boolean;
  readonly hasStopped: boolean;
  readonly hasAddress: boolean;
}

function whyNone({ isSetUp, mail, isStudent, hasStopped, hasAddress }: Recipient): NoMailReason | null {
  if (!isSetUp) return 'not_set_up';
  if (mail === 'off') return 'switched_off';
  if (!hasAddress) return 'no_address';
  if (isStudent && mail === 'staff') return 'students_get_none';
  return hasStopped ? 'unsubscribed' : null;
}

async function readMails(
  tx: DistrictTx,
  place: LicensePlace,
  memberId: MemberId,
): Promise<MailOfMemberEntry[]> {
  const rows = await tx
    .selectFrom('mail')
    .select(['kind', 'state', 'tries', 'created_at', 'due_at', 'ended_at'])
    .where((where) =>
      where.and({ district_id: place.districtId, license_id: place.licenseId, member_id: memberId }),
    )
    .orderBy('armed_at', 'desc')
    .limit(20)
    .execute();
  return rows.map(({ kind, state, tries, created_at, due_at, ended_at }) => ({
    kind,
    state,
    tries,
    at: (ended_at ?? due_at ?? created_at).toISOString(),
  }));
}

async function readDistrictMail(
  tx: DistrictTx,
  districtId: LicensePlace['districtId'],
): Promise<DistrictMail> {
  const district = await tx
    .selectFrom('district')
    .select(['mail_since', 'student_mail_since'])
    .where('id', '=', districtId)
    .executeTakeFirstOrThrow();
  return districtMailOf(district);
}

async function readAsAdmin<Result>(
  app: AppContext,
  who: SignedIn,
  licenseId: LicenseId,
  read: (tx: DistrictTx, place: LicensePlace) => Promise<Result>,
): Promise<Result> {
  const districtId = await districtOfGrant(app, who, licenseId);
  return app.db.withTx({ district: districtId }, async (tx) => {
    const grants = await readGrants(tx, who, districtId, licenseId);
    if (!can(grants, 'mail.read')) throw new DomainError('NOT_FOUND', { noun: 'license' });
    return read(tx, { districtId, licenseId });
  });
}
