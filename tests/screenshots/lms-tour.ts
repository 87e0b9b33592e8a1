import type { Sandbox } from '@rollcall/sandbox/sandbox.ts';
import { assignmentWords } from '@rollcall/web/words/parts/assignments.ts';
import { lmsWords } from '@rollcall/web/words/parts/lms.ts';
import { lmsConnectWords } from '@rollcall/web/words/parts/lms-connect.ts';
import type { FrameLocator, Page } from 'playwright-core';
import { launchAs } from '../_kit/lms.ts';
import { LmsScreen } from '../_kit/lms-screen.ts';
import type { DemoTour } from './demo-tour.ts';
import { dismissAll, toTop } from './method-tours.ts';

const school = 'lakeview';
const title = 'What a plant needs';

/** Maria registers Lakeview's learning management system and places an assignment there; her class comes by it. */
export async function tourOfLms(tour: DemoTour, sandbox: Sandbox): Promise<void> {
  const maria = await tour.as('maria');
  await maria.goto('/admin/');
  await maria.getByRole('link', { name: 'Grade 7 Science, Ms. Santos' }).first().click();
  await maria.waitForURL(/\/licenses\/[^/]+$/);
  const base = new URL(maria.url()).pathname;
  const screen = new LmsScreen(maria, base.slice(base.lastIndexOf('/') + 1) as never);
  await screen.openPlatforms();
  await screen.addPlatform('Lakeview Learning');
  const address = await screen.makeAddress();
  await dismissAll(maria);
  await toTop(maria.getByRole('heading', { name: lmsWords.lms.title, exact: true, level: 2 }));
  await tour.picture(maria, 'lms-register');

  const course = await atCourse(sandbox, maria, /Maria Santos/, address);
  const frame = course.frameLocator('iframe');
  await placeIt(tour, course, frame);
  await pupilsOpenIt(tour, sandbox);

  await screen.openAssignments();
  await screen.waitForAssignment(title, 'open');
  await screen
    .assignment(title)
    .getByText(/^Class last read/)
    .waitFor();
  await toTop(maria.getByRole('heading', { name: assignmentWords.assignments.title, exact: true }));
  await tour.picture(maria, 'assignment');
  await screen.openPlatforms();
  await screen.waitForState('Lakeview Learning', 'works');
  await toTop(maria.getByRole('heading', { name: lmsWords.lms.title, exact: true, level: 2 }));
  await tour.picture(maria, 'lms');
}

/** Registers by the address as the system's administrator, then opens the course as somebody of it, in a tab of its own. */
async function atCourse(sandbox: Sandbox, page: Page, who: RegExp, address: string): Promise<Page> {
  const there = await page.context().newPage();
  await there.goto(`${sandbox.lms.urls(school).home}/tools`);
  await there.goto(sandbox.lms.urls(school).home);
  await there.getByRole('button', { name: who }).click();
  await there.getByRole('link', { name: 'Tools', exact: true }).click();
  await there.getByRole('textbox', { name: 'Registration URL' }).fill(address);
  await there.getByRole('button', { name: 'Register', exact: true }).first().click();
  await there.frameLocator('iframe').getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText(lmsWords.lms.state.quiet, { exact: true }).waitFor();
  await there.goto(sandbox.lms.urls(school).home);
  await there.getByRole('link', { name: 'Grade 7 Science' }).click();
  return there;
}

/** The teacher connects with their account, in a new tab, and names the assignment. */
async function placeIt(tour: DemoTour, course: Page, frame: FrameLocator): Promise<void> {
  await course.getByRole('link', { name: 'Rollcall', exact: true }).click();
  const [tab] = await Promise.all([
    course.waitForEvent('popup'),
    frame.getByRole('link', { name: 'Connect with your Rollcall account' }).click(),
  ]);
  const { connect, done } = lmsConnectWords.lmsConnect;
  await tab.getByRole('button', { name: connect, exact: true }).waitFor();
  await tour.picture(tab, 'lms-connect');
  await tab.getByRole('button', { name: connect, exact: true }).click();
  await tab.getByText(done.title, { exact: true }).waitFor();
  await tab.close();
  await frame.getByRole('button', { name: 'Continue' }).click();
  await frame.getByRole('textbox', { name: 'Name of the assignment' }).fill(title);
  await tour.picture(course, 'lms-place');
  await frame.getByRole('button', { name: 'Add to the course' }).click();
  await course.getByRole('link', { name: title }).waitFor();
}

/** Ben opens it in the course, and others of the class do elsewhere. */
async function pupilsOpenIt(tour: DemoTour, sandbox: Sandbox): Promise<void> {
  const { lms } = sandbox;
  const ben = await tour.asNobody();
  await ben.goto(lms.urls(school).home);
  await ben.getByRole('button', { name: /Ben Carter/ }).click();
  await ben.getByRole('link', { name: 'Grade 7 Science' }).click();
  await ben.getByRole('link', { name: title }).click();
  await ben.frameLocator('iframe').getByText(title).first().waitFor();
  await ben.frameLocator('iframe').getByText('Live', { exact: true }).waitFor();
  await tour.picture(ben, 'lms-pupil');
  const [course] = lms.listCourses(school).filter((one) => one.title === 'Grade 7 Science');
  const link = lms.listAssignments(school, course?.id ?? '').find((one) => one.title === title);
  const pupils = lms.listMembers(school, course?.id ?? '', { role: 'learner' });
  // When the teacher opens it, the class is read.
  for (const { id } of [
    ...pupils.slice(0, 3),
    ...lms.listMembers(school, course?.id ?? '', { role: 'instructor' }),
  ]) {
    await launchAs(lms, school, { person: id, assignmentId: link?.id ?? '' });
  }
}
