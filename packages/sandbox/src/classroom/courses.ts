import { type ApiCall, type ApiMethod, readLimit } from '../api/call.ts';
import { classroomDenied, invalidArgument } from '../api/google-error.ts';
import { readPage } from '../api/paging.ts';
import { googleScope } from '../oidc/scopes.ts';
import { type Course, courseColumns, findCourseRole } from '../store/courses.ts';
import { getNamedPerson, getVisibleCourse } from './access.ts';

const service = 'classroom.googleapis.com';
const scopes = [googleScope('classroom.courses.readonly'), googleScope('classroom.courses')];

export const courseMethods: readonly ApiMethod[] = [
  { route: '/v1/courses', endpoint: 'courses', service, scopes, run: listCourses },
  {
    route: '/v1/courses/:courseId',
    endpoint: 'courses',
    service,
    scopes,
    run: (call) => view(call, getVisibleCourse(call, call.path.courseId ?? '')),
  },
];

const states = ['ACTIVE', 'ARCHIVED', 'PROVISIONED', 'DECLINED', 'SUSPENDED'];

/** Who does not administer sees the courses that they teach or attend. */
function listCourses(call: ApiCall): object {
  const wanted = call.query.getAll('courseStates');
  if (wanted.some((state) => !states.includes(state)))
    throw invalidArgument(
      `Invalid value at 'course_states' (type.googleapis.com/google.classroom.v1.CourseState)`,
    );
  const shownStates = wanted.length === 0 ? states.slice(0, 4) : wanted;
  const teacher = memberFilter(call, 'teacherId', 'teacher');
  const student = memberFilter(call, 'studentId', 'student');
  const filters = [teacher, student].filter((filter) => filter !== undefined);
  if (filters.length === 0 && call.caller.isAdmin !== 1) filters.push({ id: call.caller.id, role: null });
  const page = readPage<Course>(call, readLimit(call, 'pageSize', { default: 20, max: 100 }), {
    read: ([after = ''], limit) =>
      call.store.all(
        `select ${courseColumns} from course c
         where c.customer_id = ? and c.id > ? and c.state in (select value from json_each(?))
           and not exists (select 1 from json_each(?) f where not exists (
             select 1 from course_member m where m.customer_id = c.customer_id and m.course_id = c.id
               and m.person_id = f.value ->> 'id' and (f.value ->> 'role' is null or m.role = f.value ->> 'role')))
         order by c.id limit ?`,
        call.caller.customerId,
        after,
        JSON.stringify(shownStates),
        JSON.stringify(filters),
        limit,
      ),
    placeOf: (course) => [course.id],
    refuse: () => invalidArgument('Request contains an invalid argument.'),
  });
  const courses = page.rows.map((course) => view(call, course));
  return {
    ...(courses.length === 0 ? {} : { courses }),
    ...(page.nextPageToken === undefined ? {} : { nextPageToken: page.nextPageToken }),
  };
}

interface MemberFilter {
  readonly id: string;
  readonly role: 'teacher' | 'student' | null;
}

/** Only an administrator may ask for the courses of somebody else. */
function memberFilter(call: ApiCall, name: string, role: 'teacher' | 'student'): MemberFilter | undefined {
  const key = call.query.get(name);
  if (key === null || key === '') return undefined;
  const person = getNamedPerson(call, key);
  if (person.id !== call.caller.id && call.caller.isAdmin !== 1) throw classroomDenied();
  return { id: person.id, role };
}

function view(call: ApiCall, course: Course): object {
  const domain = call.caller.email.split('@')[1];
  const teaches =
    findCourseRole(call.store, course, call.caller.id) === 'teacher' || call.caller.isAdmin === 1;
  return {
    id: course.id,
    name: course.name,
    ...(course.section === ''
      ? {}
      : { section: course.section, descriptionHeading: `${course.name} ${course.section}` }),
    ...(course.room === '' ? {} : { room: course.room }),
    ownerId: course.ownerId,
    creationTime: new Date(course.createdAt).toISOString(),
    updateTime: new Date(course.updatedAt).toISOString(),
    ...(teaches && course.state === 'ACTIVE'
      ? { enrollmentCode: Number(course.id).toString(36).slice(-7) }
      : {}),
    courseState: course.state,
    alternateLink: `https://classroom.google.com/c/${Buffer.from(course.id).toString('base64url')}`,
    teacherGroupEmail: `course_teachers_${course.id}@${domain}`,
    courseGroupEmail: `course_${course.id}@${domain}`,
    guardiansEnabled: false,
    gradebookSettings: { calculationType: 'TOTAL_POINTS', displaySetting: 'HIDE_OVERALL_GRADE' },
  };
}
