import { domainOf } from '@rollcall/core/emails.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { AdditionLine, AdditionPlan } from '@rollcall/core/members/contract.ts';
import { additionMode } from '@rollcall/core/members/invite-rule.ts';
import type { AdditionOutcome } from '@rollcall/core/members/outcomes.ts';
import { type PastedLine, readPaste, shownLine } from '@rollcall/core/members/read-paste.ts';
import type { AdditionRules } from '../../membership/addition-rules.ts';
import type { Candidate, DecidedAdmission } from '../../membership/decide-admissions.ts';

/** A pasted text, read: every piece of it as a line, and the distinct addresses among them as candidates. */
export interface PastedAddition {
  readonly lines: readonly PastedLine[];
  readonly candidates: readonly Candidate[];
}

/** Reads a paste. Throws TOO_MANY_ADDRESSES before anything is looked up; every other trouble is a line's own answer. */
export function readAddition(text: string, userType: UserType, rules: AdditionRules): PastedAddition {
  const lines = readPaste(text);
  const candidates = lines.flatMap(({ email, shown, name, refusal }): Candidate[] => {
    if (email === null || refusal !== null) return [];
    const addressInVerifiedDomain = rules.verifiedDomains.has(domainOf(email));
    const mode = additionMode({ ...rules, method: 'email', addressInVerifiedDomain });
    return [{ email, shown, name, personId: null, mode, userType }];
  });
  return { lines, candidates };
}

/** One answer per pasted line, in the order of the paste. */
export function answerLines(paste: PastedAddition, decided: readonly DecidedAdmission[]): AdditionLine[] {
  const outcomes = new Map<string, AdditionOutcome>(decided.map(({ email, outcome }) => [email, outcome]));
  return paste.lines.map((line) => ({
    ...shownLine(line),
    outcome: line.refusal?.outcome ?? outcomes.get(line.email ?? '') ?? 'invalid_email',
  }));
}

export function countOutcomes(lines: readonly AdditionLine[]): AdditionPlan['outcomes'] {
  const counts: AdditionPlan['outcomes'] = {};
  for (const { outcome } of lines) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
