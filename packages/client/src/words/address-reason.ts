import type { EmailRefusal } from '@rollcall/core/emails.ts';

/** What is wrong with an address, as `canonicalEmail` says it. Complete by type. */
const reasons: Readonly<Record<EmailRefusal, true>> = {
  empty: true,
  no_at_sign: true,
  hidden_characters: true,
  lookalike_characters: true,
  before_the_at_sign: true,
  after_the_at_sign: true,
  too_long: true,
};

/** Whether a reason that came with an outcome or a refusal is one about an address: there are words for each. */
export function isAddressReason(reason: string | null): reason is EmailRefusal {
  return reason !== null && Object.hasOwn(reasons, reason);
}
