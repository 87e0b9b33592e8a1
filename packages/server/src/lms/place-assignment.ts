import { assignmentParameter } from '@rollcall/core/lti/read-claims.ts';
import type { AppContext } from '../app-context.ts';
import { deepLinkingAnswer } from '../integrations/lti/platform-client.ts';
import { lockLicense } from '../license-row/lock-license.ts';
import { placeOnLicense } from './assignments.ts';
import { isAllowed } from './deployments.ts';
import { findActivePlatform } from './find-platform.ts';
import type { LaunchAnswer, PlacedAnswer } from './launch-answer.ts';
import { connectPage, tooOld } from './launch-pages.ts';
import { findLaunched } from './launched-user.ts';
import { openLaunch } from './lms-tickets.ts';
import { toolAddressesOf } from './tool-addresses.ts';

export interface AssignmentToPlace {
  readonly ticket: string;
  readonly title: string;
  /** Ours, as the request came in. */
  readonly origin: string;
}

/**
 * Places an assignment (SPEC ASSIGN-2): writes it, and answers with what the other system makes a link of. Whether the
 * place and the teacher may is asked again under the licence's lock. Pressed twice, the same assignment is answered. A title without a
 * character is that of the course.
 */
export async function placeAssignment(
  app: AppContext,
  { ticket, title, origin }: AssignmentToPlace,
): Promise<PlacedAnswer | LaunchAnswer> {
  const opened = openLaunch(app, ticket);
  const active = opened === null ? null : await findActivePlatform(app, opened.place.platformId);
  if (opened === null || active === null || opened.launch.target.kind !== 'placing') return tooOld;
  const { launch, assignmentId } = opened;
  const { place, platform } = active;
  const { returnUrl, data } = opened.launch.target;
  const placed = await app.db.withTx({ district: place.districtId }, async (tx) => {
    const license = await lockLicense(tx, place.districtId, place.licenseId);
    if (license === undefined) return tooOld;
    if (!(await isAllowed(tx, place, launch.deploymentId))) return tooOld;
    const teacher = await findLaunched(tx, place, launch);
    if (launch.role !== 'instructor') return tooOld;
    if (teacher?.adminName == null) return connectPage(app, { license, place, launch });
    return placeOnLicense(tx, license, place, {
      id: assignmentId,
      deploymentId: launch.deploymentId,
      resourceLinkId: null,
      title: title.trim() || (launch.course?.title ?? license.row.name),
      launch,
      placedBy: teacher.adminName,
    });
  });
  if ('kind' in placed) return placed;
  app.live.committed(place);
  const jwt = await deepLinkingAnswer(app, platform, {
    deploymentId: launch.deploymentId,
    items: [
      {
        title: placed.title,
        url: toolAddressesOf(origin, place.platformId).launchUrl,
        custom: { [assignmentParameter]: placed.id },
      },
    ],
    data,
  });
  return { kind: 'placed', returnUrl, jwt };
}
