import { type CanonicalEmail, canonicalEmail, domainOf } from '@rollcall/core/emails.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { AdditionLine, AdditionPlan } from '@rollcall/core/members/contract.ts';
import { additionMode } from '@rollcall/core/members/invite-rule.ts';
import type { AdditionOutcome } from '@rollcall/core/members/outcomes.ts';
import { type PastedAddress, pasteLimit, splitAddresses } from '@rollcall/core/members/split-addresses.ts';
import { storableText } from '@rollcall/core/storable-text.ts';
import type { AdditionRules } from '../../membership/addition-rules.ts';
import type { Candidate, DecidedAdmission } from '../../membership/decide-admissions.ts';

interface PastedLine extends PastedAddress {
  readonly email: CanonicalEmail | null;
  readonly refusal: {
    readonly outcome: 'invalid_email' | 'duplicate';
    readonly reason: string | null;
  } | null;
}

/** A pasted text, read: every piece of it as a line, and the distinct addresses among them as candidates. */
export interface PastedAddition {
  readonly lines: readonly PastedLine[];
  readonly candidates: readonly Candidate[];
}

/** Reads a paste. Throws TOO_MANY_ADDRESSES before anything is looked up; every other trouble is a line's own answer. */
export function readPaste(text: string, userType: UserType, rules: AdditionRules): PastedAddition {
  const pieces = splitAddresses(text);
  if (pieces.length > pasteLimit)
    throw new DomainError('TOO_MANY_ADDRESSES', { found: pieces.length, limit: pasteLimit });
  const seen = new Set<string>();
  const candidates: Candidate[] = [];
  const lines = pieces.map((piece): PastedLine => {
    const result = canonicalEmail(piece.address);
    if (!result.ok)
      return { ...piece, email: null, refusal: { outcome: 'invalid_email', reason: result.reason } };
    const { email, shown } = result;
    if (seen.has(email)) return { ...piece, email, refusal: { outcome: 'duplicate', reason: null } };
    seen.add(email);
    const mode = additionMode({
      ...rules,
      method: 'email',
      addressInVerifiedDomain: rules.verifiedDomains.has(domainOf(email)),
    });
    candidates.push({ email, shown, name: piece.name, personId: null, mode, userType });
    return { ...piece, email, refusal: null };
  });
  return { lines, candidates };
}

/** One answer per pasted line, in the order of the paste. */
export function answerLines(paste: PastedAddition, decided: readonly DecidedAdmission[]): AdditionLine[] {
  const outcomes = new Map<string, AdditionOutcome>(decided.map(({ email, outcome }) => [email, outcome]));
  return paste.lines.map((line) => ({
    line: line.line,
    text: storableText(line.text.slice(0, 320)),
    email: line.email,
    outcome: line.refusal?.outcome ?? outcomes.get(line.email ?? '') ?? 'invalid_email',
    reason: line.refusal?.reason ?? null,
  }));
}

export function countOutcomes(lines: readonly AdditionLine[]): AdditionPlan['outcomes'] {
  const counts: AdditionPlan['outcomes'] = {};
  for (const { outcome } of lines) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
