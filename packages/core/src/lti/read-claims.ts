import { z } from 'zod';
import { assignmentId, type PlatformId } from '../ids.ts';
import { storableText } from '../storable-text.ts';
import { courseRoleOf } from './course-role.ts';
import type { VerifiedLaunch } from './launch.ts';

const claim = 'https://purl.imsglobal.org/spec/lti/claim';
const messageType = `${claim}/message_type`;

/** The claims of LTI 1.3, Deep Linking 2.0 and Names and Role Provisioning 2.0 that are read. */
export const claimNames = {
  messageType,
  version: `${claim}/version`,
  deploymentId: `${claim}/deployment_id`,
  targetLinkUri: `${claim}/target_link_uri`,
  resourceLink: `${claim}/resource_link`,
  roles: `${claim}/roles`,
  context: `${claim}/context`,
  launchPresentation: `${claim}/launch_presentation`,
  custom: `${claim}/custom`,
  roster: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  deepLinkingSettings: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
} as const;

/** The custom parameter by which a link that was placed says which assignment it is. */
export const assignmentParameter = 'rollcall_assignment';

/** An id is compared byte by byte: one that could not be stored as it is, is none. */
const opaque = z
  .string()
  .min(1)
  .max(255)
  .refine((id) => storableText(id) === id);

/** Text about somebody or something, as it is shown: cut where it is longer than is stored, null where it is none. */
const shownText = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === 'string' ? [...storableText(value).trim()].slice(0, 300).join('') || null : null,
  );

const address = z.url({ protocol: /^https?$/ }).max(2000);
/** One that is not understood is not there: systems leave out what they do not offer, each in its own way. */
const optionalAddress = address.nullish().catch(null);

const person = {
  [claimNames.roles]: z.array(z.string().max(500)).max(200),
  sub: opaque,
  name: shownText,
  given_name: shownText,
  family_name: shownText,
  email: shownText,
};

const common = {
  ...person,
  [claimNames.version]: z.literal('1.3.0'),
  [claimNames.deploymentId]: opaque,
  [claimNames.targetLinkUri]: z.string().min(1).max(2000),
  [claimNames.context]: z.object({ id: opaque, title: shownText, label: shownText }).nullish().catch(null),
  [claimNames.launchPresentation]: z.object({ return_url: optionalAddress }).nullish().catch(null),
  [claimNames.roster]: z.object({ context_memberships_url: optionalAddress }).nullish().catch(null),
};

const claims = z.discriminatedUnion(messageType, [
  z.object({
    ...common,
    [messageType]: z.literal('LtiResourceLinkRequest'),
    [claimNames.resourceLink]: z.object({ id: opaque, title: shownText }),
    [claimNames.custom]: z
      .object({ [assignmentParameter]: assignmentId.nullish().catch(null) })
      .nullish()
      .catch(null),
  }),
  z.object({
    ...common,
    [messageType]: z.literal('LtiDeepLinkingRequest'),
    [claimNames.deepLinkingSettings]: z.object({
      deep_link_return_url: address,
      accept_types: z.array(z.string().max(100)).max(100),
      data: z.string().max(4000).nullish(),
    }),
  }),
]);
type Claims = z.infer<typeof claims>;

export interface ReadClaims {
  readonly launch: VerifiedLaunch;
  /** Pages of the other system that the token itself names: the frame stands in one of its pages. */
  readonly pages: readonly string[];
}

/**
 * What the claims of a token say, as far as the specification asks for it (SPEC LAUNCH-1); null where something that it asks
 * for is missing, of another version, or larger than any honest one. Who signed the token, for whom and when is checked
 * elsewhere. Of a person nothing but the subject has to be there.
 */
export function readClaims(platformId: PlatformId, payload: unknown): ReadClaims | null {
  const read = claims.safeParse(payload);
  if (!read.success) return null;
  const { data } = read;
  const course = data[claimNames.context] ?? null;
  const target = targetOf(data);
  const pages = [
    data[claimNames.launchPresentation]?.return_url,
    target.kind === 'placing' ? target.returnUrl : null,
  ];
  const given = [data.given_name, data.family_name].filter((part) => part !== null).join(' ');
  return {
    launch: {
      platformId,
      deploymentId: data[claimNames.deploymentId],
      subject: data.sub,
      role: courseRoleOf(data[claimNames.roles]),
      name: data.name ?? (given === '' ? null : [...given].slice(0, 300).join('')),
      email: data.email,
      course: course === null ? null : { id: course.id, title: course.title ?? course.label },
      rosterUrl: data[claimNames.roster]?.context_memberships_url ?? null,
      target,
    },
    pages: pages.filter((page) => typeof page === 'string'),
  };
}

function targetOf(data: Claims): VerifiedLaunch['target'] {
  if (data[messageType] === 'LtiDeepLinkingRequest') {
    const settings = data[claimNames.deepLinkingSettings];
    return {
      kind: 'placing',
      returnUrl: settings.deep_link_return_url,
      data: settings.data ?? null,
      acceptsLinks: settings.accept_types.includes('ltiResourceLink'),
    };
  }
  const { id, title } = data[claimNames.resourceLink];
  const assignment = data[claimNames.custom]?.[assignmentParameter] ?? null;
  return { kind: 'link', resourceLinkId: id, title, assignmentId: assignment };
}
