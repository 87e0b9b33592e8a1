import type { MemberOutcome } from '@rollcall/core/members/outcomes.ts';
import type { MemberHappening, MemberHistoryEntry } from '@rollcall/core/members/panel.ts';

/** What an outcome says of a person's history; null where nothing happened to them. */
export const ofOutcome: Readonly<Record<MemberOutcome, MemberHappening | null>> = {
  added: 'added',
  invited: 'invited',
  reinvited: 'reinvited',
  converted: 'converted',
  removed: 'removed',
  withdrawn: 'withdrawn',
  reminded: 'reminded',
  type_changed: 'type_changed',
  restored: 'undone',
  updated: 'updated',
  already_member: null,
  already_invited: null,
  stays_rejected: null,
  invalid_email: null,
  invalid_user_type: null,
  duplicate: null,
  no_seat: null,
  not_member: null,
  reminded_recently: null,
  type_unchanged: null,
  wrong_status: null,
  changed_since: null,
  excluded: null,
  still_held: null,
  address_taken: null,
};

const asks: readonly MemberHappening[] = ['added', 'invited', 'reinvited', 'reminded'];

/**
 * Puts the days on which an invite was shown among what happened, oldest first. Only the day is told (SPEC INVITE-6), so
 * within it the place is not the true one: behind the invite, before its answer.
 */
export function withShownDays(
  entries: readonly MemberHistoryEntry[],
  days: readonly string[],
): MemberHistoryEntry[] {
  const told = [...entries];
  for (const day of days) {
    const before = told.findLastIndex(({ at, what }) => {
      const on = at.slice(0, 10);
      return on < day || (on === day && asks.includes(what));
    });
    told.splice(before + 1, 0, { at: day, what: 'shown', by: null, run: null });
  }
  return told;
}
