import type { EmailRefusal } from '@rollcall/core/emails.ts';

/** Why an address is none. Complete by type. */
const reasons: Readonly<Record<EmailRefusal, true>> = {
  empty: true,
  no_at_sign: true,
  hidden_characters: true,
  lookalike_characters: true,
  before_the_at_sign: true,
  after_the_at_sign: true,
  too_long: true,
};

/** Whether a reason that came with an outcome is one about an address: there are words for it in `lineReason`. */
export function isAddressReason(reason: string | null): reason is EmailRefusal {
  return reason !== null && Object.hasOwn(reasons, reason);
}
