import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import { z } from 'zod';
import { SandboxRefusal } from '../../sandbox-refusal.ts';
import type { Store } from '../../store/store.ts';
import { fetchLocal } from '../local-fetch.ts';
import { ltiClaims } from '../lti.ts';
import { type Assignment, addAssignment } from '../store/assignments.ts';
import { findLaunch, type Launch } from '../store/launches.ts';
import { getTool } from '../store/tools.ts';
import { schoolUrls } from '../urls.ts';

const item = z.object({
  type: z.string(),
  url: z.url().optional(),
  title: z.string().optional(),
  text: z.string().optional(),
  custom: z.record(z.string(), z.string()).optional(),
});

const answer = z.object({
  nonce: z.string().min(1),
  [ltiClaims.messageType]: z.literal('LtiDeepLinkingResponse'),
  [ltiClaims.version]: z.literal('1.3.0'),
  [ltiClaims.deploymentId]: z.string(),
  [ltiClaims.deepLinkingData]: z.string(),
  [ltiClaims.contentItems]: z.array(item).optional(),
  [ltiClaims.deepLinkingMessage]: z.string().optional(),
  [ltiClaims.deepLinkingError]: z.string().optional(),
});

export interface DeepLinkAnswer {
  readonly courseId: string;
  readonly added: readonly Assignment[];
  /** What the tool wants said. */
  readonly message: string | undefined;
  readonly error: string | undefined;
}

/**
 * Takes what a tool answers to a deep linking request, checked against the tool's published keys, and puts its links
 * into the course. @throws SandboxRefusal that says what is wrong with it.
 */
export async function takeDeepLinkAnswer(
  store: Store,
  origin: string,
  school: string,
  launchId: string,
  jwt: string,
): Promise<DeepLinkAnswer> {
  const launch = findLaunch(store, school, launchId);
  if (launch === undefined || launch.messageType !== 'LtiDeepLinkingRequest')
    throw new SandboxRefusal('Nobody was asked for that. Add the assignment anew from the course.');
  const payload = await verify(store, origin, launch, jwt);
  const read = answer.safeParse(payload);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new SandboxRefusal(`The tool’s answer: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  if (read.data[ltiClaims.deploymentId] !== launch.deploymentId)
    throw new SandboxRefusal('The tool’s answer is for another deployment.');
  if (read.data[ltiClaims.deepLinkingData] !== launch.id)
    throw new SandboxRefusal('The tool’s answer does not carry the data that it was sent.');
  const links = (read.data[ltiClaims.contentItems] ?? []).filter(({ type }) => type === 'ltiResourceLink');
  const added = store.transaction(() => {
    // One answer to each request: a form that is sent twice adds nothing more.
    const taken = store.run('delete from lms_launch where school = ? and id = ?', school, launch.id);
    if (taken === 0) throw new SandboxRefusal('That was answered already.');
    return links.map((link) =>
      addAssignment(store, school, {
        ...link,
        courseId: launch.courseId,
        deploymentId: launch.deploymentId,
        title: link.title ?? 'Assignment',
      }),
    );
  });
  return {
    courseId: launch.courseId,
    added,
    message: read.data[ltiClaims.deepLinkingMessage],
    error: read.data[ltiClaims.deepLinkingError],
  };
}

async function verify(store: Store, origin: string, launch: Launch, jwt: string): Promise<unknown> {
  const tool = getTool(store, launch.school, launch.clientId);
  try {
    const verified = await jwtVerify(
      jwt,
      createRemoteJWKSet(new URL(tool.jwksUri), { [customFetch]: fetchLocal }),
      {
        algorithms: ['RS256'],
        issuer: tool.clientId,
        audience: schoolUrls(origin, launch.school).home,
        requiredClaims: ['exp', 'iat'],
        clockTolerance: 60,
      },
    );
    return verified.payload;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new SandboxRefusal(`The tool’s answer cannot be believed: ${text}`);
  }
}
