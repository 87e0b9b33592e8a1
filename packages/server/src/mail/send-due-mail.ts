import { sql } from 'kysely';
import type { Database } from '../db/tx.ts';
import type { Secret } from '../env.ts';
import { type ClaimedMail, claimMail } from './claim-mail.ts';
import { mailText } from './mail-text.ts';
import { mailToken } from './mail-token.ts';
import { pauseAfter, type SendResult } from './send-result.ts';
import { connections, deliveryMs, type MailSender } from './smtp.ts';
import { stopPath } from './stop-path.ts';

export interface SendingSettings {
  readonly db: Database;
  readonly sender: MailSender;
  readonly secret: Secret;
  /** Mails that leave at once at most. */
  readonly limit: number;
  /** The origin under which a mailbox's owner reaches this server. */
  readonly originFor: (email: string) => string;
}

export interface Sent {
  readonly tried: number;
  /** The codes of attempts after which the mail server counts as out of reach, for the log. */
  readonly unreachable: readonly string[];
}

/** Sends what is due, as far as `limit` goes, and writes down what became of each (SPEC MAIL-4). */
export async function sendDueMail(settings: SendingSettings): Promise<Sent> {
  const { db, sender, secret, limit } = settings;
  // Nobody else may take one in hand before the slowest delivery of this portion has ended.
  const leaseMs = (Math.ceil(limit / connections) + 1) * deliveryMs;
  const claimed = await claimMail(db, { limit, leaseMs, secret });
  const results = await Promise.all(
    claimed.map(async (mail) => {
      const result = await sender.send(outgoing(mail, settings));
      await writeResult(db, mail, result);
      return result;
    }),
  );
  return {
    tried: claimed.length,
    unreachable: results.flatMap(({ kind, reply }) => (kind === 'unreachable' ? [reply] : [])),
  };
}

function outgoing(mail: ClaimedMail, { secret, originFor }: SendingSettings) {
  const origin = originFor(mail.email);
  const stopUrl = `${origin}${stopPath(mailToken(secret, mail.id))}`;
  const open = `${origin}${mail.kind === 'term_notice' ? `/admin/licenses/${mail.licenseId}` : '/app/'}`;
  return { id: mail.id, to: mail.email, stopUrl, ...mailText(mail, { open, stop: stopUrl }) };
}

/** What is written of a mail that somebody else has taken in hand since is refused. */
async function writeResult(db: Database, mail: ClaimedMail, result: SendResult): Promise<void> {
  const isOver = result.kind !== 'later' && result.kind !== 'unreachable';
  const pauseS = pauseAfter(mail.tries) / 1000;
  await db.systemStatement(sql`
    update mail set
      state = ${isOver ? result.kind : 'queued'},
      reply = ${result.reply},
      due_at = ${isOver ? null : sql`now() + make_interval(secs => ${pauseS})`},
      ended_at = ${isOver ? sql`now()` : null},
      told_at = case when ${isOver} and member_id is null then now() end
    where district_id = ${mail.districtId} and license_id = ${mail.licenseId} and id = ${mail.id}
      and state = 'sending' and tries = ${mail.tries}
  `);
}
