import nodemailer from 'nodemailer';
import type { Secret } from '../env.ts';
import { replyOfSuccess, resultOfFailure, type SendResult } from './send-result.ts';

/** One message to one mailbox. */
export interface OutgoingMail {
  /** Stands in the Message-ID: the same for each attempt, so that a mailbox can tell a second copy. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where one click stops further mail (RFC 8058). */
  readonly stopUrl: string;
}

export interface MailSender {
  /** Hands one mail to the mail server. Does not throw. */
  send(mail: OutgoingMail): Promise<SendResult>;
  close(): void;
}

/** Connections kept open at once, and how long each step of a delivery may take. */
export const connections = 3;
const stepMs = 30_000;
/** The longest that one delivery can take: connecting, greeting, and what follows with its pauses. In ms. */
export const deliveryMs = 3 * stepMs;

/** Sends through SMTP_URL, with a few connections that are kept open. */
export function createMailSender(smtpUrl: Secret, from: string): MailSender {
  const transport = nodemailer.createTransport({
    url: smtpUrl.reveal(),
    pool: true,
    maxConnections: connections,
    connectionTimeout: stepMs,
    greetingTimeout: stepMs,
    socketTimeout: stepMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([a-z0-9.-]+)>?\s*$/i.exec(from)?.[1] ?? 'localhost';
  return {
    async send({ id, to, subject, text, html, stopUrl }) {
      try {
        const { response } = await transport.sendMail({
          messageId: `<${id}@${domain}>`,
          from,
          to: { name: '', address: to },
          subject,
          text,
          html,
          headers: {
            'List-Unsubscribe': { prepared: true, value: `<${stopUrl}>` },
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            'Auto-Submitted': 'auto-generated',
          },
        });
        return { kind: 'sent', reply: replyOfSuccess(response) };
      } catch (error) {
        return resultOfFailure(error);
      }
    },
    close: () => transport.close(),
  };
}
