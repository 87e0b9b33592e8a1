import { randomBytes } from 'node:crypto';
import type { Store } from '../../store/store.ts';
import type { MessageType } from '../lti.ts';

/** Somebody on the way to a tool. */
export interface Launch {
  readonly school: string;
  /** What `lti_message_hint` carries: nobody else can guess it. */
  readonly id: string;
  readonly clientId: string;
  readonly deploymentId: string;
  readonly courseId: string;
  readonly personId: string;
  readonly assignmentId: string | null;
  readonly messageType: MessageType;
  /** Where the tool's page is shown. */
  readonly target: 'iframe' | 'window';
  /** How its ID token is bent, if it is. */
  readonly variant: string | null;
}

/** A login may be begun anew with the same hints, as in a second tab, but not on another day. */
const lifeMs = 3_600_000;

const columns = `school, id, client_id as clientId, deployment_id as deploymentId, course_id as courseId,
  person_id as personId, assignment_id as assignmentId, message_type as messageType, target, variant`;

export function findLaunch(store: Store, school: string, id: string): Launch | undefined {
  return store.get(
    `select ${columns} from lms_launch where school = ? and id = ? and created_at > ?`,
    school,
    id,
    Date.now() - lifeMs,
  );
}

export function insertLaunch(store: Store, launch: Omit<Launch, 'id'>): Launch {
  const id = randomBytes(24).toString('base64url');
  store.run('delete from lms_launch where created_at <= ?', Date.now() - lifeMs);
  store.run(
    `insert into lms_launch (school, id, client_id, deployment_id, course_id, person_id, assignment_id,
       message_type, target, variant, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    launch.school,
    id,
    launch.clientId,
    launch.deploymentId,
    launch.courseId,
    launch.personId,
    launch.assignmentId,
    launch.messageType,
    launch.target,
    launch.variant,
    Date.now(),
  );
  return { ...launch, id };
}
