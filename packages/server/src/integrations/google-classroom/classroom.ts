import { classroom } from '@googleapis/classroom';
import { z } from 'zod';
import { callGoogle, type GoogleAccess } from '../google/google-caller.ts';
import type { FoundPerson, Page, Upstream } from '../upstream.ts';

/** Google's own limits. */
const coursesPerPage = 100;
const peoplePerPage = 100;

const id = z.string().min(1).max(200);
const text = z.string().max(1_000);
const nextPageToken = z.string().optional();

const coursesAnswer = z.object({
  courses: z
    .array(
      z.object({
        id,
        name: text.optional(),
        section: text.optional(),
        courseState: z.enum(['ACTIVE', 'ARCHIVED']),
      }),
    )
    .default([]),
  nextPageToken,
});

const rosterMember = z.object({
  userId: id,
  profile: z
    .object({ name: z.object({ fullName: text.optional() }).optional(), emailAddress: text.optional() })
    .optional(),
});
type RosterMember = z.infer<typeof rosterMember>;
const teachersAnswer = z.object({ teachers: z.array(rosterMember).default([]), nextPageToken });
const studentsAnswer = z.object({ students: z.array(rosterMember).default([]), nextPageToken });

/** The classes of one teacher, with who is in them. */
export type Classroom = Pick<Upstream, 'courses' | 'courseTeachers' | 'courseStudents'>;

export function openClassroom(access: GoogleAccess, rootUrl: string): Classroom {
  const api = classroom({ version: 'v1', rootUrl });
  const people = (courseId: string, pageToken: string | null, which: 'teachers' | 'students') => ({
    courseId,
    pageSize: peoplePerPage,
    fields: `nextPageToken,${which}(userId,profile(name/fullName,emailAddress))`,
    ...(pageToken !== null && { pageToken }),
  });
  return {
    courses: async (pageToken, signal) => {
      const answer = await callGoogle(access, signal, coursesAnswer, (options) =>
        api.courses.list(
          {
            teacherId: 'me',
            courseStates: ['ACTIVE', 'ARCHIVED'],
            pageSize: coursesPerPage,
            fields: 'nextPageToken,courses(id,name,section,courseState)',
            ...(pageToken !== null && { pageToken }),
          },
          options,
        ),
      );
      const items = answer.courses.map((course) => ({
        id: course.id,
        name: course.name ?? course.id,
        section: course.section ?? null,
        state: course.courseState === 'ACTIVE' ? ('active' as const) : ('archived' as const),
      }));
      return { items, next: tokenOf(answer) };
    },
    courseTeachers: async (courseId, pageToken, signal) => {
      const answer = await callGoogle(access, signal, teachersAnswer, (options) =>
        api.courses.teachers.list(people(courseId, pageToken, 'teachers'), options),
      );
      return pageOf(answer.teachers, answer);
    },
    courseStudents: async (courseId, pageToken, signal) => {
      const answer = await callGoogle(access, signal, studentsAnswer, (options) =>
        api.courses.students.list(people(courseId, pageToken, 'students'), options),
      );
      return pageOf(answer.students, answer);
    },
  };
}

/** An empty token, as these lists may end with, asks for nothing. */
function tokenOf(answer: { nextPageToken?: string | undefined }): string | null {
  return answer.nextPageToken === undefined || answer.nextPageToken === '' ? null : answer.nextPageToken;
}

function pageOf(
  members: readonly RosterMember[],
  answer: { nextPageToken?: string | undefined },
): Page<FoundPerson> {
  return { items: members.map(personOf), next: tokenOf(answer) };
}

/** Nobody in a class is suspended: who is, is not in it. */
function personOf({ userId, profile }: RosterMember): FoundPerson {
  return {
    id: userId,
    email: profile?.emailAddress ?? null,
    name: profile?.name?.fullName ?? null,
    unitPath: null,
    active: true,
  };
}
