import type { MemberSort } from '@rollcall/core/members/contract.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';

/** Who is shown, null for everybody, and in which order. */
export interface UsersChoice {
  readonly status: MemberStatus | null;
  readonly sort: MemberSort;
}
