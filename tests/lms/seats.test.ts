import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { launch, launchAsTeacher, openAssignment, registerLms } from '../_kit/launches.ts';
import { addPeople } from '../_kit/membership.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
withServer({}, (server) => {
  app = server.app;
});

const teachers = (options: Parameters<typeof makeDistrict>[1] = {}) =>
  makeDistrict(app, { type: 'teacher', ...options });

async function peopleOf({ admin, licenseId }: TestDistrict) {
  const page = await admin.client.member.list.query({
    licenseId,
    filter: {},
    sort: 'added',
    order: 'ascending',
  });
  return page.members;
}

describe('a pupil’s launch', () => {
  it('[ASSIGN-3] puts somebody of whom nothing is known on the licence, as a student, under no address', async () => {
    const home = await teachers();
    const lms = await openAssignment(app, home);
    const answer = await launch(app, lms, { subject: 'nobody-knows' });
    expect(answer).toMatchObject({ kind: 'app', assignmentId: lms.assignmentId, title: 'Cells' });
    const people = await peopleOf(home);
    expect(people).toHaveLength(1);
    expect(people[0]).toMatchObject({
      email: '',
      name: null,
      userType: 'student',
      status: 'accepted',
      sources: ['assignment'],
    });
    expect(JSON.stringify(people)).not.toContain('invalid');
  });

  it('[ASSIGN-3] is one row and one account, however often and how many at once', async () => {
    const home = await teachers();
    const lms = await openAssignment(app, home);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => launch(app, lms, { subject: 'again' })),
    );
    const accounts = new Set(
      answers.map((answer) => (answer.kind === 'app' ? answer.personId : answer.page)),
    );
    expect(accounts.size).toBe(1);
    expect(await peopleOf(home)).toHaveLength(1);
    const other = await launch(app, lms, { subject: 'another' });
    expect(other).toMatchObject({ kind: 'app' });
    expect(accounts).not.toContain(other.kind === 'app' ? other.personId : '');
    expect(await peopleOf(home)).toHaveLength(2);
  });

  it('[C03] inside a verified domain is the row that a file and a paste have brought', async () => {
    const home = await teachers();
    const email = home.address('pia');
    await addPeople(home.admin.client, home.licenseId, email, 'student');
    const lms = await openAssignment(app, home);
    expect(await launch(app, lms, { email, name: 'Pia' })).toMatchObject({ kind: 'app' });
    const people = await peopleOf(home);
    expect(people).toHaveLength(1);
    expect(people[0]).toMatchObject({ email, status: 'accepted', sources: ['assignment', 'email'] });
  });

  it('[C03, D08, D09] outside them never matches an address, nor another launched person', async () => {
    const home = await teachers();
    const stranger = await makeDistrict(app);
    const email = stranger.address('principal');
    await addPeople(home.admin.client, home.licenseId, email, 'student');
    const lms = await openAssignment(app, home);
    const one = await launch(app, lms, { email, subject: 'one' });
    const other = await launch(app, lms, { email, subject: 'other' });
    const people = await peopleOf(home);
    expect(people).toHaveLength(3);
    expect(people.map((row) => row.email).sort()).toEqual(['', '', email]);
    expect(one.kind === 'app' && other.kind === 'app' && one.personId !== other.personId).toBe(true);
  });

  it('[C01] of twenty at once for the last seat gives it to one, and names the others', async () => {
    const home = await teachers({ studentSeats: 1 });
    const lms = await openAssignment(app, home);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        launch(app, lms, { subject: `p${index}`, name: `P ${index}` }),
      ),
    );
    expect(answers.filter(({ kind }) => kind === 'app')).toHaveLength(1);
    const pages = answers.flatMap((answer) => (answer.kind === 'page' ? [answer.page] : []));
    expect(new Set(pages)).toEqual(new Set(['no_seat']));
    const { licenseId } = home;
    const { people } = await home.admin.client.lms.notSeated.query({ licenseId });
    expect(people).toHaveLength(19);
    expect(people[0]).toMatchObject({ assignmentTitle: 'Cells', why: 'no_seat', email: null });
    const { assignments } = await home.admin.client.lms.get.query({ licenseId });
    expect(assignments[0]).toMatchObject({ people: 1, notSeated: 19 });
  });

  it('[ASSIGN-3] keeps a seat through a closed assignment, which takes nobody else', async () => {
    const home = await teachers();
    const lms = await openAssignment(app, home);
    await launch(app, lms, { subject: 'first' });
    await home.admin.client.lms.changeAssignment.mutate({
      licenseId: home.licenseId,
      assignmentId: lms.assignmentId,
      change: { what: 'switch', isOpen: false },
      requestId: crypto.randomUUID(),
    });
    expect(await launch(app, lms, { subject: 'first' })).toMatchObject({ kind: 'app' });
    expect(await launch(app, lms, { subject: 'second' })).toMatchObject({ kind: 'page', page: 'closed' });
  });

  it('[TERM-1] in the days of grace lets in who has a seat, and nobody new', async () => {
    const home = await teachers();
    const lms = await openAssignment(app, home);
    await launch(app, lms, { subject: 'first' });
    await app.context.db.withSystemTx((tx) =>
      tx
        .updateTable('license')
        .set({ ends_at: new Date(Date.now() - 86_400_000), starts_at: new Date(Date.now() - 9 * 86_400_000) })
        .where('id', '=', home.licenseId)
        .execute(),
    );
    expect(await launch(app, lms, { subject: 'first' })).toMatchObject({ kind: 'app' });
    expect(await launch(app, lms, { subject: 'second' })).toMatchObject({
      page: 'license_not_active',
      phase: 'grace',
    });
  });

  it.each(['instructor', 'test_learner', 'neither'] as const)(
    '[ASSIGN-5] of a role that is no learner takes no seat: %s',
    async (role) => {
      const home = await teachers();
      const lms = await openAssignment(app, home);
      const answer = await launch(app, lms, { role, subject: `somebody-${role}` });
      expect(answer).toMatchObject({
        kind: 'page',
        page: role === 'instructor' ? 'class' : 'not_a_learner',
      });
      expect(await peopleOf(home)).toEqual([]);
    },
  );

  it('[ASSIGN-1] from a deployment that nobody has allowed waits for a word', async () => {
    const home = await teachers();
    const lms = await openAssignment(app, home);
    const elsewhere = { deploymentId: 'elsewhere' };
    expect(await launch(app, lms, elsewhere)).toMatchObject({ page: 'deployment_waiting', isRefused: false });
    const { platforms } = await home.admin.client.lms.get.query({ licenseId: home.licenseId });
    expect(platforms[0]?.deployments.find(({ id }) => id === 'elsewhere')).toMatchObject({
      state: 'waiting',
    });
    expect(await peopleOf(home)).toEqual([]);
  });

  it('[ASSIGN-2] of a link that no admin has opened says so, and places nothing', async () => {
    const home = await teachers();
    const lms = await registerLms(home);
    expect(await launch(app, lms)).toMatchObject({ kind: 'page', page: 'not_ready' });
    expect(await launch(app, lms, { role: 'instructor' })).toMatchObject({ page: 'connect' });
    expect(await launchAsTeacher(app, home, lms)).toMatchObject({ page: 'class', title: 'Cells', people: 0 });
    expect(await launch(app, lms)).toMatchObject({ kind: 'app' });
  });
});
