import type { RunningApp } from '@rollcall/server/app.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { refusalOf } from '../_kit/client.ts';
import { connect, placeAfter, standingOf, testOf } from '../_kit/connected.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict } from '../_kit/district.ts';
import { envOfSandbox } from '../_kit/env-of-sandbox.ts';
import { useSandbox } from '../_kit/sandbox.ts';

const sandbox = useSandbox();
const workspace = 'riverbend.example';
let app: RunningApp;
let database: TestDatabase;
beforeAll(async () => {
  app = await startApp(envOfSandbox(sandbox()));
  database = openDatabase();
});
afterAll(async () => {
  await app.stop();
  await database.end();
});

/** A class with two teachers, and one of them. */
function sharedClass() {
  const { control } = sandbox();
  for (const course of control.listCourses(workspace)) {
    const teachers = control.listCourseMembers(workspace, course.id, 'teacher');
    const [one, other] = teachers;
    if (course.state === 'ACTIVE' && one !== undefined && other !== undefined) return { course, one, other };
  }
  throw new Error('The sandbox has no class with two teachers');
}

describe('the classes of a teacher', () => {
  it('[CONNECT-4] are listed with how many students they have, and who else teaches them', async () => {
    const home = await makeDistrict(app, { type: 'teacher' });
    const { course, one, other } = sharedClass();
    expect(await connect(app, home, 'classroom', { account: one.email })).toBe(
      placeAfter(home, 'classroom', 'connected'),
    );
    expect(await testOf(home, 'classroom')).toMatchObject({ kind: 'works' });
    const { courses } = await home.admin.client.connection.courses.query({ licenseId: home.licenseId });
    const { control } = sandbox();
    const mine = control
      .listCourses(workspace)
      .filter(
        ({ id, state }) =>
          state === 'ACTIVE' &&
          control.listCourseMembers(workspace, id, 'teacher').some((teacher) => teacher.id === one.id),
      );
    expect(courses.map(({ id }) => id).sort()).toEqual(mine.map(({ id }) => id).sort());
    expect(courses.find(({ id }) => id === course.id)).toMatchObject({
      name: course.name,
      state: 'active',
      students: control.listCourseMembers(workspace, course.id, 'student').length,
      chosen: false,
      chosenTeachers: [],
    });
    const coTeachers = courses.find(({ id }) => id === course.id)?.coTeachers ?? [];
    expect(coTeachers.map(({ id, email }) => ({ id, email }))).toContainEqual({
      id: other.id,
      email: other.email,
    });
    expect(coTeachers.map(({ id }) => id)).not.toContain(one.id);

    expect(await connect(app, home, 'classroom', { account: other.email })).toBe(
      placeAfter(home, 'classroom', 'other_workspace'),
    );
    expect((await standingOf(home, 'classroom')).connection?.accountEmail).toBe(one.email);
  });

  it('[CONNECT-4] an archived class is listed for as long as it is followed', async () => {
    const home = await makeDistrict(app, { type: 'teacher' });
    const { course, one } = sharedClass();
    await connect(app, home, 'classroom', { account: one.email });
    await database.rows(
      `insert into sync_item (district_id, license_id, source, item_id, name, is_chosen, user_type) values ($1, $2, 'classroom', $3, 'x', true, 'student')`,
      [home.id, home.licenseId, course.id],
    );
    sandbox().control.setCourseState(workspace, course.id, 'ARCHIVED');
    const { courses } = await home.admin.client.connection.courses.query({ licenseId: home.licenseId });
    expect(courses.at(-1)).toMatchObject({ id: course.id, state: 'archived', chosen: true });
    await database.rows('update sync_item set is_chosen = false where license_id = $1', [home.licenseId]);
    const after = await home.admin.client.connection.courses.query({ licenseId: home.licenseId });
    expect(after.courses.map(({ id }) => id)).not.toContain(course.id);
  });

  it('[METHOD-3] are not for other licences', async () => {
    const home = await makeDistrict(app);
    expect(
      await refusalOf(home.admin.client.connection.courses.query({ licenseId: home.licenseId })),
    ).toEqual({
      code: 'METHOD_NOT_AVAILABLE',
      details: { method: 'classroom', reason: 'teacher_license_only' },
    });
  });
});
