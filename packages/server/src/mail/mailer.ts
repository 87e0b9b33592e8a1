import nodemailer from 'nodemailer';
import type { Logger } from 'pino';
import type { Env } from '../env.ts';

export interface Mailer {
  /** True when messages leave the house. Without it, codes are shown on the page in demo mode only. */
  readonly delivers: boolean;
  sendCode(to: string, code: string): Promise<void>;
}

/** Mail through SMTP_URL. A failed delivery is logged without the address and thrown. */
export function createMailer(env: Env, log: Logger): Mailer {
  if (env.smtpUrl === undefined) return { delivers: false, sendCode: async () => {} };
  const transport = nodemailer.createTransport(env.smtpUrl.reveal());
  return {
    delivers: true,
    async sendCode(to, code) {
      try {
        await transport.sendMail({
          from: env.mailFrom,
          to,
          subject: `${code} is your Rollcall code`,
          text: `Your code is ${code}. It works for ten minutes, once.\n\nIf you did not ask for it, there is nothing you need to do.`,
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
