import { randomUUID } from 'node:crypto';
import { type AssignmentId, platformId } from '@rollcall/core/ids.ts';
import type { VerifiedLaunch } from '@rollcall/core/lti/launch.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { answerLaunch } from '@rollcall/server/lms/answer-launch.ts';
import type { LaunchAnswer } from '@rollcall/server/lms/launch-answer.ts';
import type { PlatformPlace } from '@rollcall/server/lms/platform-place.ts';
import type { TestDistrict } from './district.ts';
import { newRequest } from './membership.ts';

/** A learning management system as a licence has it registered, with a course whose link was opened by its admin. */
export interface RegisteredLms {
  readonly place: PlatformPlace;
  readonly issuer: string;
  readonly deploymentId: string;
  readonly resourceLinkId: string;
  /** The subject of the admin who teaches the course. */
  readonly teacher: string;
}

/** Registers a system by hand. It exists on paper only: launches are handed over as verified. */
export async function registerLms(home: TestDistrict, name = 'Paper LMS'): Promise<RegisteredLms> {
  const { licenseId, admin } = home;
  const issuer = `https://lms-${randomUUID().slice(0, 8)}.example`;
  const { id } = await admin.client.lms.addPlatform.mutate({ licenseId, name, requestId: newRequest() });
  const made = {
    issuer,
    deploymentId: 'deployment-1',
    resourceLinkId: `link-${randomUUID().slice(0, 8)}`,
    teacher: `teacher-${randomUUID().slice(0, 8)}`,
  };
  await admin.client.lms.registerByHand.mutate({
    licenseId,
    platformId: id,
    issuer,
    clientId: 'client-1',
    authorisationUrl: `${issuer}/authorise`,
    tokenUrl: `${issuer}/token`,
    keysUrl: `${issuer}/keys`,
    deploymentId: made.deploymentId,
    requestId: newRequest(),
  });
  return { ...made, place: { districtId: home.id, licenseId, platformId: platformId.parse(id) } };
}

/** A launch of the course's link by a pupil of whom nothing else is known. */
function launchOf(lms: RegisteredLms, changes: Partial<VerifiedLaunch> = {}): VerifiedLaunch {
  return {
    platformId: lms.place.platformId,
    deploymentId: lms.deploymentId,
    subject: `pupil-${randomUUID().slice(0, 8)}`,
    role: 'learner',
    name: null,
    email: null,
    course: { id: 'course-1', title: 'Science' },
    rosterUrl: null,
    target: { kind: 'link', resourceLinkId: lms.resourceLinkId, title: 'Cells', assignmentId: null },
    ...changes,
  };
}

export function launch(
  app: RunningApp,
  lms: RegisteredLms,
  changes: Partial<VerifiedLaunch> = {},
): Promise<LaunchAnswer> {
  return answerLaunch(app.context, lms.place, launchOf(lms, changes));
}

/** The same as its teacher, who is connected with the admin's account first where they are not. */
export async function launchAsTeacher(
  app: RunningApp,
  home: TestDistrict,
  lms: RegisteredLms,
  changes: Partial<VerifiedLaunch> = {},
): Promise<LaunchAnswer> {
  const asTeacher = { role: 'instructor', subject: lms.teacher, name: 'Tessa Teacher', ...changes } as const;
  const answer = await launch(app, lms, asTeacher);
  if (answer.kind !== 'page' || answer.page !== 'connect') return answer;
  await home.admin.client.lms.connectTeacher.mutate({
    ticket: ticketIn(answer.connectPath),
    requestId: newRequest(),
  });
  return launch(app, lms, asTeacher);
}

export function ticketIn(connectPath: string): string {
  return new URL(connectPath, 'http://localhost').searchParams.get('ticket') ?? '';
}

/** A system with an assignment that pupils can launch. */
export async function openAssignment(
  app: RunningApp,
  home: TestDistrict,
): Promise<RegisteredLms & { readonly assignmentId: AssignmentId }> {
  const lms = await registerLms(home);
  await launchAsTeacher(app, home, lms);
  const { assignments } = await home.admin.client.lms.get.query({ licenseId: home.licenseId });
  const placed = assignments.find((one) => one.platformId === lms.place.platformId);
  if (placed === undefined) throw new Error('The teacher’s launch placed no assignment');
  return { ...lms, assignmentId: placed.id };
}
