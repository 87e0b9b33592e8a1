import nodemailer from 'nodemailer';
import type { Logger } from 'pino';
import type { Env } from '../env.ts';

export interface Mailer {
  /** True when messages leave the house. Without it, codes are shown on the page in demo mode only. */
  readonly delivers: boolean;
  /** `linking` names the issuer whose account the code links to that of the address; null: the code signs in. */
  sendCode(to: string, code: string, linking: string | null): Promise<void>;
}

/** Mail through SMTP_URL. A failed delivery is logged without the address and thrown. */
export function createMailer(env: Env, log: Logger): Mailer {
  if (env.smtpUrl === undefined) return { delivers: false, sendCode: async () => {} };
  const transport = nodemailer.createTransport(env.smtpUrl.reveal());
  return {
    delivers: true,
    async sendCode(to, code, linking) {
      try {
        await transport.sendMail({
          from: env.mailFrom,
          to,
          subject: `${code} is your Rollcall code`,
          text: textOf(code, linking),
        });
      } catch (error) {
        log.error(
          { code: error instanceof Error && 'code' in error ? error.code : 'unknown' },
          'a sign-in code could not be sent',
        );
        throw error;
      }
    },
  };
}

function textOf(code: string, linking: string | null): string {
  const end = 'If you did not ask for it, there is nothing you need to do.';
  if (linking === null) return `Your code is ${code}. It works for ten minutes, once.\n\n${end}`;
  return [
    `Your code is ${code}. It works for ten minutes, once.`,
    `Somebody signed in to Rollcall with ${linking} under this address. If that was you, the code links the two: from then on ${linking} signs you in to your account.`,
    `${end} Give the code to nobody: whoever has it could use your account.`,
  ].join('\n\n');
}
