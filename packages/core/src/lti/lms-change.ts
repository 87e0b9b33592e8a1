import { z } from 'zod';

/** What can happen to a registration with a learning management system, as the audit log keeps it. */
export const lmsChange = z.enum([
  'added',
  'invited',
  'registered',
  'rename',
  'switched_on',
  'switched_off',
  'deployment_waits',
  'deployment_allowed',
  'deployment_refused',
  'teacher_connected',
  'disconnect_teacher',
  'remove',
]);
export type LmsChange = z.infer<typeof lmsChange>;

/** What can happen to an assignment. */
export const assignmentStep = z.enum(['placed', 'renamed', 'opened', 'closed']);
