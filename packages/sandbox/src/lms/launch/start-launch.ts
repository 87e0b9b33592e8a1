import { SandboxRefusal } from '../../sandbox-refusal.ts';
import type { Store } from '../../store/store.ts';
import { targetLinkUri } from '../oidc/launch-claims.ts';
import { getAssignment } from '../store/assignments.ts';
import { getLmsCourse, getLmsMember } from '../store/courses.ts';
import { insertLaunch, type Launch } from '../store/launches.ts';
import { getLmsPerson } from '../store/people.ts';
import { getDeployment, getTool } from '../store/tools.ts';
import { schoolUrls } from '../urls.ts';
import type { LaunchVariantName } from './launch-variants.ts';

/** Opens an assignment, or with `courseId` and `deploymentId` the choice of a new one. */
export type LaunchWish = {
  /** Id or address. */
  readonly person: string;
  readonly target?: Launch['target'];
  /** The ID token is bent on its way: nobody honest sends one like it. */
  readonly variant?: LaunchVariantName | undefined;
} & ({ readonly assignmentId: string } | { readonly courseId: string; readonly deploymentId: string });

/** What the browser is sent to the tool with: third-party-initiated login, by GET or POST. */
export interface LoginRequest {
  readonly launch: Launch;
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
}

/** @throws SandboxRefusal for who is not in the course, or may not place assignments. */
export function startLaunch(store: Store, origin: string, school: string, wish: LaunchWish): LoginRequest {
  const assignment = 'assignmentId' in wish ? getAssignment(store, school, wish.assignmentId) : undefined;
  const { courseId, deploymentId } = assignment ?? (wish as { courseId: string; deploymentId: string });
  const person = getLmsPerson(store, school, wish.person);
  const member = getLmsMember(store, getLmsCourse(store, school, courseId), person.id);
  if (assignment === undefined && member.role !== 'instructor')
    throw new SandboxRefusal('Only who teaches a course can add assignments to it.');
  const deployment = getDeployment(store, school, deploymentId);
  const tool = getTool(store, school, deployment.clientId);
  const launch = insertLaunch(store, {
    school,
    clientId: tool.clientId,
    deploymentId,
    courseId,
    personId: person.id,
    assignmentId: assignment?.id ?? null,
    messageType: assignment === undefined ? 'LtiDeepLinkingRequest' : 'LtiResourceLinkRequest',
    target: wish.target ?? 'iframe',
    variant: wish.variant ?? null,
  });
  return {
    launch,
    url: tool.loginUrl,
    params: {
      iss: schoolUrls(origin, school).home,
      login_hint: person.id,
      target_link_uri: targetLinkUri(tool, launch, assignment),
      lti_message_hint: launch.id,
      client_id: tool.clientId,
      lti_deployment_id: deploymentId,
    },
  };
}

/** The login request as one address. */
export function loginAddress({ url, params }: LoginRequest): string {
  const address = new URL(url);
  for (const [name, value] of Object.entries(params)) address.searchParams.set(name, value);
  return address.href;
}
