import type { MemberId } from '@rollcall/core/ids.ts';
import type { MailOutcome } from '@rollcall/core/mail/contract.ts';
import { sql } from 'kysely';
import type { DistrictTx, SystemTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import type { LockedLicense } from '../license-row/lock-license.ts';
import { inLicense } from './change-query.ts';

/** What became of mail to somebody, and when; null: it may be sent again, and nothing is known of the next. */
export interface MailReport {
  readonly memberId: MemberId;
  readonly state: MailOutcome | null;
  readonly at: Date | null;
}

/**
 * Writes what became of mail to the people's rows, as one event (SPEC MAIL-5). Rows that are history by now are left as
 * they are. False where none was left to write to. Under the licence's lock.
 */
export async function reportMail(
  tx: DistrictTx | SystemTx,
  license: LockedLicense,
  reports: readonly MailReport[],
): Promise<boolean> {
  const { rows } = await sql<{ id: MemberId; state: MailOutcome | null }>`
    update member m set mail_state = t.state, mail_at = t.at, seq = ${license.nextSeq}
    from jsonb_to_recordset(${JSON.stringify(reports)}::jsonb) as t ("memberId" uuid, state text, at timestamptz)
    where ${inLicense(license, 'm')} and m.id = t."memberId" and m.ended_at is null
    returning m.id, t.state
  `.execute(tx);
  if (rows.length === 0) return false;
  const memberIds = rows.map(({ id }) => id);
  await recordChange(tx, license, {
    type: 'mail.reported',
    payload: { memberIds },
    actor: { kind: 'system', job: 'mail' },
    targets: memberIds,
    details: { mails: countsOf(rows) },
  });
  return true;
}

function countsOf(
  rows: readonly { readonly state: MailOutcome | null }[],
): Partial<Record<MailOutcome, number>> {
  const counts: Partial<Record<MailOutcome, number>> = {};
  for (const { state } of rows) if (state !== null) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
