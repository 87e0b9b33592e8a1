import type { LmsControl } from '@rollcall/sandbox/lms/lms.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { usersWords } from '@rollcall/web/words/parts/users.ts';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '../_kit/browser.ts';
import { DashboardScreen } from '../_kit/dashboard-screen.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { type LmsSchool, launchAs, makeLmsSchool } from '../_kit/lms.ts';
import { LmsScreen } from '../_kit/lms-screen.ts';
import type { Windows } from '../_kit/windows.ts';
import { withGoogle } from '../_kit/with-google.ts';

let app: RunningApp;
let windows: Windows;
let lms: LmsControl;

withGoogle({}, (world) => {
  ({ app, windows } = world);
  lms = world.sandbox.lms;
});

interface Scene {
  readonly district: TestDistrict;
  readonly school: LmsSchool;
  readonly screen: LmsScreen;
}

/** A Teacher licence whose admin looks at the page of learning management systems, and a school that has one. */
async function openScene(viewport: 'wide' | 'phone' = 'wide'): Promise<Scene> {
  const district = await makeDistrict(app, { type: 'teacher', studentSeats: 5 });
  const school = makeLmsSchool(lms, district.domain);
  const { page } = await windows.open(app.port, district.admin, viewport, 'localhost');
  const screen = new LmsScreen(page, district.licenseId);
  await screen.openPlatforms();
  return { district, school, screen };
}

describe('the dashboard’s side of an assignment in a learning management system', () => {
  it('[LMS-1] [LMS-2] [LMS-6] from a registration address to a pupil who arrives while somebody looks', async () => {
    const { district, school, screen } = await openScene();
    lms.changeSchool(school.slug, { givesDeployment: false });
    await screen.addPlatform('Canvas');
    await screen.registerByAddress(lms, school.slug);
    await screen.waitForState('Canvas', 'quiet');

    // Somebody opens it from where nobody has allowed it yet.
    const deploymentId = lms.listDeployments(school.slug)[0]?.id ?? '';
    const link = lms.addAssignment(school.slug, {
      courseId: school.course.id,
      deploymentId,
      title: 'The water cycle',
    });
    const open = (person: string) => launchAs(lms, school.slug, { person, assignmentId: link.id });
    await open(school.pupil.id);
    await screen.waitForState('Canvas', 'waiting');
    await expectAccessible(screen.page);
    await screen.allow(deploymentId);
    await screen.waitForAllowed();

    // The teacher says in the course who they are, and opens the link once more: it is an assignment then.
    await screen.openTicket(await open(school.teacher.id));
    await expectAccessible(screen.page);
    await screen.connectTeacher();
    await open(school.teacher.id);
    await screen.openAssignments();
    await screen.waitForAssignment('The water cycle', 'open');

    const users = new DashboardScreen(
      (await windows.open(app.port, district.admin)).page,
      district.licenseId,
    );
    await users.openUsers();
    await users.row('Nora Example').getByText(usersWords.noEmail).waitFor();
    const newcomer = (givenName: string) => {
      const person = lms.addPerson(school.slug, { givenName, familyName: 'Newcomer' });
      lms.enroll(school.slug, school.course.id, person.id);
      return person.id;
    };
    await open(newcomer('Ida'));
    await users.row('Ida Newcomer').getByText(usersWords.noEmail).waitFor();

    await screen.close('The water cycle');
    const late = await open(newcomer('Lea'));
    expect(late.url.pathname).not.toContain('/lti/app/');
    await screen.waitForAssignment('The water cycle', 'closed');
    await expectAccessible(screen.page);
  });

  it('[LMS-1] by hand, on a phone: what is wrong is said, and a registration that was right shows at once', async () => {
    const { school, screen } = await openScene('phone');
    await screen.addPlatform('Moodle');
    await expectAccessible(screen.page);
    const urls = lms.urls(school.slug);
    await screen.fillByHand({
      issuer: school.issuer,
      clientId: '42',
      authorisationUrl: urls.authorization,
      tokenUrl: 'not an address',
      publicKeysUrl: urls.jwks,
    });
    await screen.submitByHand();
    await screen.waitForFieldProblem('tokenUrl');
    await screen.fillByHand({ tokenUrl: urls.token });
    await screen.submitByHand();
    await screen.waitForState('Moodle', 'quiet');
    const over = await screen.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over).toBeLessThanOrEqual(0);
  });
});
