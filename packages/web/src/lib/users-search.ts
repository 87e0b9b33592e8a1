import type { MemberSort } from '@rollcall/core/members/contract.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';

/** What of the user list stands in its address. Absent: everybody, newest first. */
export interface UsersSearch {
  readonly status?: MemberStatus;
  readonly sort?: MemberSort;
}

const statuses: Readonly<Record<MemberStatus, true>> = { accepted: true, invited: true, rejected: true };

/** Reads it off an address; what does not belong there is left out. */
export function readUsersSearch({ status, sort }: Record<string, unknown>): UsersSearch {
  return {
    ...(typeof status === 'string' && Object.hasOwn(statuses, status) && { status: status as MemberStatus }),
    ...(sort === 'email' && { sort }),
  };
}
