import type { UserType } from '../licenses/seats.ts';
import type { LocalShape } from './type-suspects.ts';

/** How many people of each user type have addresses of one shape in one domain. */
export interface PatternCounts {
  readonly domain: string;
  readonly shape: Exclude<LocalShape, 'any'>;
  readonly counts: Readonly<Record<UserType, number>>;
}

export interface SuspectPattern {
  readonly domain: string;
  readonly shape: LocalShape;
  readonly looksLike: UserType;
  /** The user types of those who stand out. */
  readonly wrongTypes: readonly UserType[];
  readonly inPattern: number;
  readonly ofThatType: number;
  readonly count: number;
}

/** Fewer people make no pattern. */
const leastPeople = 30;
/** So much of a pattern has to be of one kind before the rest stands out. */
const clearShare = 0.95;
const groupLimit = 20;

/**
 * Patterns of addresses of which nearly all are pupils, or nearly all staff, and some are not (SPEC LIST-8); the largest
 * groups first. Each shape is judged for itself, so that a school's few teachers among its many pupils are left alone
 * where their addresses look different. Teacher and Other are not told apart: no address shows which.
 */
export function findTypeSuspects(patterns: readonly PatternCounts[]): SuspectPattern[] {
  const found: SuspectPattern[] = [];
  for (const [, shapes] of Map.groupBy(patterns, (pattern) => pattern.domain)) {
    const clear = shapes.flatMap((pattern) => judge(pattern) ?? []);
    const [first, second] = clear;
    const alike = first !== undefined && second !== undefined && isStudent(first) === isStudent(second);
    found.push(...(alike ? [joined(first, second)] : clear));
  }
  return found
    .filter((group) => group.count > 0)
    .sort((one, other) => other.count - one.count || (one.domain < other.domain ? -1 : 1))
    .slice(0, groupLimit);
}

/** What a pattern looks like; null where it is small or mixed. */
function judge({ domain, shape, counts }: PatternCounts): SuspectPattern | null {
  const staff = counts.teacher + counts.other;
  const all = staff + counts.student;
  const most = Math.max(staff, counts.student);
  if (all < leastPeople || most < all * clearShare) return null;
  const looksLike =
    counts.student === most ? 'student' : counts.teacher >= counts.other ? 'teacher' : 'other';
  const wrongTypes: readonly UserType[] = looksLike === 'student' ? ['teacher', 'other'] : ['student'];
  return { domain, shape, looksLike, wrongTypes, inPattern: all, ofThatType: most, count: all - most };
}

const isStudent = (group: SuspectPattern): boolean => group.looksLike === 'student';

/** Both shapes of a domain look alike: the domain is the pattern. */
function joined(one: SuspectPattern, other: SuspectPattern): SuspectPattern {
  const larger = one.ofThatType >= other.ofThatType ? one : other;
  return {
    ...larger,
    shape: 'any',
    inPattern: one.inPattern + other.inPattern,
    ofThatType: one.ofThatType + other.ofThatType,
    count: one.count + other.count,
  };
}
