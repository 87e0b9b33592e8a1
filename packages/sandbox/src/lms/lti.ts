const claim = 'https://purl.imsglobal.org/spec/lti/claim';
const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership';

/** Names of the claims of LTI 1.3, Deep Linking 2.0 and Names and Role Provisioning 2.0, as in the specifications. */
export const ltiClaims = {
  messageType: `${claim}/message_type`,
  version: `${claim}/version`,
  deploymentId: `${claim}/deployment_id`,
  targetLinkUri: `${claim}/target_link_uri`,
  resourceLink: `${claim}/resource_link`,
  roles: `${claim}/roles`,
  context: `${claim}/context`,
  toolPlatform: `${claim}/tool_platform`,
  launchPresentation: `${claim}/launch_presentation`,
  lis: `${claim}/lis`,
  custom: `${claim}/custom`,
  roster: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  deepLinkingSettings: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
  contentItems: 'https://purl.imsglobal.org/spec/lti-dl/claim/content_items',
  deepLinkingData: 'https://purl.imsglobal.org/spec/lti-dl/claim/data',
  deepLinkingMessage: 'https://purl.imsglobal.org/spec/lti-dl/claim/msg',
  deepLinkingError: 'https://purl.imsglobal.org/spec/lti-dl/claim/errormsg',
} as const;

export const platformConfiguration = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
export const toolConfiguration = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
export const rosterScope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
export const rosterMediaType = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
export const courseType = 'http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering';

export const messageTypes = ['LtiResourceLinkRequest', 'LtiDeepLinkingRequest'] as const;
export type MessageType = (typeof messageTypes)[number];

/** What somebody is in a course. `test` is the invented pupil as whom a teacher looks at the course. */
export const courseRoles = ['instructor', 'assistant', 'learner', 'test', 'mentor'] as const;
export type CourseRole = (typeof courseRoles)[number];

/** A role with its principal role beside it, as the specification asks for. */
export const roleUris: Readonly<Record<CourseRole, readonly string[]>> = {
  instructor: [`${membership}#Instructor`],
  assistant: [`${membership}/Instructor#TeachingAssistant`, `${membership}#Instructor`],
  learner: [`${membership}#Learner`],
  test: ['http://purl.imsglobal.org/vocab/lti/system/person#TestUser', `${membership}#Learner`],
  mentor: [`${membership}#Mentor`],
};

/** The words that the specification allows instead of the URIs, for roles in a course only. */
export const shortRoles: Readonly<Record<CourseRole, readonly string[]>> = {
  instructor: ['Instructor'],
  assistant: [`${membership}/Instructor#TeachingAssistant`, 'Instructor'],
  learner: ['Learner'],
  test: ['http://purl.imsglobal.org/vocab/lti/system/person#TestUser', 'Learner'],
  mentor: ['Mentor'],
};

const institution = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person';

/** What somebody is at the school: of no account for what they are in a course. */
export function institutionRole(isStaff: boolean): string {
  return `${institution}#${isStaff ? 'Faculty' : 'Student'}`;
}
