import { graceDays } from '@rollcall/core/licenses/term.ts';
import type { MailKind } from '@rollcall/core/mail/contract.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Database, SystemTx } from '../db/tx.ts';
import type { Secret } from '../env.ts';
import { hashOfMailToken, mailToken } from './mail-token.ts';
import { giveUpAfterMs } from './send-result.ts';

/** A mail that this server is sending, with what is read of its person at this moment. */
export interface ClaimedMail {
  readonly districtId: string;
  readonly licenseId: string;
  readonly id: string;
  readonly kind: MailKind;
  readonly email: string;
  /** Fences the attempt: what an earlier one wants to write is refused. */
  readonly tries: number;
  readonly licenseName: string;
  readonly districtName: string;
  readonly addedBy: string | null;
  readonly days: number | null;
}

/** Why a mail that is due does not leave; null: it does. The person's row decides as it is now (SPEC MAIL-1, MAIL-3). */
const verdict = sql`case
  when d.mail_since is null or (m.user_type = 'student' and d.student_mail_since is null) then 'switched_off'
  when m.id is not null and (m.ended_at is not null or m.armed_at is distinct from x.armed_at) then 'not_open'
  when m.status <> 'invited' or m.dismissed_at >= x.armed_at or m.shown_at >= x.armed_at then 'answered_first'
  when m.id is not null and (l.starts_at > now() or l.ends_at + make_interval(days => ${graceDays}) <= now()) then 'not_open'
  when exists (
    select from mail_stop s where s.district_id = x.district_id and s.email = coalesce(m.email, x.admin_email)
  ) then 'unsubscribed'
  when x.created_at < now() - make_interval(secs => ${giveUpAfterMs / 1000}) then 'given_up'
end`;

/**
 * Takes up to `limit` mails that are due in hand, for `leaseMs`; of two servers one gets each. What must not leave any
 * more has ended afterwards. One that was in hand when its server died is due again when that time is over: it leaves a
 * second time, under the same Message-ID (decision 29).
 */
export async function claimMail(
  db: Database,
  { limit, leaseMs, secret }: { readonly limit: number; readonly leaseMs: number; readonly secret: Secret },
): Promise<ClaimedMail[]> {
  return db.withSystemTx(async (tx) => {
    const { rows } = await sql<ClaimedMail & { readonly verdict: string | null }>`
      with due as materialized (
        select x.* from mail x where x.due_at <= now() order by x.due_at limit ${limit} for update skip locked
      ), judged as materialized (
        select x.district_id, x.license_id, x.id, coalesce(m.email, x.admin_email) as email, m.added_by,
          l.name as license_name, d.name as district_name, ${verdict} as verdict
        ${ofDue}
      ), moved as (
        update mail x set
          state = coalesce(j.verdict, 'sending'),
          tries = x.tries + case when j.verdict is null then 1 else 0 end,
          due_at = case when j.verdict is null then now() + make_interval(secs => ${leaseMs / 1000}) end,
          ended_at = case when j.verdict is not null then now() end,
          told_at = case when x.member_id is null or j.verdict in ('switched_off', 'not_open', 'answered_first')
            then now() end
        from judged j
        where x.district_id = j.district_id and x.license_id = j.license_id and x.id = j.id
        returning x.*, j.email, j.added_by, j.license_name, j.district_name, j.verdict
      )
      select district_id as "districtId", license_id as "licenseId", id, kind, email, tries,
        license_name as "licenseName", district_name as "districtName", added_by as "addedBy", days, verdict
      from moved order by created_at, id
    `.execute(tx);
    const claimed = rows.filter((row) => row.verdict === null);
    await writeTokens(tx, claimed, secret);
    return claimed;
  });
}

const ofDue: RawBuilder<unknown> = sql`
  from due x
  join license l on l.district_id = x.district_id and l.id = x.license_id
  join district d on d.id = x.district_id
  left join member m on m.district_id = x.district_id and m.license_id = x.license_id and m.id = x.member_id
`;

/** The tokens' hashes are there before the mails that carry the tokens are. */
async function writeTokens(tx: SystemTx, claimed: readonly ClaimedMail[], secret: Secret): Promise<void> {
  if (claimed.length === 0) return;
  const hashes = claimed.map(({ id }) => hashOfMailToken(mailToken(secret, id)));
  await sql`
    update mail x set token_hash = t.hash
    from unnest(
      ${claimed.map((mail) => mail.districtId)}::uuid[], ${claimed.map((mail) => mail.licenseId)}::uuid[],
      ${claimed.map((mail) => mail.id)}::uuid[], ${hashes}::bytea[]
    ) as t (district_id, license_id, id, hash)
    where x.district_id = t.district_id and x.license_id = t.license_id and x.id = t.id
  `.execute(tx);
}
