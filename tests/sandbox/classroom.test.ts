import { describe, expect, it } from 'vitest';
import { useSandbox } from '../_kit/sandbox.ts';
import { allPages, classroomScopes, clientsFor, refusalOf } from './google-clients.ts';

const maria = 'maria.santos@lakeview.example';
const pavel = 'pavel.novak@lakeview.example';
const sandbox = useSandbox();

const statusOf = async (call: Promise<unknown>) => (await refusalOf(call)).inWords;

describe('the Classroom API of the sandbox, through the official client', () => {
  it('lists the courses that a teacher teaches, page by page and by state', async () => {
    const { classroom } = await clientsFor(sandbox(), maria, classroomScopes);
    const names = async (courseStates?: string[]) => {
      const pages = await allPages((pageToken) =>
        classroom.courses.list({
          teacherId: 'me',
          pageSize: 3,
          ...(courseStates === undefined ? {} : { courseStates }),
          ...(pageToken === undefined ? {} : { pageToken }),
        }),
      );
      return pages.flatMap((page) => page.courses ?? []).map((course) => course.name);
    };
    expect((await names()).sort()).toEqual([
      'Grade 7 Homeroom',
      'Grade 7 Science',
      'Grade 7 Science (last year)',
      'Robotics Club',
    ]);
    expect(await names(['ARCHIVED'])).toEqual(['Grade 7 Science (last year)']);
    expect(await names(['SUSPENDED'])).toEqual([]);
  });

  it('lists teachers and students with their addresses, 30 at a time unless told otherwise', async () => {
    const { control } = sandbox();
    const course = control.listCourses('lakeview.example').find(({ name }) => name === 'Grade 7 Science');
    if (course === undefined) throw new Error('no such course');
    const { people } = control.searchPeople('lakeview.example', { search: '' }, { limit: 60, offset: 0 });
    for (const person of people.filter(({ email }) => email !== maria && email !== pavel))
      control.addCourseMember('lakeview.example', course.id, person.id, 'student');
    const { classroom } = await clientsFor(sandbox(), maria, classroomScopes);
    const { data: teachers } = await classroom.courses.teachers.list({ courseId: course.id });
    expect(teachers.teachers?.map((teacher) => teacher.profile?.emailAddress).sort()).toEqual([maria, pavel]);
    const pages = await allPages((pageToken) =>
      classroom.courses.students.list({
        courseId: course.id,
        ...(pageToken === undefined ? {} : { pageToken }),
      }),
    );
    const students = pages.flatMap((page) => page.students ?? []);
    expect(pages[0]?.students?.length).toBe(30);
    expect(new Set(students.map((student) => student.userId)).size).toBe(students.length);
    expect(students.length).toBe(control.listCourseMembers('lakeview.example', course.id, 'student').length);
    expect(students.find(({ profile }) => profile?.emailAddress === 'ben.carter@lakeview.example')).toEqual({
      courseId: course.id,
      userId: control.getPerson('ben.carter@lakeview.example').id,
      profile: {
        id: control.getPerson('ben.carter@lakeview.example').id,
        name: { givenName: 'Ben', familyName: 'Carter', fullName: 'Ben Carter' },
        emailAddress: 'ben.carter@lakeview.example',
      },
    });
  });

  it('keeps addresses back without the scope for them', async () => {
    const { classroom } = await clientsFor(sandbox(), maria, [
      'classroom.courses.readonly',
      'classroom.rosters.readonly',
    ]);
    const { data } = await classroom.userProfiles.get({ userId: 'me' });
    expect(data.name?.fullName).toBe('Maria Santos');
    expect(data.emailAddress).toBeUndefined();
  });

  it('refuses the courses, rosters and profiles of others', async () => {
    const { classroom } = await clientsFor(sandbox(), pavel, classroomScopes);
    const homeroom = sandbox()
      .control.listCourses('lakeview.example')
      .find(({ name }) => name === 'Grade 7 Homeroom');
    const courseId = homeroom?.id ?? '';
    expect(await statusOf(classroom.courses.get({ id: courseId }))).toBe('PERMISSION_DENIED');
    expect(await statusOf(classroom.courses.students.list({ courseId }))).toBe('PERMISSION_DENIED');
    expect(await statusOf(classroom.courses.list({ teacherId: maria }))).toBe('PERMISSION_DENIED');
    expect(await statusOf(classroom.courses.get({ id: '123' }))).toBe('NOT_FOUND');
    expect(await statusOf(classroom.userProfiles.get({ userId: 'lena.ortiz@lakeview.example' }))).toBe(
      'PERMISSION_DENIED',
    );
  });

  it('has people who teach one course and attend another', async () => {
    const { classroom } = await clientsFor(sandbox(), pavel, classroomScopes);
    const taught = await classroom.courses.list({ teacherId: 'me' });
    const attended = await classroom.courses.list({ studentId: 'me' });
    expect(taught.data.courses?.map(({ name }) => name).sort()).toEqual(['Algebra 8', 'Grade 7 Science']);
    expect(attended.data.courses?.map(({ name }) => name)).toEqual(['Robotics Club']);
  });
});
