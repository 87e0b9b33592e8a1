import { type ApiCall, type ApiMethod, readLimit } from '../api/call.ts';
import { classroomDenied, classroomNotFound, invalidArgument } from '../api/google-error.ts';
import { readPage } from '../api/paging.ts';
import { googleScope } from '../oidc/scopes.ts';
import { type CourseRole, findCourseRole, listCourseMembers } from '../store/courses.ts';
import type { Person } from '../store/people.ts';
import { getNamedPerson, getVisibleCourse } from './access.ts';

const service = 'classroom.googleapis.com';
const emails = googleScope('classroom.profile.emails');
const photos = googleScope('classroom.profile.photos');
const scopes = [googleScope('classroom.rosters.readonly'), googleScope('classroom.rosters'), emails, photos];

export const rosterMethods: readonly ApiMethod[] = [
  ...roster('teacher', 'teachers'),
  ...roster('student', 'students'),
  { route: '/v1/userProfiles/:userId', endpoint: 'profiles', service, scopes, run: getProfile },
];

/** The two methods of one role: the list, and one member of it. */
function roster(role: CourseRole, plural: 'teachers' | 'students'): ApiMethod[] {
  const route = `/v1/courses/:courseId/${plural}`;
  return [
    { route, endpoint: plural, service, scopes, run: (call) => listMembers(call, role, plural) },
    { route: `${route}/:userId`, endpoint: plural, service, scopes, run: (call) => getMember(call, role) },
  ];
}

function listMembers(call: ApiCall, role: CourseRole, plural: string): object {
  const course = getVisibleCourse(call, call.path.courseId ?? '');
  const page = readPage<Person>(call, readLimit(call, 'pageSize', { default: 30, max: 100 }), {
    read: ([afterId = ''], limit) => listCourseMembers(call.store, course, role, { afterId, limit }),
    placeOf: (person) => [person.id],
    refuse: () => invalidArgument('Request contains an invalid argument.'),
  });
  const members = page.rows.map((person) => viewMember(call, course.id, person));
  return {
    ...(members.length === 0 ? {} : { [plural]: members }),
    ...(page.nextPageToken === undefined ? {} : { nextPageToken: page.nextPageToken }),
  };
}

function getMember(call: ApiCall, role: CourseRole): object {
  const course = getVisibleCourse(call, call.path.courseId ?? '');
  const person = getNamedPerson(call, call.path.userId ?? '');
  if (findCourseRole(call.store, course, person.id) !== role) throw classroomNotFound();
  return viewMember(call, course.id, person);
}

/** Oneself; anybody for an administrator; for a teacher, whoever is in one of their courses. */
function getProfile(call: ApiCall): object {
  const person = getNamedPerson(call, call.path.userId ?? '');
  const taught = call.store.get(
    `select 1 from course_member mine join course_member theirs
       on theirs.customer_id = mine.customer_id and theirs.course_id = mine.course_id
     where mine.customer_id = ? and mine.person_id = ? and mine.role = 'teacher' and theirs.person_id = ?`,
    call.caller.customerId,
    call.caller.id,
    person.id,
  );
  if (person.id !== call.caller.id && call.caller.isAdmin !== 1 && taught === undefined)
    throw classroomDenied();
  return viewProfile(call, person);
}

function viewMember(call: ApiCall, courseId: string, person: Person): object {
  return { courseId, userId: person.id, profile: viewProfile(call, person) };
}

/** The address is there only with the scope for addresses. */
function viewProfile(call: ApiCall, person: Person): object {
  return {
    id: person.id,
    name: {
      givenName: person.givenName,
      familyName: person.familyName,
      fullName: `${person.givenName} ${person.familyName}`,
    },
    ...(call.scopes.has(emails) ? { emailAddress: person.email } : {}),
    ...(call.scopes.has(photos) ? { photoUrl: '//lh3.googleusercontent.com/a/default-user' } : {}),
  };
}
