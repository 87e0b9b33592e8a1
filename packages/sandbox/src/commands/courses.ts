import { newCourseId } from '../generate/google-ids.ts';
import { freshRandom } from '../generate/random.ts';
import { SandboxRefusal } from '../sandbox-refusal.ts';
import { type Course, type CourseRole, type CourseState, getCourse } from '../store/courses.ts';
import { getPerson, type Person } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import { getWorkspace } from '../store/workspaces.ts';

// Courses are named by workspace and id. All of these throw a SandboxRefusal for what cannot be.

export interface NewCourse {
  /** Who owns and teaches it. */
  readonly owner: string;
  readonly name: string;
  readonly section?: string | undefined;
}

function addCourse(store: Store, input: NewCourse): Course {
  return store.transaction(() => {
    const owner = getPerson(store, input.owner);
    const id = newCourseId(freshRandom());
    store.run(
      `insert into course (customer_id, id, name, section, room, owner_id, state, created_at, updated_at)
       values (?1, ?2, ?3, ?4, '', ?5, 'ACTIVE', ?6, ?6)`,
      owner.customerId,
      id,
      input.name.trim(),
      input.section?.trim() ?? '',
      owner.id,
      Date.now(),
    );
    const course = getCourse(store, owner.customerId, id);
    put(store, course, owner, 'teacher');
    return getCourse(store, owner.customerId, id);
  });
}

function setCourseState(store: Store, workspace: string, id: string, state: CourseState): Course {
  const course = locate(store, workspace, id);
  store.run('update course set state = ? where customer_id = ? and id = ?', state, course.customerId, id);
  touch(store, course);
  return locate(store, workspace, id);
}

function deleteCourse(store: Store, workspace: string, id: string): void {
  const course = locate(store, workspace, id);
  store.run('delete from course where customer_id = ? and id = ?', course.customerId, id);
}

/** A teacher who is added as a student becomes one, and the other way round: nobody is both in one course. */
function addCourseMember(store: Store, workspace: string, id: string, key: string, role: CourseRole): void {
  const course = locate(store, workspace, id);
  const person = member(store, course, key);
  if (role === 'student' && person.id === course.ownerId)
    throw new SandboxRefusal('The owner of a course teaches it.');
  put(store, course, person, role);
}

function removeCourseMember(store: Store, workspace: string, id: string, key: string): void {
  const course = locate(store, workspace, id);
  const person = member(store, course, key);
  if (person.id === course.ownerId) throw new SandboxRefusal('The owner stays in the course.');
  store.run(
    'delete from course_member where customer_id = ? and course_id = ? and person_id = ?',
    course.customerId,
    id,
    person.id,
  );
  touch(store, course);
}

export const courseCommands = {
  addCourse,
  setCourseState,
  deleteCourse,
  addCourseMember,
  removeCourseMember,
} as const;

function locate(store: Store, workspace: string, id: string): Course {
  return getCourse(store, getWorkspace(store, workspace).customerId, id);
}

function member(store: Store, course: Course, key: string): Person {
  const person = getPerson(store, key);
  if (person.customerId !== course.customerId)
    throw new SandboxRefusal(`${key} is not in the course's workspace.`);
  return person;
}

function put(store: Store, course: Course, person: Person, role: CourseRole): void {
  store.run(
    'insert or replace into course_member (customer_id, course_id, person_id, role) values (?, ?, ?, ?)',
    course.customerId,
    course.id,
    person.id,
    role,
  );
  touch(store, course);
}

function touch(store: Store, course: Course): void {
  store.run(
    'update course set updated_at = ? where customer_id = ? and id = ?',
    Date.now(),
    course.customerId,
    course.id,
  );
}
