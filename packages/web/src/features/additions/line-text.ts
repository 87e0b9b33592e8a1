import type { EmailRefusal } from '@rollcall/core/emails.ts';
import type { AdditionLine } from '@rollcall/core/members/contract.ts';
import { useTranslations } from 'use-intl';

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

function isReason(reason: string | null): reason is EmailRefusal {
  return reason !== null && Object.hasOwn(reasons, reason);
}

/** The answer for one line: what would happen or has happened, and why where that is not plain. */
export function useLineText(tense: 'plan' | 'done'): (line: AdditionLine) => string {
  const t = useTranslations();
  return ({ outcome, reason }) => {
    const said = tense === 'plan' ? t(`outcomePlan.${outcome}`) : t(`outcomeDone.${outcome}`);
    return isReason(reason) ? `${said}. ${t(`lineReason.${reason}`)}` : said;
  };
}
