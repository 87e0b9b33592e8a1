import type { MailOutcome } from '@rollcall/core/mail/contract.ts';

const failed: Readonly<Record<MailOutcome, boolean>> = {
  sent: false,
  no_such_address: true,
  refused: true,
  given_up: true,
  unsubscribed: false,
};

/** Whether mail did not reach somebody who should have got it. */
export function mailFailed(outcome: MailOutcome): boolean {
  return failed[outcome];
}
