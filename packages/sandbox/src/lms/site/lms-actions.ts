import { z } from 'zod';
import {
  type Action,
  action,
  optionalNumber,
  optionalText,
  text,
  ticked,
} from '../../site/actions/action.ts';
import { type LmsFaultKind, lmsFaultEndpoints, lmsFaultKinds } from '../faults/lms-fault.ts';
import { courseRoles } from '../lti.ts';
import { enrollmentStatuses } from '../store/courses.ts';
import { fullName, type LmsPerson } from '../store/people.ts';

const school = z.object({ school: text });
const member = school.extend({ course: text, person: text });
const kinds = Object.keys(lmsFaultKinds) as [LmsFaultKind, ...LmsFaultKind[]];

/** How a person is called on these pages, whatever is known of them. */
export function calledPerson(person: LmsPerson): string {
  return fullName(person) ?? person.email ?? `Account ${person.id}`;
}

/** What can be done to courses and the people in them. */
const courseActions: Readonly<Record<string, Action>> = {
  'lms.course.add': action(school.extend({ title: text, person: text }), ({ lms }, fields) => {
    const course = lms.addCourse(fields.school, { title: fields.title });
    lms.enroll(fields.school, course.id, fields.person, 'instructor');
    return `${course.title} was added.`;
  }),
  'lms.course.roster': action(school.extend({ course: text, shares: ticked }), ({ lms }, fields) => {
    const course = lms.changeCourse(fields.school, fields.course, { sharesRoster: fields.shares });
    return `${course.title} ${fields.shares ? 'shares' : 'does not share'} its people with tools.`;
  }),
  'lms.person.add': action(
    school.extend({
      course: text,
      givenName: optionalText,
      familyName: optionalText,
      email: optionalText,
      role: z.enum(courseRoles),
    }),
    ({ lms }, { role, ...fields }) => {
      const { givenName, familyName, email } = fields;
      const isStaff = role === 'instructor' || role === 'assistant';
      const known = email === undefined ? undefined : lms.findPerson(fields.school, email);
      const person = known ?? lms.addPerson(fields.school, { givenName, familyName, email, isStaff });
      lms.enroll(fields.school, fields.course, person.id, role);
      return `${calledPerson(person)} is in the course.`;
    },
  ),
  'lms.person.rename': action(
    member.extend({ givenName: optionalText, familyName: optionalText, email: optionalText }),
    ({ lms }, fields) => {
      const person = lms.changePerson(fields.school, fields.person, {
        givenName: fields.givenName ?? null,
        familyName: fields.familyName ?? null,
        email: fields.email ?? null,
      });
      return `Changed: ${calledPerson(person)}.`;
    },
  ),
  'lms.status': action(member.extend({ status: z.enum(enrollmentStatuses) }), ({ lms }, fields) => {
    const { school: slug, course, person, status } = fields;
    return `${calledPerson(lms.setEnrollmentStatus(slug, course, person, status))} is ${status.toLowerCase()}.`;
  }),
  'lms.unenroll': action(member, ({ lms }, fields) => {
    const person = lms.getPerson(fields.school, fields.person);
    lms.unenroll(fields.school, fields.course, person.id);
    return `${calledPerson(person)} is not in the course any more.`;
  }),
  /** A link with one parameter, as placing makes it: for what is set up on both sides by a script. */
  'lms.assignment.add': action(
    school.extend({ course: text, deployment: text, title: text, parameter: text, value: text }),
    ({ lms }, { school: slug, course, deployment, title, parameter, value }) => {
      const made = lms.addAssignment(slug, {
        courseId: course,
        deploymentId: deployment,
        title,
        custom: { [parameter]: value },
      });
      return `Added: ${made.title}.`;
    },
  ),
  'lms.assignment.delete': action(school.extend({ assignment: text }), ({ lms }, fields) => {
    lms.deleteAssignment(fields.school, fields.assignment);
    return 'The assignment was deleted.';
  }),
};

/** What an administrator does with tools, keys and faults. */
const adminActions: Readonly<Record<string, Action>> = {
  'lms.tool.add': action(
    school.extend({
      name: text,
      loginUrl: text,
      targetLinkUri: text,
      jwksUri: text,
      redirectUris: optionalText,
      clientId: optionalText,
      deploymentId: optionalText,
    }),
    async ({ lms }, { school: slug, redirectUris, ...details }) => {
      const uris = redirectUris?.split(/\s+/);
      const { tool } = await lms.registerTool(slug, { ...details, redirectUris: uris });
      return `${tool.name} is registered. Its client ID is ${tool.clientId}.`;
    },
  ),
  'lms.tool.remove': action(school.extend({ tool: text }), ({ lms }, fields) => {
    lms.removeTool(fields.school, fields.tool);
    return 'The tool was removed, with its assignments.';
  }),
  'lms.tool.privacy': action(
    school.extend({ tool: text, names: ticked, emails: ticked }),
    ({ lms }, { school: slug, tool, ...shares }) => {
      lms.setToolPrivacy(slug, tool, shares);
      return 'From here on the tool is told what you ticked.';
    },
  ),
  'lms.deployment.add': action(school.extend({ tool: text, label: text }), ({ lms }, fields) => {
    const { id } = lms.addDeployment(fields.school, fields.tool, fields.label);
    return `One more deployment: ${id}.`;
  }),
  'lms.deployment.remove': action(school.extend({ deployment: text }), ({ lms }, fields) => {
    lms.removeDeployment(fields.school, fields.deployment);
    return 'The deployment was removed, with its assignments.';
  }),
  'lms.settings': action(
    school.extend({
      pageSize: z.coerce.number().int().min(1).max(500),
      givesDeployment: ticked,
      shortRoles: ticked,
    }),
    ({ lms }, { school: slug, ...settings }) => {
      lms.changeSchool(slug, settings);
      return 'Saved.';
    },
  ),
  'lms.keys.rotate': action(school.extend({ keepOld: ticked }), ({ lms }, fields) => {
    lms.rotateKeys(fields.school, { keepOld: fields.keepOld });
    return fields.keepOld
      ? 'A new key signs; the old one stays published.'
      : 'A new key signs; the old one is gone.';
  }),
  'lms.fault.set': action(
    school.extend({
      endpoint: z.enum(lmsFaultEndpoints),
      kind: z.enum(kinds),
      next: optionalNumber,
      fromPage: optionalNumber,
      delayMs: optionalNumber,
      retryAfterS: optionalNumber,
    }),
    ({ lms }, { school: workspace, endpoint, kind, delayMs, retryAfterS, ...when }) => {
      lms.setFault({ workspace, endpoint, kind, when, delayMs, retryAfterS });
      return `From here on: ${lmsFaultKinds[kind]}, at ${endpoint}.`;
    },
  ),
  'lms.fault.clear': action(z.object({ id: optionalNumber }), ({ lms }, { id }) => {
    lms.clearFaults(id);
    return id === undefined ? 'There are no faults any more.' : 'The fault is over.';
  }),
};

export const lmsActions: Readonly<Record<string, Action>> = { ...courseActions, ...adminActions };
