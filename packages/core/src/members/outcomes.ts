import { z } from 'zod';

/** What happened, or would happen, to one person of an addition or removal. A normal answer, never an error. */
export const memberOutcome = z.enum([
  'added',
  'invited',
  'reinvited',
  'converted',
  'already_member',
  'already_invited',
  'invalid_email',
  'duplicate',
  'no_seat',
]);
export type MemberOutcome = z.infer<typeof memberOutcome>;

export type OutcomeGroup = 'added' | 'invited' | 'unchanged' | 'refused';

/** How outcomes are grouped on screen: on the licence at once, asked first, nothing to do, or not possible. */
export const outcomeGroup: Readonly<Record<MemberOutcome, OutcomeGroup>> = {
  added: 'added',
  converted: 'added',
  invited: 'invited',
  reinvited: 'invited',
  already_member: 'unchanged',
  already_invited: 'unchanged',
  duplicate: 'unchanged',
  invalid_email: 'refused',
  no_seat: 'refused',
};
