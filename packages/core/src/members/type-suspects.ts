import { z } from 'zod';
import { licenseId, memberId } from '../ids.ts';
import { userType } from '../licenses/seats.ts';
import { memberFilter } from './filter.ts';

/** How an address looks before the at sign: pupils' ones often carry a year or a number. */
export const localShape = z.enum(['any', 'with_number', 'without_number']);
export type LocalShape = z.infer<typeof localShape>;

export const typeSuspectGroup = z.strictObject({
  /** Addresses in this domain, of this shape. */
  pattern: z.strictObject({ domain: z.string(), shape: localShape }),
  /** What most people of the pattern are. */
  looksLike: userType,
  /** How many people of the pattern there are, and how many of them are what it looks like. */
  inPattern: z.int(),
  ofThatType: z.int(),
  /** People of the pattern whose user type is another. */
  count: z.int(),
  /** The list of exactly these people, where a filter can say it. */
  filter: memberFilter.nullable(),
  /** The first 1,000 of them. */
  memberIds: z.array(memberId),
  /** Some of their addresses. */
  examples: z.array(z.string()),
});
export type TypeSuspectGroup = z.infer<typeof typeSuspectGroup>;

export const typeSuspectsInput = z.strictObject({ licenseId });

/** Groups of people whose user type looks wrong, the largest first. */
export const typeSuspects = z.strictObject({ groups: z.array(typeSuspectGroup) });
export type TypeSuspects = z.infer<typeof typeSuspects>;
