import { z } from 'zod';

/** What happened, or would happen, to one person of a change. A normal answer, never an error. */
export const memberOutcome = z.enum([
  'added',
  'invited',
  'reinvited',
  'converted',
  'already_member',
  'already_invited',
  /** Declined before, and the file is a list of how things stand: nobody is asked again by it. */
  'stays_rejected',
  'invalid_email',
  'invalid_user_type',
  'duplicate',
  'no_seat',
  /** Was to be changed or taken off, and is not on the list. */
  'not_member',
  'removed',
  'withdrawn',
  'reminded',
  /** The pop-up came back within the last day: it does not come back yet. */
  'reminded_recently',
  'type_changed',
  'type_unchanged',
  /** The change does not exist for the person's status: nothing to remind, withdraw or invite again. */
  'wrong_status',
  /** Something happened to the person since; what they did themselves is not undone. */
  'changed_since',
  /** Is as before the run that was undone. */
  'restored',
  /** An admin keeps the person out: only being added by name brings them back. */
  'excluded',
  /** What held the person has ended; something else still does. */
  'still_held',
  /** The address, the name or the user type is now as the directory has it. */
  'updated',
  /** The directory gave the person an address that somebody else on the list has. */
  'address_taken',
]);
export type MemberOutcome = z.infer<typeof memberOutcome>;

/** The outcomes that an addition of pasted addresses can have. */
export const additionOutcome = memberOutcome.extract([
  'added',
  'invited',
  'reinvited',
  'converted',
  'already_member',
  'already_invited',
  'stays_rejected',
  'invalid_email',
  'duplicate',
  'no_seat',
  'excluded',
]);
export type AdditionOutcome = z.infer<typeof additionOutcome>;

export type OutcomeGroup = 'added' | 'invited' | 'removed' | 'changed' | 'unchanged' | 'refused';

/** How outcomes are grouped on screen: on the licence at once, asked first, taken off, changed, nothing to do, or not possible. */
export const outcomeGroup = {
  added: 'added',
  converted: 'added',
  invited: 'invited',
  reinvited: 'invited',
  already_member: 'unchanged',
  already_invited: 'unchanged',
  stays_rejected: 'unchanged',
  duplicate: 'unchanged',
  invalid_email: 'refused',
  invalid_user_type: 'refused',
  no_seat: 'refused',
  not_member: 'unchanged',
  removed: 'removed',
  withdrawn: 'removed',
  reminded: 'changed',
  reminded_recently: 'unchanged',
  type_changed: 'changed',
  type_unchanged: 'unchanged',
  wrong_status: 'unchanged',
  changed_since: 'unchanged',
  restored: 'changed',
  excluded: 'refused',
  still_held: 'unchanged',
  updated: 'changed',
  address_taken: 'refused',
} as const satisfies Record<MemberOutcome, OutcomeGroup>;
