import { assignmentId, districtId, licenseId, platformId } from '@rollcall/core/ids.ts';
import { verifiedLaunch } from '@rollcall/core/lti/launch.ts';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { openText, sealText } from '../identity/sealed-text.ts';

/** How long a page that waits for somebody's click is good for. In seconds. */
const ticketLifeS = 15 * 60;

/** A launch that goes on with a click: the page that it led to holds it, sealed. */
const launchTicket = z.strictObject({
  place: z.strictObject({ districtId, licenseId, platformId }),
  launch: verifiedLaunch,
  /** The assignment that is placed by it, if it is: pressed twice, one is placed. */
  assignmentId,
});
export type LaunchTicket = z.infer<typeof launchTicket>;

/** Whom the other system launched, on their way to their account with us. */
const teacherTicketContent = z.strictObject({
  districtId,
  licenseId,
  platformId,
  deploymentId: z.string(),
  subject: z.string(),
  courseTitle: z.string().nullable(),
});
export type TeacherTicketContent = z.infer<typeof teacherTicketContent>;

export function sealLaunch(app: Pick<AppContext, 'env'>, ticket: LaunchTicket): string {
  return sealText(app, 'lms-launch', ticket, ticketLifeS);
}

/** Null for what is not ours, or too old. */
export function openLaunch(app: Pick<AppContext, 'env'>, sealed: string): LaunchTicket | null {
  return openText(app, 'lms-launch', launchTicket, sealed);
}

export function sealTeacher(app: Pick<AppContext, 'env'>, content: TeacherTicketContent): string {
  return sealText(app, 'lms-teacher', content, ticketLifeS);
}

/** Null for what is not ours, or too old. */
export function openTeacher(app: Pick<AppContext, 'env'>, sealed: string): TeacherTicketContent | null {
  return openText(app, 'lms-teacher', teacherTicketContent, sealed);
}
