import { isAddressReason } from '@rollcall/client/words/address-reason.ts';
import type { AdditionLine } from '@rollcall/core/members/contract.ts';
import { useTranslations } from 'use-intl';

/** The answer for one line: what would happen or has happened, and why where that is not plain. */
export function useLineText(tense: 'plan' | 'done'): (line: AdditionLine) => string {
  const t = useTranslations();
  return ({ outcome, reason }) => {
    const said = tense === 'plan' ? t(`outcomePlan.${outcome}`) : t(`outcomeDone.${outcome}`);
    return isAddressReason(reason) ? `${said}. ${t(`lineReason.${reason}`)}` : said;
  };
}
