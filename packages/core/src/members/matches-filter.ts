import type { MemberView } from './contract.ts';
import type { MemberActivity, MemberFilter } from './filter.ts';
import { matchesSearch } from './search-text.ts';

/** How long somebody counts as active after their last day in the app. */
export const activeDays = 30;

const dayMs = 24 * 60 * 60 * 1000;

/** The first day, in UTC, that counts as active. */
function firstActiveDay(now: Date): string {
  return new Date(now.getTime() - activeDays * dayMs).toISOString().slice(0, 10);
}

const hasActivity: Readonly<Record<MemberActivity, (row: MemberView, firstDay: string) => boolean>> = {
  not_shown: (row) => row.status === 'invited' && row.shownOn === null,
  shown_unanswered: (row) => row.status === 'invited' && row.shownOn !== null,
  active: (row, firstDay) =>
    row.status === 'accepted' && row.lastActiveOn !== null && row.lastActiveOn >= firstDay,
  inactive: (row, firstDay) =>
    row.status === 'accepted' && row.lastActiveOn !== null && row.lastActiveOn < firstDay,
};

const fits = <Value>(wanted: readonly Value[], value: Value): boolean =>
  wanted.length === 0 || wanted.includes(value);

/** Whether a row belongs on a list with this filter: what the server's query says, for rows that arrive live. */
export function matchesMemberFilter(row: MemberView, filter: MemberFilter, now: Date): boolean {
  const addedOn = row.addedAt.slice(0, 10);
  return (
    fits(filter.statuses, row.status) &&
    fits(filter.userTypes, row.userType) &&
    (filter.sources.length === 0 || row.sources.some((kind) => filter.sources.includes(kind))) &&
    (filter.addedBy === null || filter.addedBy === row.addedBy) &&
    (filter.domain === null || row.canonicalEmail.endsWith(`@${filter.domain}`)) &&
    (filter.addedFrom === null || addedOn >= filter.addedFrom) &&
    (filter.addedTo === null || addedOn <= filter.addedTo) &&
    (filter.activity === null || hasActivity[filter.activity](row, firstActiveDay(now))) &&
    matchesSearch(row, filter.search)
  );
}
