import { SandboxRefusal } from '../sandbox-refusal.ts';
import { type Person, personColumns } from './people.ts';
import type { Store } from './store.ts';

export type CourseState = 'ACTIVE' | 'ARCHIVED' | 'PROVISIONED' | 'DECLINED' | 'SUSPENDED';
export type CourseRole = 'teacher' | 'student';

export interface Course {
  readonly customerId: string;
  readonly id: string;
  readonly name: string;
  readonly section: string;
  readonly room: string;
  readonly ownerId: string;
  readonly state: CourseState;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const courseColumns = `c.customer_id as customerId, c.id, c.name, c.section, c.room, c.owner_id as ownerId, c.state,
  c.created_at as createdAt, c.updated_at as updatedAt`;

export function listCourses(store: Store, customerId: string): Course[] {
  return store.all(
    `select ${courseColumns} from course c where customer_id = ? order by name, id`,
    customerId,
  );
}

export function findCourse(store: Store, customerId: string, id: string): Course | undefined {
  return store.get(`select ${courseColumns} from course c where customer_id = ? and id = ?`, customerId, id);
}

/** @throws SandboxRefusal when there is none. */
export function getCourse(store: Store, customerId: string, id: string): Course {
  const course = findCourse(store, customerId, id);
  if (course === undefined) throw new SandboxRefusal(`There is no course ${id}.`);
  return course;
}

/** Members with one role by id, those after `afterId`. Who was deleted from the workspace is in no course. */
export function listCourseMembers(
  store: Store,
  course: { customerId: string; id: string },
  role: CourseRole,
  page: { readonly afterId: string; readonly limit: number },
): Person[] {
  return store.all(
    `select ${personColumns} from course_member m
     join person p on p.customer_id = m.customer_id and p.id = m.person_id
     join org_unit o on o.customer_id = p.customer_id and o.id = p.org_unit_id
     where m.customer_id = ? and m.course_id = ? and m.role = ? and m.person_id > ? and p.deleted_at is null
     order by m.person_id limit ?`,
    course.customerId,
    course.id,
    role,
    page.afterId,
    page.limit,
  );
}

export function findCourseRole(
  store: Store,
  course: { customerId: string; id: string },
  personId: string,
): CourseRole | undefined {
  return store.get<{ role: CourseRole }>(
    'select role from course_member where customer_id = ? and course_id = ? and person_id = ?',
    course.customerId,
    course.id,
    personId,
  )?.role;
}
