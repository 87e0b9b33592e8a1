import type { EmailRefusal } from '@rollcall/core/emails.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { MemberOutcome } from '@rollcall/core/members/outcomes.ts';
import type { RunRow } from '@rollcall/core/runs/contract.ts';

/** Files are read by people and by us: their words are part of the format, whatever language a screen speaks. */
export const userTypeNames: Readonly<Record<UserType, string>> = {
  teacher: 'Teacher',
  student: 'Student',
  other: 'Other',
};

/** What happened to one person of a run. */
export const outcomeNames: Readonly<Record<MemberOutcome, string>> = {
  added: 'Added',
  invited: 'Invited',
  reinvited: 'Invited again',
  converted: 'Added without having to answer the invitation',
  already_member: 'Was on the license already',
  already_invited: 'Had an open invitation already',
  stays_rejected: 'Declined before; was not asked again',
  invalid_email: 'Not an e-mail address',
  invalid_user_type: 'Not a user type',
  duplicate: 'Same address as an earlier row',
  no_seat: 'No seat was free',
  not_member: 'Was not on the license',
  removed: 'Removed',
  withdrawn: 'Invitation withdrawn',
  reminded: 'Reminded',
  reminded_recently: 'Had been reminded less than a day before',
  type_changed: 'User type changed',
  type_unchanged: 'Had this user type already',
  wrong_status: 'Their status left nothing to do',
  changed_since: 'Had changed since; left as it was',
  restored: 'As before again',
  excluded: 'Kept out by an admin',
  still_held: 'Left there; stays by another way',
  updated: 'Brought up to date',
  address_taken: 'The new address belongs to somebody else on the license',
};

/** What is wrong with an address, and what to do about it. */
const addressProblems: Readonly<Record<EmailRefusal, string>> = {
  empty: 'The e-mail address is missing.',
  no_at_sign: 'This is not an e-mail address: it has no @ sign.',
  hidden_characters: 'The e-mail address holds a character that cannot be seen. Type it anew.',
  lookalike_characters: 'The e-mail address mixes letters of different alphabets. Type it anew.',
  before_the_at_sign: 'What stands before the @ sign cannot be part of an e-mail address.',
  after_the_at_sign: 'What stands after the @ sign is not a domain.',
  too_long: 'The e-mail address is too long.',
};

/** Why a row's address is refused, in words; null where that is not what is wrong, or not known. */
export function addressProblem({ reason }: Pick<RunRow, 'reason'>): string | null {
  return reason !== null && Object.hasOwn(addressProblems, reason)
    ? addressProblems[reason as EmailRefusal]
    : null;
}

/** What is wrong with a refused row, in words that say what to do. */
export function problemOf(row: Pick<RunRow, 'outcome' | 'reason'>): string {
  if (row.outcome === 'invalid_email') return addressProblem(row) ?? 'This is not an e-mail address.';
  if (row.outcome === 'invalid_user_type')
    return 'This is not a user type: write Teacher, Student or Other, or leave the cell empty.';
  return 'No seat was free. Upload the row again when there is one.';
}
