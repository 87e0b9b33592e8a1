import { getOrgUnit } from '../store/org-units.ts';
import { getPerson } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import type { Workspace } from '../store/workspaces.ts';
import { generatedAt } from './generated-at.ts';
import { newCourseId } from './google-ids.ts';
import { createRandom } from './random.ts';

export interface CourseSpec {
  readonly name: string;
  readonly section: string;
  /** What stands before the @ of the primary domain; the first owns the course. */
  readonly teachers: readonly [string, ...string[]];
  readonly students: readonly string[];
  /** And as many active people of these units, by id, who are not named above. */
  readonly from: readonly { readonly path: string; readonly count: number }[];
  readonly archived?: boolean;
}

/** Writes courses with their people. Wants a transaction around it. */
export function generateCourses(
  store: Store,
  workspace: Workspace,
  specs: readonly CourseSpec[],
  seed: number,
): void {
  const random = createRandom(seed + 1);
  const { customerId, primaryDomain } = workspace;
  const idOf = (localPart: string): string => getPerson(store, `${localPart}@${primaryDomain}`).id;
  for (const spec of specs) {
    const courseId = newCourseId(random);
    store.run(
      `insert into course (customer_id, id, name, section, room, owner_id, state, created_at, updated_at)
       values (?1, ?2, ?3, ?4, '', ?5, ?6, ?7, ?7)`,
      customerId,
      courseId,
      spec.name,
      spec.section,
      idOf(spec.teachers[0]),
      spec.archived === true ? 'ARCHIVED' : 'ACTIVE',
      generatedAt,
    );
    const add = (personId: string, role: string): void => {
      store.run(
        'insert or ignore into course_member (customer_id, course_id, person_id, role) values (?, ?, ?, ?)',
        customerId,
        courseId,
        personId,
        role,
      );
    };
    for (const teacher of spec.teachers) add(idOf(teacher), 'teacher');
    for (const student of spec.students) add(idOf(student), 'student');
    for (const { path, count } of spec.from) {
      const unit = getOrgUnit(store, customerId, path);
      const people = store.all<{ id: string }>(
        `select id from person where customer_id = ? and org_unit_id = ? and suspended = 0 and archived = 0
         order by id limit ?`,
        customerId,
        unit.id,
        count,
      );
      for (const person of people) add(person.id, 'student');
    }
  }
}
