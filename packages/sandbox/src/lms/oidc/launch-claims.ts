import type { Store } from '../../store/store.ts';
import { courseType, institutionRole, ltiClaims, roleUris } from '../lti.ts';
import { type Assignment, getAssignment } from '../store/assignments.ts';
import { getLmsCourse, getLmsMember, type LmsCourse, type LmsMember } from '../store/courses.ts';
import type { Launch } from '../store/launches.ts';
import { fullName } from '../store/people.ts';
import { getSchool } from '../store/schools.ts';
import { getTool, type Tool } from '../store/tools.ts';
import { type SchoolUrls, schoolUrls } from '../urls.ts';

type Claims = Record<string, unknown>;

interface Facts {
  readonly launch: Launch;
  readonly tool: Tool;
  readonly course: LmsCourse;
  readonly member: LmsMember;
  readonly urls: SchoolUrls;
}

/** What an ID token says beside iss, aud, nonce and the times: who comes, from where, for what. */
export function launchClaims(store: Store, origin: string, launch: Launch): Claims {
  const course = getLmsCourse(store, launch.school, launch.courseId);
  const facts: Facts = {
    launch,
    course,
    tool: getTool(store, launch.school, launch.clientId),
    member: getLmsMember(store, course, launch.personId),
    urls: schoolUrls(origin, launch.school),
  };
  const assignment =
    launch.assignmentId === null ? undefined : getAssignment(store, launch.school, launch.assignmentId);
  return {
    sub: launch.personId,
    ...personClaims(facts),
    locale: 'en',
    [ltiClaims.messageType]: launch.messageType,
    [ltiClaims.version]: '1.3.0',
    [ltiClaims.deploymentId]: launch.deploymentId,
    [ltiClaims.targetLinkUri]: targetLinkUri(facts.tool, launch, assignment),
    [ltiClaims.roles]: [...roleUris[facts.member.role], institutionRole(facts.member.isStaff === 1)],
    [ltiClaims.context]: { id: course.id, label: course.label, title: course.title, type: [courseType] },
    [ltiClaims.toolPlatform]: {
      guid: launch.school,
      name: getSchool(store, launch.school).name,
      product_family_code: 'rollcall-sandbox',
      version: '1',
      url: facts.urls.home,
    },
    [ltiClaims.launchPresentation]: {
      document_target: launch.target,
      return_url: facts.urls.course(course.id),
      locale: 'en',
    },
    [ltiClaims.lis]: { person_sourcedid: launch.personId, course_offering_sourcedid: course.id },
    [ltiClaims.custom]: customParameters(facts.tool, assignment),
    ...(course.sharesRoster === 1
      ? {
          [ltiClaims.roster]: {
            context_memberships_url: facts.urls.roster(course.id),
            service_versions: ['2.0'],
          },
        }
      : {}),
    ...(assignment === undefined ? deepLinkingClaims(facts) : resourceLinkClaims(assignment)),
  };
}

/** Names and address, as far as they are known and the tool may have them. */
function personClaims({ member, tool }: Facts): Claims {
  const claims: Claims = {};
  if (tool.sharesNames === 1) {
    const name = fullName(member);
    if (name !== null) claims.name = name;
    if (member.givenName !== null) claims.given_name = member.givenName;
    if (member.familyName !== null) claims.family_name = member.familyName;
  }
  if (tool.sharesEmails === 1 && member.email !== null) claims.email = member.email;
  return claims;
}

function resourceLinkClaims({ id, title, text }: Assignment): Claims {
  return { [ltiClaims.resourceLink]: { id, title, ...(text === '' ? {} : { description: text }) } };
}

function deepLinkingClaims({ launch, urls }: Facts): Claims {
  return {
    [ltiClaims.deepLinkingSettings]: {
      deep_link_return_url: urls.deepLinkReturn(launch.id),
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['iframe', 'window'],
      accept_multiple: true,
      auto_create: false,
      title: 'New assignment',
      data: launch.id,
    },
  };
}

function customParameters(tool: Tool, assignment: Assignment | undefined): Record<string, string> {
  const own = assignment === undefined ? {} : (JSON.parse(assignment.custom) as Record<string, string>);
  return { ...(JSON.parse(tool.custom) as Record<string, string>), ...own };
}

/** Where the tool is asked to bring the person: that of the link, or what the tool was registered with. */
export function targetLinkUri(tool: Tool, launch: Launch, assignment: Assignment | undefined): string {
  if (launch.messageType === 'LtiDeepLinkingRequest') return tool.deepLinkUri ?? tool.targetLinkUri;
  return assignment?.url ?? tool.targetLinkUri;
}
