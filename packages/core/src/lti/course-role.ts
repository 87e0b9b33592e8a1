import type { CourseRole } from './launch.ts';

/** Roles in a course: `membership#Learner`, or one within a principal role, `membership/Learner#GuestLearner`. */
const membershipRole = /^http:\/\/purl\.imsglobal\.org\/vocab\/lis\/v2\/membership(?:\/(\w+))?#(\w+)$/;
const testUser = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser';
/** The words that the specification allows for roles in a course, and what systems write as such. */
const shortRole = /^\w+$/;

const teaching = new Set(['Instructor', 'TeachingAssistant']);
/** Who has one of these looks after the course, whatever else they are in it. */
const lookingAfter = new Set(['Administrator', 'ContentDeveloper', 'Manager', 'Mentor', 'Officer']);

/** The principal role of one in a course; null of any other. */
function principalOf(role: string): string | null {
  const found = membershipRole.exec(role);
  if (found !== null) return found[1] ?? found[2] ?? null;
  return shortRole.test(role) ? role : null;
}

/**
 * What somebody is in a course, by all of their roles (SPEC LAUNCH-4). Only roles in the course count: a teacher of the
 * school who learns in this course is a learner, and somebody of whom only the school's role is said is neither. Whoever
 * teaches or looks after the course is no learner.
 */
export function courseRoleOf(roles: readonly string[]): CourseRole {
  const inCourse = new Set(roles.map(principalOf));
  if ([...teaching].some((role) => inCourse.has(role))) return 'instructor';
  if (!inCourse.has('Learner') || [...lookingAfter].some((role) => inCourse.has(role))) return 'neither';
  return roles.includes(testUser) ? 'test_learner' : 'learner';
}
