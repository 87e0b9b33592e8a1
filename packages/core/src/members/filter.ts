import { z } from 'zod';
import { calendarDay } from '../calendar-day.ts';
import { userType } from '../licenses/seats.ts';
import { sourceKind } from './sources.ts';
import { memberStatus } from './status.ts';

/** What a person has done about the licence, as far as the district may see it. */
export const memberActivity = z.enum([
  /** Invited, and the invite has not been on any screen yet. */
  'not_shown',
  /** Invited, and the invite has been on the person's screen without an answer. */
  'shown_unanswered',
  /** On the licence and active in the app within the last 30 days. */
  'active',
  /** On the licence and last active more than 30 days ago, of those whose activity the district may see. */
  'inactive',
]);
export type MemberActivity = z.infer<typeof memberActivity>;

/** Which people a list holds. Within a field any value fits (an empty list: all do), and all fields must fit. */
export const memberFilter = z.strictObject({
  /** Words that must all be in the address or the name; those of one or two letters at the beginning of a word. */
  search: z.string().max(200).nullable().default(null),
  statuses: z.array(memberStatus).max(memberStatus.options.length).default([]),
  userTypes: z.array(userType).max(userType.options.length).default([]),
  sources: z.array(sourceKind).max(sourceKind.options.length).default([]),
  /** The adding admin's name as the list shows it. */
  addedBy: z.string().max(200).nullable().default(null),
  /** The part of the address after the at sign, in its canonical form. */
  domain: z.string().max(253).nullable().default(null),
  /** Days in UTC, both inclusive. */
  addedFrom: calendarDay.nullable().default(null),
  addedTo: calendarDay.nullable().default(null),
  activity: memberActivity.nullable().default(null),
});
export type MemberFilter = z.infer<typeof memberFilter>;

/** Everybody on the list. */
export const noMemberFilter: MemberFilter = memberFilter.parse({});
