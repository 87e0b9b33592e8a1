import type { Sandbox } from '@rollcall/sandbox/sandbox.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { syncWords } from '@rollcall/web/words/parts/sync.ts';
import { describe, expect, it } from 'vitest';
import { AppScreen } from '../_kit/app-screen.ts';
import { expectAccessible } from '../_kit/browser.ts';
import { DashboardScreen } from '../_kit/dashboard-screen.ts';
import { signIn } from '../_kit/district.ts';
import { type GoogleSchool, makeSchool } from '../_kit/google-school.ts';
import { SyncScreen } from '../_kit/sync-screen.ts';
import type { Windows } from '../_kit/windows.ts';
import { withGoogle } from '../_kit/with-google.ts';

let app: RunningApp;
let windows: Windows;
let sandbox: Sandbox;

withGoogle({}, (world) => {
  ({ app, windows, sandbox } = world);
});

const words = syncWords.sync;

interface Scene {
  readonly school: GoogleSchool;
  readonly courseId: string;
  readonly pupils: readonly string[];
  readonly sync: SyncScreen;
  readonly users: DashboardScreen;
}

/** Maria's class of three, taught with Pavel; its license has three seats for students, and she looks at it twice. */
async function openScene(): Promise<Scene> {
  const school = await makeSchool(app, sandbox, { type: 'teacher', staffSeats: 5, studentSeats: 3 });
  const { admin, licenseId, domain } = school.district;
  const { control } = sandbox;
  const course = control.addCourse({ owner: school.maria, name: 'Grade 7 Science', section: 'Room 12' });
  control.addCourseMember(domain, course.id, school.pavel, 'teacher');
  const others = ['Amy Adler', 'Cem Demir'].map((name) => {
    const [givenName = '', familyName = ''] = name.split(' ');
    const email = `${givenName}.${familyName}@${domain}`.toLowerCase();
    return control.addPerson({ email, givenName, familyName }).email;
  });
  const pupils = [school.ben, ...others];
  for (const pupil of pupils) control.addCourseMember(domain, course.id, pupil, 'student');
  const users = new DashboardScreen((await windows.open(app.port, admin)).page, licenseId);
  await users.openUsers();
  const { page } = await windows.open(app.port, admin, 'wide', 'localhost');
  const sync = new SyncScreen(page, licenseId, 'classroom');
  await sync.open();
  return { school, courseId: course.id, pupils, sync, users };
}

async function totals({ school }: Scene) {
  const { admin, licenseId } = school.district;
  return (await admin.client.license.get.query({ licenseId })).license.counts;
}

async function follow({ sync, school, pupils }: Scene): Promise<void> {
  await sync.connect(school.maria);
  await sync.page.getByRole('checkbox', { name: /^Grade 7 Science/ }).check();
  await sync.showPlan();
  await sync.confirmPlan(pupils.length);
}

describe('following a class of Google Classroom, from both sides', () => {
  it('[SYNC-1] its students are on at once and its co-teacher is not; who leaves the class is off after a sync', async () => {
    const scene = await openScene();
    const { school, courseId, pupils, sync, users } = scene;
    const ben = await signIn(app, school.ben);
    const bensApp = new AppScreen((await windows.open(app.port, ben)).page);
    await bensApp.open();

    await sync.connect(school.maria);
    await sync.page.getByRole('checkbox', { name: /^Grade 7 Science/ }).check();
    await expect(sync.page.getByRole('checkbox', { name: /^Pavel Novak/ }).isChecked()).resolves.toBe(false);
    await expectAccessible(sync.page);
    const plan = await sync.showPlan();
    for (const name of ['Ben Carter', 'Amy Adler', 'Cem Demir']) await plan.getByText(name).first().waitFor();
    await expect(plan.getByText('Pavel Novak').count()).resolves.toBe(0);
    await sync.confirmPlan(pupils.length);
    await users.waitForStatus(school.ben, 'accepted');
    await bensApp.commentBox().waitFor();
    await expect(totals(scene)).resolves.toMatchObject({
      student: { accepted: 3 },
      teacher: { accepted: 0 },
    });

    sandbox.control.removeCourseMember(school.district.domain, courseId, school.ben);
    await sync.syncNow();
    await users.waitForGone(school.ben);
    await bensApp.commentBox().waitFor({ state: 'detached' });
    await expect(totals(scene)).resolves.toMatchObject({ student: { accepted: 2 } });
  }, 60_000);

  it('[SEAT-4] who does not fit is named, in the plan and afterwards', async () => {
    const scene = await openScene();
    const { school, courseId, sync } = scene;
    const zed = `zed.zimmer@${school.district.domain}`;
    sandbox.control.addPerson({ email: zed, givenName: 'Zed', familyName: 'Zimmer' });
    sandbox.control.addCourseMember(school.district.domain, courseId, zed, 'student');
    await sync.connect(school.maria);
    await sync.page.getByRole('checkbox', { name: /^Grade 7 Science/ }).check();
    const plan = await sync.showPlan();
    await plan.getByText('There is no seat for 1 person').waitFor();
    await sync.confirmPlan(3);
    await sync.page.getByRole('heading', { name: '1 person is not on the license' }).waitFor();
    await sync.page.getByRole('button', { name: words.notSeated.show }).click();
    const listed = sync.page.getByRole('list', { name: words.notSeated.list });
    await listed.getByText('Grade 7 Science').waitFor();
    await expect(listed.getByRole('listitem').count()).resolves.toBe(1);
    await expect(totals(scene)).resolves.toMatchObject({ student: { accepted: 3 } });
  }, 60_000);

  it('[SYNC-8] the permission taken back at Google: syncing rests, says so, keeps everybody, and is renewed', async () => {
    const scene = await openScene();
    const { school, courseId, sync, users } = scene;
    await follow(scene);
    const { page: google } = await windows.open(app.port, null);
    await google.goto(`${sandbox.url}/grants`);
    await google
      .locator('section')
      .filter({ hasText: school.maria })
      .getByRole('button', { name: 'Revoke' })
      .click();
    sandbox.control.removeCourseMember(school.district.domain, courseId, school.ben);
    await sync.syncNow();
    await sync.closeRun();
    await sync.page.getByText(words.warn.ended).waitFor();
    await sync.page.getByText(words.warn.endedText).waitFor();
    await expectAccessible(sync.page);
    await users.waitForStatus(school.ben, 'accepted');
    await expect(totals(scene)).resolves.toMatchObject({ student: { accepted: 3 } });

    await sync.renew(school.maria);
    await sync.syncNow();
    await users.waitForGone(school.ben);
    await expect(totals(scene)).resolves.toMatchObject({ student: { accepted: 2 } });
  }, 60_000);
});
