import { randomUUID } from 'node:crypto';
import type { AssignmentId, PlatformId } from '@rollcall/core/ids.ts';
import { assignmentParameter } from '@rollcall/core/lti/read-claims.ts';
import type { Assignment } from '@rollcall/sandbox/lms/store/assignments.ts';
import { type DistrictOptions, makeDistrict, type TestDistrict } from './district.ts';
import { type LmsSchool, makeLmsSchool } from './lms.ts';
import type { LmsWorld } from './with-lms.ts';

/** A Teacher licence that is registered with a system of its own, which has one course and one placed assignment. */
export interface RegisteredLms {
  readonly district: TestDistrict;
  readonly school: LmsSchool;
  readonly platformId: PlatformId;
  readonly assignmentId: AssignmentId;
  /** The assignment's link in the course. */
  readonly link: Assignment;
  readonly deploymentId: string;
  readonly clientId: string;
  /** Ours, where the system launches to. */
  readonly origin: string;
}

export interface RegisteredLmsOptions extends DistrictOptions {
  readonly state?: 'active' | 'off';
  readonly deployment?: 'allowed' | 'waiting' | 'refused';
}

/** Writes both sides of a registration, as registering by hand would, without its pages. */
export async function makeRegisteredLms(
  { app, lms }: Pick<LmsWorld, 'app' | 'lms'>,
  { state = 'active', deployment: standing = 'allowed', ...options }: RegisteredLmsOptions = {},
): Promise<RegisteredLms> {
  const district = await makeDistrict(app, { type: 'teacher', ...options });
  const school = makeLmsSchool(lms, district.domain);
  const platformId = randomUUID() as PlatformId;
  const assignmentId = randomUUID() as AssignmentId;
  const origin = `http://localhost:${app.port}`;
  const base = `${origin}/lti/${platformId}`;
  const { tool, deployment } = await lms.registerTool(school.slug, {
    name: 'Rollcall',
    loginUrl: `${base}/login`,
    targetLinkUri: `${base}/launch`,
    jwksUri: `${base}/jwks`,
  });
  const urls = lms.urls(school.slug);
  const below = { district_id: district.id, license_id: district.licenseId };
  await app.context.db.withTx({ district: district.id }, async (tx) => {
    await tx
      .insertInto('lti_platform')
      .values({
        ...below,
        id: platformId,
        name: 'Test system',
        state,
        how: 'by_hand',
        issuer: school.issuer,
        client_id: tool.clientId,
        authorisation_url: urls.authorization,
        token_url: urls.token,
        keys_url: urls.jwks,
        added_by: 'A test',
      })
      .execute();
    await tx
      .insertInto('lti_deployment')
      .values({ ...below, platform_id: platformId, deployment_id: deployment.id, state: standing })
      .execute();
    await tx
      .insertInto('lti_assignment')
      .values({
        ...below,
        id: assignmentId,
        platform_id: platformId,
        deployment_id: deployment.id,
        title: 'The water cycle',
        placed_by: 'A test',
      })
      .execute();
  });
  const link = lms.addAssignment(school.slug, {
    courseId: school.course.id,
    deploymentId: deployment.id,
    title: 'The water cycle',
    custom: { [assignmentParameter]: assignmentId },
  });
  return {
    district,
    school,
    platformId,
    assignmentId,
    link,
    deploymentId: deployment.id,
    clientId: tool.clientId,
    origin,
  };
}

/** How many rows there are about people whom the system has launched. */
export async function countLaunched({ app }: Pick<LmsWorld, 'app'>, lms: RegisteredLms): Promise<number> {
  const { id: district } = lms.district;
  return app.context.db.withTx({ district }, async (tx) => {
    const users = await tx
      .selectFrom('lti_user')
      .select('subject')
      .where('platform_id', '=', lms.platformId)
      .execute();
    const members = await tx
      .selectFrom('member')
      .select('id')
      .where('license_id', '=', lms.district.licenseId)
      .execute();
    return users.length + members.length;
  });
}
