import type { Store } from '../../store/store.ts';
import { ltiClaims, roleUris, shortRoles } from '../lti.ts';
import { type Assignment, getAssignment } from '../store/assignments.ts';
import { type LmsCourse, type LmsMember, listLmsMembers } from '../store/courses.ts';
import { fullName } from '../store/people.ts';
import { getSchool } from '../store/schools.ts';
import type { Tool } from '../store/tools.ts';

export interface RosterQuery {
  /** A URI or one of the short words. */
  readonly role: string | undefined;
  readonly limit: number | undefined;
  /** The first is 1. */
  readonly page: number;
  /** The resource link whose members, with their messages, are asked for. */
  readonly rlid: string | undefined;
}

export interface RosterPage {
  readonly id: string;
  readonly context: { readonly id: string; readonly label: string; readonly title: string };
  readonly members: readonly object[];
}

const longest = 500;

/** One page of a course's people, as Names and Role Provisioning Services 2.0 describes it, and whether there is more. */
export function rosterPage(
  store: Store,
  options: {
    readonly course: LmsCourse;
    readonly tool: Tool;
    readonly url: string;
    readonly query: RosterQuery;
  },
): { readonly body: RosterPage; readonly hasNext: boolean } {
  const { course, tool, query } = options;
  const school = getSchool(store, course.school);
  const limit = Math.min(query.limit ?? school.pageSize, longest);
  const link = query.rlid === undefined ? undefined : getAssignment(store, course.school, query.rlid);
  const offset = (query.page - 1) * limit;
  // One more than is shown: whether it is there says whether there is another page.
  const found =
    query.role === undefined
      ? listLmsMembers(store, course, { limit: limit + 1, offset })
      : listLmsMembers(store, course)
          .filter(({ role }) => hasRole(role, query.role ?? ''))
          .slice(offset, offset + limit + 1);
  const roles = school.shortRoles === 1 ? shortRoles : roleUris;
  return {
    body: {
      id: options.url,
      context: { id: course.id, label: course.label, title: course.title },
      members: found.slice(0, limit).map((member) => memberView(member, tool, roles[member.role], link)),
    },
    hasNext: found.length > limit,
  };
}

function hasRole(role: LmsMember['role'], asked: string): boolean {
  return roleUris[role].includes(asked) || shortRoles[role].includes(asked);
}

/** What the tool may not have, and what nobody knows, is left out. */
function memberView(
  member: LmsMember,
  tool: Tool,
  roles: readonly string[],
  link: Assignment | undefined,
): object {
  const name = fullName(member);
  const named = tool.sharesNames === 1;
  return {
    status: member.status,
    ...(named && name !== null ? { name } : {}),
    ...(named && member.givenName !== null ? { given_name: member.givenName } : {}),
    ...(named && member.familyName !== null ? { family_name: member.familyName } : {}),
    ...(tool.sharesEmails === 1 && member.email !== null ? { email: member.email } : {}),
    user_id: member.id,
    lis_person_sourcedid: member.id,
    roles,
    ...(link === undefined
      ? {}
      : {
          message: [
            {
              [ltiClaims.messageType]: 'LtiResourceLinkRequest',
              locale: 'en',
              [ltiClaims.custom]: JSON.parse(link.custom) as object,
            },
          ],
        }),
  };
}
