import { newCourseId } from '../generate/google-ids.ts';
import { createRandom } from '../generate/random.ts';
import { SandboxRefusal } from '../sandbox-refusal.ts';
import { type Course, type CourseRole, type CourseState, getCourse } from '../store/courses.ts';
import { getPerson } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import { getWorkspace } from '../store/workspaces.ts';

/** Courses are named by workspace and id. All throw SandboxRefusal for what cannot be. */
export function courseControl(store: Store) {
  const locate = (workspace: string, id: string): Course =>
    getCourse(store, getWorkspace(store, workspace).customerId, id);
  const member = (course: Course, key: string) => {
    const person = getPerson(store, key);
    if (person.customerId !== course.customerId)
      throw new SandboxRefusal(`${key} is not in the course's workspace.`);
    return person;
  };
  const touch = (course: Course): void => {
    store.run(
      'update course set updated_at = ? where customer_id = ? and id = ?',
      Date.now(),
      course.customerId,
      course.id,
    );
  };
  const put = (course: Course, key: string, role: CourseRole): void => {
    store.run(
      'insert or replace into course_member (customer_id, course_id, person_id, role) values (?, ?, ?, ?)',
      course.customerId,
      course.id,
      member(course, key).id,
      role,
    );
    touch(course);
  };
  return {
    /** The owner teaches it. */
    addCourse: (input: { owner: string; name: string; section?: string | undefined }): Course =>
      store.transaction(() => {
        const owner = getPerson(store, input.owner);
        const id = newCourseId(createRandom(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0));
        store.run(
          `insert into course (customer_id, id, name, section, room, owner_id, state, created_at, updated_at)
           values (?1, ?2, ?3, ?4, '', ?5, 'ACTIVE', ?6, ?6)`,
          owner.customerId,
          id,
          input.name,
          input.section ?? '',
          owner.id,
          Date.now(),
        );
        const course = getCourse(store, owner.customerId, id);
        put(course, owner.id, 'teacher');
        return getCourse(store, owner.customerId, id);
      }),
    setCourseState: (workspace: string, id: string, state: CourseState): Course => {
      const course = locate(workspace, id);
      store.run('update course set state = ? where customer_id = ? and id = ?', state, course.customerId, id);
      touch(course);
      return locate(workspace, id);
    },
    deleteCourse: (workspace: string, id: string): void => {
      const course = locate(workspace, id);
      store.run('delete from course where customer_id = ? and id = ?', course.customerId, id);
    },
    /** A teacher who is added as a student becomes one, and the other way round: nobody is both in one course. */
    addCourseMember: (workspace: string, id: string, person: string, role: CourseRole): void => {
      const course = locate(workspace, id);
      if (role === 'student' && member(course, person).id === course.ownerId)
        throw new SandboxRefusal('The owner of a course teaches it.');
      put(course, person, role);
    },
    removeCourseMember: (workspace: string, id: string, key: string): void => {
      const course = locate(workspace, id);
      const person = member(course, key);
      if (person.id === course.ownerId) throw new SandboxRefusal('The owner stays in the course.');
      store.run(
        'delete from course_member where customer_id = ? and course_id = ? and person_id = ?',
        course.customerId,
        id,
        person.id,
      );
      touch(course);
    },
  };
}
