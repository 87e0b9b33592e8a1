import type { UserType } from '@rollcall/core/licenses/seats.ts';

const userTypes: ReadonlyMap<string, UserType> = new Map([
  ['teacher', 'teacher'],
  ['teachers', 'teacher'],
  ['student', 'student'],
  ['students', 'student'],
  ['pupil', 'student'],
  ['pupils', 'student'],
  ['learner', 'student'],
  ['learners', 'student'],
  ['other', 'other'],
  ['others', 'other'],
  ['staff', 'other'],
  ['faculty', 'other'],
  ['employee', 'other'],
  ['employees', 'other'],
]);

/** The user type that a cell names, in any case; undefined when it is none of the words. */
export function userTypeOf(cell: string): UserType | undefined {
  return userTypes.get(cell.trim().toLowerCase());
}
