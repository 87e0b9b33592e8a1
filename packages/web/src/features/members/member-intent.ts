import type { MemberView } from '@rollcall/core/members/contract.ts';

export type MemberVerb = 'remind' | 'withdraw' | 'reinvite' | 'remove';

/** What somebody wants to do with a person, as the row stood when they chose it. */
export interface MemberIntent {
  readonly verb: MemberVerb | 'change_type' | 'look';
  readonly row: MemberView;
}

/** An intent that is carried out with one call. */
export type MemberCommand = MemberIntent & { readonly verb: MemberVerb };

export function isCommand(intent: MemberIntent): intent is MemberCommand {
  return intent.verb !== 'look' && intent.verb !== 'change_type';
}
