import { randomUUID } from 'node:crypto';
import { SandboxRefusal } from '../../sandbox-refusal.ts';
import type { Store } from '../../store/store.ts';
import type { CourseRole } from '../lti.ts';
import { getLmsPerson, type LmsPerson, personColumns } from './people.ts';

export interface LmsCourse {
  readonly school: string;
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly sharesRoster: number;
}

export const enrollmentStatuses = ['Active', 'Inactive', 'Deleted'] as const;
export type EnrollmentStatus = (typeof enrollmentStatuses)[number];

export interface LmsMember extends LmsPerson {
  readonly role: CourseRole;
  readonly status: EnrollmentStatus;
}

const columns = 'school, id, label, title, shares_roster as sharesRoster';

export function listLmsCourses(store: Store, school: string): LmsCourse[] {
  return store.all(`select ${columns} from lms_course where school = ? order by title, id`, school);
}

export function findLmsCourse(store: Store, school: string, id: string): LmsCourse | undefined {
  return store.get(`select ${columns} from lms_course where school = ? and id = ?`, school, id);
}

/** @throws SandboxRefusal when there is none. */
export function getLmsCourse(store: Store, school: string, id: string): LmsCourse {
  const course = findLmsCourse(store, school, id);
  if (course === undefined) throw new SandboxRefusal('There is no such course.');
  return course;
}

export interface NewLmsCourse {
  readonly id?: string | undefined;
  readonly title: string;
  readonly label?: string | undefined;
  /** False: launches name no roster service, and it answers nobody. */
  readonly sharesRoster?: boolean | undefined;
}

export function addLmsCourse(store: Store, school: string, course: NewLmsCourse): LmsCourse {
  const id = course.id ?? randomUUID();
  store.run(
    'insert into lms_course (school, id, label, title, shares_roster) values (?, ?, ?, ?, ?)',
    school,
    id,
    course.label ?? course.title,
    course.title,
    Number(course.sharesRoster ?? true),
  );
  return getLmsCourse(store, school, id);
}

export function changeLmsCourse(
  store: Store,
  school: string,
  id: string,
  change: { readonly title?: string; readonly sharesRoster?: boolean },
): LmsCourse {
  const known = getLmsCourse(store, school, id);
  store.run(
    'update lms_course set title = ?, shares_roster = ? where school = ? and id = ?',
    change.title ?? known.title,
    change.sharesRoster === undefined ? known.sharesRoster : Number(change.sharesRoster),
    school,
    id,
  );
  return getLmsCourse(store, school, id);
}

/** Those that are in it, by name within each role; a page of them with `limit` and `offset`. */
export function listLmsMembers(
  store: Store,
  course: Pick<LmsCourse, 'school' | 'id'>,
  filter: { readonly role?: CourseRole; readonly limit?: number; readonly offset?: number } = {},
): LmsMember[] {
  return store.all(
    `select ${personColumns}, e.role, e.status from lms_enrollment e
     join lms_person p on p.school = e.school and p.id = e.person_id
     where e.school = ?1 and e.course_id = ?2 and (?3 is null or e.role = ?3)
     order by instr('instructor assistant mentor learner test', e.role), p.family_name is null, p.family_name, p.given_name, p.id
     limit ?4 offset ?5`,
    course.school,
    course.id,
    filter.role ?? null,
    filter.limit ?? -1,
    filter.offset ?? 0,
  );
}

export function countLmsMembers(store: Store, course: Pick<LmsCourse, 'school' | 'id'>): number {
  const row = store.get<{ count: number }>(
    'select count(*) as count from lms_enrollment where school = ? and course_id = ?',
    course.school,
    course.id,
  );
  return row?.count ?? 0;
}

export function findLmsMember(
  store: Store,
  course: Pick<LmsCourse, 'school' | 'id'>,
  personId: string,
): LmsMember | undefined {
  return store.get(
    `select ${personColumns}, e.role, e.status from lms_enrollment e
     join lms_person p on p.school = e.school and p.id = e.person_id
     where e.school = ? and e.course_id = ? and e.person_id = ?`,
    course.school,
    course.id,
    personId,
  );
}

/** Puts somebody, by id or address, into a course; whoever is in it gets the role and the status. */
export function enroll(
  store: Store,
  school: string,
  courseId: string,
  key: string,
  role: CourseRole = 'learner',
  status: EnrollmentStatus = 'Active',
): LmsMember {
  const course = getLmsCourse(store, school, courseId);
  const person = getLmsPerson(store, school, key);
  store.run(
    'insert or replace into lms_enrollment (school, course_id, person_id, role, status) values (?, ?, ?, ?, ?)',
    school,
    courseId,
    person.id,
    role,
    status,
  );
  return getLmsMember(store, course, person.id);
}

/** Keeps the role. @throws SandboxRefusal who is not in the course. */
export function setEnrollmentStatus(
  store: Store,
  school: string,
  courseId: string,
  key: string,
  status: EnrollmentStatus,
): LmsMember {
  const { role } = getLmsMember(store, { school, id: courseId }, getLmsPerson(store, school, key).id);
  return enroll(store, school, courseId, key, role, status);
}

/** Takes somebody out of a course: no roster names them any more. */
export function unenroll(store: Store, school: string, courseId: string, key: string): void {
  const person = getLmsPerson(store, school, key);
  store.run(
    'delete from lms_enrollment where school = ? and course_id = ? and person_id = ?',
    school,
    courseId,
    person.id,
  );
}

/** @throws SandboxRefusal when they are not in it. */
export function getLmsMember(
  store: Store,
  course: Pick<LmsCourse, 'school' | 'id'>,
  personId: string,
): LmsMember {
  const member = findLmsMember(store, course, personId);
  if (member === undefined) throw new SandboxRefusal('They are not in that course.');
  return member;
}
