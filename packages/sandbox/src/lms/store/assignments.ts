import { randomUUID } from 'node:crypto';
import { SandboxRefusal } from '../../sandbox-refusal.ts';
import type { Store } from '../../store/store.ts';
import { getLmsCourse } from './courses.ts';
import { getDeployment } from './tools.ts';

/** A link to a tool in a course; `id` is what launches call the resource link. */
export interface Assignment {
  readonly school: string;
  readonly id: string;
  readonly courseId: string;
  readonly deploymentId: string;
  readonly title: string;
  readonly text: string;
  /** Null: what the tool is registered with. */
  readonly url: string | null;
  /** JSON, text to text. */
  readonly custom: string;
}

const columns = 'school, id, course_id as courseId, deployment_id as deploymentId, title, text, url, custom';

export function listAssignments(store: Store, school: string, courseId: string): Assignment[] {
  return store.all(
    `select ${columns} from lms_assignment where school = ? and course_id = ? order by created_at, rowid`,
    school,
    courseId,
  );
}

/** @throws SandboxRefusal when there is none. */
export function getAssignment(store: Store, school: string, id: string): Assignment {
  const found = store.get<Assignment>(
    `select ${columns} from lms_assignment where school = ? and id = ?`,
    school,
    id,
  );
  if (found === undefined) throw new SandboxRefusal('There is no such assignment.');
  return found;
}

export interface NewAssignment {
  readonly courseId: string;
  readonly deploymentId: string;
  readonly title: string;
  readonly text?: string | undefined;
  readonly url?: string | null | undefined;
  readonly custom?: Readonly<Record<string, string>> | undefined;
}

export function addAssignment(store: Store, school: string, assignment: NewAssignment): Assignment {
  getLmsCourse(store, school, assignment.courseId);
  getDeployment(store, school, assignment.deploymentId);
  const id = randomUUID();
  store.run(
    `insert into lms_assignment (school, id, course_id, deployment_id, title, text, url, custom, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    school,
    id,
    assignment.courseId,
    assignment.deploymentId,
    assignment.title,
    assignment.text ?? '',
    assignment.url ?? null,
    JSON.stringify(assignment.custom ?? {}),
    Date.now(),
  );
  return getAssignment(store, school, id);
}

export function deleteAssignment(store: Store, school: string, id: string): void {
  getAssignment(store, school, id);
  store.run('delete from lms_assignment where school = ? and id = ?', school, id);
}
