import type { RunView } from '@rollcall/core/runs/contract.ts';
import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { launchAs } from '../_kit/lms.ts';
import { newRequest } from '../_kit/membership.ts';
import { makeRegisteredLms, type RegisteredLms, type RegisteredLmsOptions } from '../_kit/registered-lms.ts';
import { undoRun, waitForRun } from '../_kit/runs.ts';
import { type LmsWorld, withLms } from '../_kit/with-lms.ts';

let world: LmsWorld;
withLms({ readsClasses: true }, (started) => {
  world = started;
});

/** Opens the assignment as its teacher, which begins to read the class, and waits for the end of it. */
async function readByLaunch(lms: RegisteredLms): Promise<RunView> {
  const { school, link, district } = lms;
  await launchAs(world.lms, school.slug, { person: school.teacher.id, assignmentId: link.id });
  return lastRoster(district);
}

async function lastRoster({ admin, licenseId }: RegisteredLms['district']): Promise<RunView> {
  const run = await vi.waitFor(async () => {
    const [last] = (await admin.client.run.list.query({ licenseId })).runs;
    if (last === undefined) throw new Error('no run yet');
    return last;
  });
  return waitForRun(admin, run, ['done', 'failed', 'cancelled']);
}

async function countsOf({ admin, licenseId }: RegisteredLms['district']) {
  const { counts } = await admin.client.license.get.query({ licenseId }).then(({ license }) => license);
  return counts.student;
}

/** A course of so many generated pupils, with the assignment in it. */
async function largeClass(learners: number, options: RegisteredLmsOptions = {}): Promise<RegisteredLms> {
  const lms = await makeRegisteredLms(world, { studentSeats: null, ...options });
  const course = world.lms.generateCourse(lms.school.slug, {
    title: 'Large',
    learners,
    seed: 3,
    domain: lms.district.domain,
    withoutEmailEvery: 5,
    withoutNameEvery: 10,
    instructors: [lms.school.teacher.id],
  });
  const link = world.lms.addAssignment(lms.school.slug, {
    courseId: course.id,
    deploymentId: lms.deploymentId,
    title: 'The water cycle',
    custom: { rollcall_assignment: lms.assignmentId },
  });
  return { ...lms, link };
}

describe('the class of an assignment', () => {
  it('[ASSIGN-4] takes its seats when its teacher opens it: learners, with and without addresses, and nobody else', async () => {
    const lms = await makeRegisteredLms(world);
    world.lms.setEnrollmentStatus(lms.school.slug, lms.school.course.id, lms.school.nameless.id, 'Inactive');
    const run = await readByLaunch(lms);
    expect(run).toMatchObject({ kind: 'roster', state: 'done', total: 2, outcomes: { added: 2 } });
    const { members } = await lms.district.admin.client.member.list.query({
      licenseId: lms.district.licenseId,
      filter: {},
      sort: 'name',
      order: 'ascending',
    });
    expect(members.map(({ name, email, sources, userType }) => ({ name, email, sources, userType }))).toEqual(
      [
        { name: 'Nora Example', email: '', sources: ['assignment'], userType: 'student' },
        { name: 'Pia Example', email: lms.school.pupil.email, sources: ['assignment'], userType: 'student' },
      ],
    );
    const pages = await lms.district.admin.client.lms.get.query({ licenseId: lms.district.licenseId });
    expect(pages.assignments[0]).toMatchObject({
      people: 2,
      notSeated: 0,
      sharesRoster: true,
      reading: null,
    });
    expect(pages.assignments[0]?.lastRosterAt).not.toBeNull();
  });

  it('[ASSIGN-4] [C03] whoever launches afterwards sits on the row that the class brought', async () => {
    const lms = await makeRegisteredLms(world);
    await readByLaunch(lms);
    const before = await countsOf(lms.district);
    for (const pupil of [lms.school.pupil, lms.school.withoutEmail, lms.school.nameless])
      await launchAs(world.lms, lms.school.slug, { person: pupil.id, assignmentId: lms.link.id });
    expect(before).toMatchObject({ accepted: 3 });
    expect(await countsOf(lms.district)).toEqual(before);
  });

  it('[ASSIGN-4] of 3,000 people in pages is read to its end', async () => {
    const lms = await largeClass(3_000);
    const run = await readByLaunch(lms);
    expect(run).toMatchObject({ state: 'done', total: 3_000, outcomes: { added: 3_000 } });
    expect(await countsOf(lms.district)).toMatchObject({ accepted: 3_000 });
  }, 60_000);

  it.each(['foreign_next', 'same_next', 'forbidden'] as const)(
    '[ASSIGN-4] [D07] of which not every page came enrolls nobody, and says so: %s',
    async (kind) => {
      const lms = await largeClass(600);
      world.lms.setFault({ kind, workspace: lms.school.slug, endpoint: 'roster', when: { fromPage: 2 } });
      const run = await readByLaunch(lms);
      expect(run).toMatchObject({ state: 'failed', total: 0 });
      expect(await countsOf(lms.district)).toMatchObject({ accepted: 0 });
      const { licenseId, admin } = lms.district;
      const [assignment] = (await admin.client.lms.get.query({ licenseId })).assignments;
      const problem = kind === 'forbidden' ? 'roster_refused' : 'roster_incomplete';
      expect(assignment?.lastRosterProblem).toMatchObject({ problem });
    },
  );

  it.each([
    ['not_json', 'roster_incomplete'],
    ['server_error', 'roster_unreachable'],
  ] as const)(
    '[ASSIGN-4] [D07] [I13] that cannot be read is asked for a few times more, and has failed then: %s',
    async (kind, problem) => {
      const lms = await largeClass(300);
      world.lms.setFault({ kind, workspace: lms.school.slug, endpoint: 'roster', when: { fromPage: 2 } });
      expect(await readByLaunch(lms)).toMatchObject({ state: 'failed', total: 0 });
      const { licenseId, admin } = lms.district;
      const [assignment] = (await admin.client.lms.get.query({ licenseId })).assignments;
      expect(assignment?.lastRosterProblem).toMatchObject({ problem });
      world.lms.clearFaults();
      const again = { licenseId, assignmentId: lms.assignmentId, requestId: newRequest() };
      const run = await waitForRun(lms.district.admin, await admin.client.lms.readRoster.mutate(again), [
        'done',
      ]);
      expect(run).toMatchObject({ outcomes: { added: 300 } });
    },
  );

  it('[ASSIGN-4] names who finds no seat, and is read again when an admin says so', async () => {
    const lms = await makeRegisteredLms(world, { studentSeats: 1 });
    const run = await readByLaunch(lms);
    expect(run.outcomes).toEqual({ added: 1, no_seat: 2 });
    const { licenseId, admin } = lms.district;
    const { people } = await admin.client.lms.notSeated.query({ licenseId });
    expect(people.map(({ why }) => why)).toEqual(['no_seat', 'no_seat']);
    await world.app.context.db.withSystemTx((tx) =>
      sql`update license set student_seats = 10 where id = ${licenseId}`.execute(tx),
    );
    const again = await admin.client.lms.readRoster.mutate({
      licenseId,
      assignmentId: lms.assignmentId,
      requestId: newRequest(),
    });
    const ended = await waitForRun(admin, again, ['done', 'failed']);
    expect(ended.outcomes).toEqual({ added: 2, already_member: 1 });
    expect(await admin.client.lms.notSeated.query({ licenseId })).toMatchObject({ people: [] });
  });

  it('[ASSIGN-4] [RUN-7] is taken back by its undo, and a launch brings its pupil again', async () => {
    const lms = await makeRegisteredLms(world);
    const run = await readByLaunch(lms);
    const undone = await undoRun(lms.district.admin, run);
    expect(undone).toMatchObject({ state: 'done', outcomes: { removed: 3 } });
    expect(await countsOf(lms.district)).toMatchObject({ accepted: 0 });
    await launchAs(world.lms, lms.school.slug, {
      person: lms.school.nameless.id,
      assignmentId: lms.link.id,
    });
    expect(await countsOf(lms.district)).toMatchObject({ accepted: 1 });
  });

  it('[SOURCE-5] leaves out whom an admin keeps out, however often it is read', async () => {
    const lms = await makeRegisteredLms(world);
    await readByLaunch(lms);
    const { licenseId, admin } = lms.district;
    const { members } = await admin.client.member.list.query({
      licenseId,
      filter: {},
      sort: 'name',
      order: 'ascending',
    });
    const nora = members.find(({ name }) => name === 'Nora Example');
    if (nora === undefined) throw new Error('Nora is not on the list');
    await admin.client.member.exclude.mutate({
      licenseId,
      memberId: nora.id,
      seq: nora.seq,
      requestId: newRequest(),
    });
    const again = await admin.client.lms.readRoster.mutate({
      licenseId,
      assignmentId: lms.assignmentId,
      requestId: newRequest(),
    });
    const ended = await waitForRun(admin, again, ['done', 'failed']);
    expect(ended.outcomes).toEqual({ already_member: 2, excluded: 1 });
    const { people } = await admin.client.exclusion.list.query({ licenseId });
    expect(people).toMatchObject([{ email: '', name: 'Nora Example' }]);
    await admin.client.exclusion.allowAgain.mutate({
      licenseId,
      email: people[0]?.key ?? '',
      requestId: newRequest(),
    });
    expect(await admin.client.exclusion.list.query({ licenseId })).toMatchObject({ people: [] });
  });
});
