import type { MemberView } from '@rollcall/core/members/contract.ts';

export type MemberVerb = 'remind' | 'withdraw' | 'reinvite' | 'remove';

/** What somebody wants to do with a person, as the row stood when they chose it. */
export interface MemberIntent {
  readonly verb: MemberVerb;
  readonly row: MemberView;
}
