import type { Sandbox } from '@rollcall/sandbox/sandbox.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { methodWords } from '@rollcall/web/words/parts/methods.ts';
import { runWords } from '@rollcall/web/words/parts/runs.ts';
import { syncWords } from '@rollcall/web/words/parts/sync.ts';
import { describe, expect, it } from 'vitest';
import { AppScreen } from '../_kit/app-screen.ts';
import { expectAccessible } from '../_kit/browser.ts';
import { DashboardScreen } from '../_kit/dashboard-screen.ts';
import { signIn } from '../_kit/district.ts';
import { type GoogleSchool, grade7, grade8, makeSchool } from '../_kit/google-school.ts';
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
  readonly sync: SyncScreen;
  readonly users: DashboardScreen;
}

/** An administrator at the page of the method and, in a second window, at the user list. */
async function openScene(): Promise<Scene> {
  const school = await makeSchool(app, sandbox, { type: 'school' });
  const { admin, licenseId } = school.district;
  const users = new DashboardScreen((await windows.open(app.port, admin)).page, licenseId);
  await users.openUsers();
  const { page } = await windows.open(app.port, admin, 'wide', 'localhost');
  const sync = new SyncScreen(page, licenseId, 'ou');
  await sync.open();
  return { school, sync, users };
}

/** The active people whom the sandbox has in a unit. */
function peopleIn({ district }: GoogleSchool, path: string): string[] {
  const { control } = sandbox;
  const unit = control.listOrgUnits(district.domain).find((one) => one.path === path);
  if (unit === undefined) throw new Error(`There is no unit ${path}`);
  const { people } = control.searchPeople(district.domain, { orgUnitId: unit.id }, { limit: 100, offset: 0 });
  return people.filter(({ suspended, archived }) => !suspended && !archived).map(({ email }) => email);
}

async function follow({ school, sync }: Scene, unit: string): Promise<string[]> {
  await sync.connect(school.googleAdmin);
  await sync.tickUnit(unit.split('/').at(-1) ?? '', 'student');
  await sync.showPlan();
  const people = peopleIn(school, unit);
  await sync.confirmPlan(people.length);
  return people;
}

async function totals({ school }: Scene) {
  const { admin, licenseId } = school.district;
  return (await admin.client.license.get.query({ licenseId })).license.counts.student;
}

describe('following a Google Workspace directory, from both sides', () => {
  it('[SYNC-1] connected and ticked, its people are on at once; who is moved there is off after a sync', async () => {
    const scene = await openScene();
    const { school, sync, users } = scene;
    const ben = await signIn(app, school.ben);
    const bensApp = new AppScreen((await windows.open(app.port, ben)).page);
    await bensApp.open();
    await expect(bensApp.commentBox().count()).resolves.toBe(0);

    await sync.connect(school.googleAdmin);
    await expectAccessible(sync.page);
    await sync.tickUnit('Grade 7', 'student');
    const plan = await sync.showPlan();
    const people = peopleIn(school, grade7);
    await plan.getByText('Ben Carter').waitFor();
    await expectAccessible(sync.page);
    await expect(totals(scene)).resolves.toMatchObject({ accepted: 0 });
    await sync.confirmPlan(people.length);
    await users.waitForStatus(school.ben, 'accepted');
    await bensApp.commentBox().waitFor();

    const { page: google } = await windows.open(app.port, null);
    await google.goto(`${sandbox.url}/w/${school.district.domain}/people?search=Ben+Carter`);
    await google.getByLabel(`Unit of ${school.ben}`).selectOption(grade8);
    await google.getByRole('button', { name: 'Move' }).click();
    await google.getByText(`is in ${grade8}`).waitFor();
    await sync.syncNow();
    await users.waitForGone(school.ben);
    await bensApp.commentBox().waitFor({ state: 'detached' });
    await expect(totals(scene)).resolves.toMatchObject({ accepted: people.length - 1 });
  }, 60_000);

  it('[D07] [I9] Google stops half-way: nobody is removed, the page says so, and the next sync goes on', async () => {
    const scene = await openScene();
    const { school, sync, users } = scene;
    const people = await follow(scene, grade7);
    sandbox.control.movePerson(school.ben, grade8);
    const { control } = sandbox;
    const fault = {
      workspace: school.district.domain,
      endpoint: 'users',
      kind: 'truncated',
      when: {},
    } as const;
    const { id } = control.setFault(fault);
    const dialog = await sync.syncNow();
    await dialog.getByText(runWords.run.failed.incomplete).waitFor();
    expect(control.listFaults().find((one) => one.id === id)?.struck).toBeGreaterThan(1);
    await sync.closeRun();
    await sync.page.getByText(words.problemTitle).waitFor();
    await sync.page.getByText(words.problem.incomplete.what).waitFor();
    await expectAccessible(sync.page);
    await users.waitForStatus(school.ben, 'accepted');
    await expect(totals(scene)).resolves.toMatchObject({ accepted: people.length });

    control.clearFaults(id);
    await sync.syncNow();
    await users.waitForGone(school.ben);
    await expect(totals(scene)).resolves.toMatchObject({ accepted: people.length - 1 });
    await sync.closeRun();
    await sync.page.getByText(words.problemTitle).waitFor({ state: 'detached' });
  }, 60_000);

  it('[SYNC-5] everybody gone at once: new people are added, the removals wait for a confirmation', async () => {
    const scene = await openScene();
    const { school, sync, users } = scene;
    const people = await follow(scene, grade7);
    for (const email of people) sandbox.control.movePerson(email, grade8);
    const nina = `nina.new@${school.district.domain}`;
    sandbox.control.addPerson({ email: nina, givenName: 'Nina', familyName: 'New', orgUnitPath: grade7 });
    await sync.syncNow();
    await sync.closeRun();
    await users.waitForStatus(nina, 'accepted');
    await sync.page.getByText(`${people.length} removals wait for you`).waitFor();
    await expectAccessible(sync.page);
    await users.waitForStatus(school.ben, 'accepted');
    await expect(totals(scene)).resolves.toMatchObject({ accepted: people.length + 1 });
    await sync.page.getByRole('button', { name: words.held.look }).click();
    await sync.page.getByRole('button', { name: `Remove ${people.length} people` }).click();
    await sync.waitForEnd();
    await users.waitForGone(school.ben);
    await expect(totals(scene)).resolves.toMatchObject({ accepted: 1 });
  }, 60_000);

  it('[METHOD-3] on a Teacher license it is not there, and says why', async () => {
    const school = await makeSchool(app, sandbox, { type: 'teacher' });
    const { admin, licenseId } = school.district;
    const sync = new SyncScreen((await windows.open(app.port, admin)).page, licenseId, 'ou');
    await sync.open();
    await sync.page.getByText(methodWords.fit.reason.not_for_teacher_license).waitFor();
    await expect(sync.page.getByRole('button', { name: words.begin.button }).count()).resolves.toBe(0);
  });
});
