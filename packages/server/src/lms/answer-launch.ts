import { randomUUID } from 'node:crypto';
import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import type { AssignmentId } from '@rollcall/core/ids.ts';
import type { VerifiedLaunch } from '@rollcall/core/lti/launch.ts';
import type { AppContext } from '../app-context.ts';
import type { DistrictTx } from '../db/tx.ts';
import { linkLateOwners } from '../identity/link-address.ts';
import { type LockedLicense, lockLicense } from '../license-row/lock-license.ts';
import {
  type AssignmentRow,
  findLaunchedAssignment,
  type LinkLaunch,
  noteCourse,
  placeOnLicense,
} from './assignments.ts';
import { beginRosterBySelf } from './begin-roster.ts';
import { noteDeployment } from './deployments.ts';
import { type ActivePlatform, findActivePlatform, findPlatformRow, registeredOf } from './find-platform.ts';
import type { LaunchAnswer, LaunchPage } from './launch-answer.ts';
import { classPage, connectPage, pageOf, placePage, tooOld } from './launch-pages.ts';
import { ensureAccount, type LaunchedUser, noteLaunched } from './launched-user.ts';
import { openLaunch } from './lms-tickets.ts';
import { noteGoodLaunch } from './note-launch.ts';
import type { PlatformPlace } from './platform-place.ts';
import { type SeatAnswer, seatLearner } from './seat-learner.ts';

/** What a verified launch has to do with, in its transaction. */
interface LaunchScope extends ActivePlatform {
  readonly tx: DistrictTx;
  readonly license: LockedLicense;
  readonly launch: VerifiedLaunch;
  readonly user: LaunchedUser;
}

/**
 * What a verified launch leads to (SPEC ASSIGN-1 to ASSIGN-5), as one transaction under the licence's lock: a pupil takes a seat
 * and opens the app; whoever teaches sees the class, or places an assignment; everybody else gets a page that says what
 * to do. A registration that was switched off since the launch was verified answers as one whose page is too old.
 */
export async function answerLaunch(
  app: AppContext,
  place: PlatformPlace,
  launch: VerifiedLaunch,
): Promise<LaunchAnswer> {
  const late: CanonicalEmail[] = [];
  const answer = await app.db.withTx({ district: place.districtId }, async (tx) => {
    const license = await lockLicense(tx, place.districtId, place.licenseId);
    const row = license === undefined ? undefined : await findPlatformRow(tx, place);
    const platform = row?.state === 'active' ? registeredOf(row) : null;
    if (license === undefined || platform === null) return tooOld;
    const standing = await noteDeployment(tx, license, place, {
      deploymentId: launch.deploymentId,
      courseTitle: launch.course?.title ?? null,
    });
    if (standing !== 'allowed')
      return pageOf({
        page: 'deployment_waiting',
        licenseName: license.row.name,
        isRefused: standing === 'refused',
      });
    await noteGoodLaunch(tx, license, place);
    const user = await noteLaunched(tx, place, launch);
    const scope: LaunchScope = { tx, license, place, platform, launch, user };
    return launch.target.kind === 'link'
      ? answerLink(app, scope, { ...launch, target: launch.target }, late)
      : answerPlacing(app, scope);
  });
  app.live.committed(place);
  if (late.length > 0) await linkLateOwners(app, late);
  return answer;
}

/** The same launch once more, for whoever has connected with their account since. */
export async function continueLaunch(app: AppContext, ticket: string): Promise<LaunchAnswer> {
  const opened = openLaunch(app, ticket);
  const active = opened === null ? null : await findActivePlatform(app, opened.place.platformId);
  const isTeacher = opened?.launch.role === 'instructor';
  return opened === null || active === null || !isTeacher
    ? tooOld
    : answerLaunch(app, active.place, opened.launch);
}

async function answerPlacing(app: AppContext, scope: LaunchScope): Promise<LaunchAnswer> {
  const { launch, license, user } = scope;
  const licenseName = license.row.name;
  if (launch.role !== 'instructor')
    return pageOf({ page: 'not_a_learner', title: licenseName, role: launch.role });
  if (launch.target.kind === 'placing' && !launch.target.acceptsLinks)
    return pageOf({ page: 'cannot_place', licenseName });
  return user.adminName === null ? connectPage(app, scope) : placePage(app, scope);
}

async function answerLink(
  app: AppContext,
  scope: LaunchScope,
  launch: LinkLaunch,
  late: CanonicalEmail[],
): Promise<LaunchAnswer> {
  const { tx, place, license } = scope;
  const known = await findLaunchedAssignment(tx, place, launch);
  if (launch.role === 'instructor') return answerTeacher(app, scope, launch, known);
  if (launch.role !== 'learner')
    return pageOf({
      page: 'not_a_learner',
      title: known?.title ?? license.row.name,
      role: launch.role,
    });
  if (known === undefined) return pageOf({ page: 'not_ready' });
  const assignment = await noteCourse(tx, known, launch);
  const answer = await seatLearner(tx, license, { ...scope, launch, assignment });
  if (answer.seat === 'none') return pageOf(refusalPage(scope, assignment, answer.why));
  if (answer.late !== null) late.push(answer.late);
  return {
    kind: 'app',
    personId: await ensureAccount(tx, place, launch, scope.user),
    assignmentId: assignment.id as AssignmentId,
    title: assignment.title,
  };
}

function refusalPage(
  { license }: LaunchScope,
  { title, placed_by: ask }: AssignmentRow,
  why: Extract<SeatAnswer, { seat: 'none' }>['why'],
): LaunchPage {
  const common = { title, ask };
  if (why === 'license_not_active') return { page: why, ...common, phase: license.phase };
  return { page: why, ...common };
}

/** A link that an admin of the licence opens for the first time is an assignment from then on. */
async function answerTeacher(
  app: AppContext,
  scope: LaunchScope,
  launch: LinkLaunch,
  known: AssignmentRow | undefined,
): Promise<LaunchAnswer> {
  const { tx, license, place, user } = scope;
  if (known === undefined && user.adminName === null) return connectPage(app, scope);
  const assignment =
    known === undefined
      ? await placeOnLicense(tx, license, place, {
          id: randomUUID() as AssignmentId,
          deploymentId: launch.deploymentId,
          resourceLinkId: launch.target.resourceLinkId,
          title: launch.target.title ?? launch.course?.title ?? license.row.name,
          launch,
          placedBy: user.adminName ?? '',
        })
      : await noteCourse(tx, known, launch);
  await beginRosterBySelf(tx, license, assignment);
  return classPage(tx, license, assignment);
}
