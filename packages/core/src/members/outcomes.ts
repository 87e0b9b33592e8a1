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

/** How the dashboard groups outcomes: something happens, nothing needs to, or it cannot. */
export const outcomeGroup: Readonly<Record<MemberOutcome, 'changes' | 'unchanged' | 'refused'>> = {
  added: 'changes',
  invited: 'changes',
  reinvited: 'changes',
  converted: 'changes',
  already_member: 'unchanged',
  already_invited: 'unchanged',
  duplicate: 'unchanged',
  invalid_email: 'refused',
  no_seat: 'refused',
};
