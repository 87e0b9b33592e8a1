import type { RunView } from '@rollcall/core/runs/contract.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { makeDistrict, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { addPeople, findRow, newRequest } from '../_kit/membership.ts';
import { createRunWorld, cutPortions, fileOf, type RunWorld, standingOfLicense } from '../_kit/run-world.ts';
import { changeSelected, confirmPlan, startSelection, undoRun, uploadCsv, waitForRun } from '../_kit/runs.ts';
import { invited } from '../_kit/valid-calls.ts';

let world: RunWorld;
beforeAll(async () => {
  world = await createRunWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const get = (person: TestPerson, { licenseId, id: runId }: RunView) =>
  person.client.run.get.query({ licenseId, runId });
const step = (person: TestPerson, verb: 'cancel' | 'discard' | 'replan', run: RunView) =>
  person.client.run[verb].mutate({ licenseId: run.licenseId, runId: run.id, requestId: newRequest() });
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: { data?: { refusal?: { code: string } } }) => error.data?.refusal?.code,
  );

/** A planned import of so many people in portions of ten. */
async function plannedImport(home: TestDistrict, count: number, from = 0): Promise<RunView> {
  const file = fileOf(home.address, count, from);
  const run = await uploadCsv(world.app, home.admin, { licenseId: home.licenseId, file });
  return cutPortions(world, home.admin, run, 10);
}

const held = (home: TestDistrict) =>
  world.database.value<number>('select student_held from license where id = $1', [home.licenseId]);

describe('stopping a run', () => {
  it('[RUN-6] between two portions: what is done stays, what is held comes free, and it can be undone', async () => {
    const home = await makeDistrict(world.app);
    const before = await standingOfLicense(world.database, home.licenseId);
    const planned = await plannedImport(home, 45);
    const stop = world.stopAt(planned.id, 20);
    await confirmPlan(home.admin, planned);
    await stop.reached;
    expect(await get(home.admin, planned)).toMatchObject({
      state: 'running',
      done: 20,
      outcomes: { invited: 20 },
    });
    expect(await held(home)).toBe(25);

    const cancelled = await step(home.admin, 'cancel', planned);
    stop.go();
    expect(cancelled).toMatchObject({ state: 'cancelled', done: 20, total: 45, outcomes: { invited: 20 } });
    expect(await held(home)).toBe(0);
    // Who had the run in hand writes nothing more for it.
    await world.app.idle();
    expect(await get(home.admin, planned)).toMatchObject({ state: 'cancelled', done: 20 });
    expect(await findRow(home.admin.client, home.licenseId, home.address('p20'))).toBeNull();
    expect(await codeOf(step(home.admin, 'cancel', planned))).toBe('WRONG_RUN_STATE');
    await expectBooksBalance(world.database, home.licenseId);

    expect((await undoRun(home.admin, cancelled)).outcomes).toEqual({ withdrawn: 20 });
    expect(await standingOfLicense(world.database, home.licenseId)).toEqual(before);
  });

  it('[RUN-6] [RUN-5] while it waits for another: nothing of it happens, and the other goes on', async () => {
    const home = await makeDistrict(world.app);
    const first = await plannedImport(home, 20);
    const second = await plannedImport(home, 20, 20);
    const stop = world.stopAt(first.id, 10);
    await confirmPlan(home.admin, first);
    await stop.reached;
    await confirmPlan(home.admin, second);
    expect(await get(home.admin, second)).toMatchObject({ state: 'queued', waitsFor: 1 });
    expect(await held(home)).toBe(30);
    expect(await step(home.admin, 'cancel', second)).toMatchObject({ state: 'cancelled', done: 0 });
    expect(await held(home)).toBe(10);
    stop.go();
    expect(await waitForRun(home.admin, first, ['done'])).toMatchObject({ outcomes: { invited: 20 } });
    expect(await findRow(home.admin.client, home.licenseId, home.address('p25'))).toBeNull();
    await expectBooksBalance(world.database, home.licenseId);
  });

  it('[RUN-6] before it is confirmed: nothing has happened, and nothing will', async () => {
    const home = await makeDistrict(world.app);
    const planned = await plannedImport(home, 5);
    expect(await step(home.admin, 'discard', planned)).toMatchObject({ state: 'discarded' });
    for (const verb of ['cancel', 'discard', 'replan'] as const)
      expect(await codeOf(step(home.admin, verb, planned))).toBe('WRONG_RUN_STATE');
    const input = { licenseId: home.licenseId, runId: planned.id, digest: planned.plan?.digest ?? '' };
    expect(await codeOf(home.admin.client.run.confirm.mutate({ ...input, requestId: newRequest() }))).toBe(
      'WRONG_RUN_STATE',
    );
    expect(await findRow(home.admin.client, home.licenseId, home.address('p0'))).toBeNull();
    await expectBooksBalance(world.database, home.licenseId);
  });
});

describe('several runs', () => {
  it('[RUN-5] of one licence are applied one after the other, in the order of their confirmations', async () => {
    const home = await makeDistrict(world.app);
    const runs = [
      await plannedImport(home, 20),
      await plannedImport(home, 20, 20),
      await plannedImport(home, 20, 40),
    ];
    const [one, two, three] = runs as [RunView, RunView, RunView];
    const stop = world.stopAt(two.id, 0);
    // The second is confirmed first.
    await confirmPlan(home.admin, two);
    await stop.reached;
    await confirmPlan(home.admin, three);
    await confirmPlan(home.admin, one);
    expect((await get(home.admin, three)).waitsFor).toBe(1);
    expect((await get(home.admin, one)).waitsFor).toBe(2);
    stop.go();
    for (const run of runs) await waitForRun(home.admin, run, ['done']);
    const applied = await world.database.rows<{ run: string }>(
      `select payload ->> 'runId' as run from event where license_id = $1 and type = 'run.applied' order by seq`,
      [home.licenseId],
    );
    expect(applied.map(({ run }) => run)).toEqual([two, two, three, three, one, one].map(({ id }) => id));
    await expectBooksBalance(world.database, home.licenseId);
  });

  it('[RUN-5] [I4] of two licences do not wait for each other', async () => {
    const home = await makeDistrict(world.app);
    const other = await makeDistrict(world.app);
    const first = await plannedImport(home, 20);
    const stop = world.stopAt(first.id, 10);
    await confirmPlan(home.admin, first);
    await stop.reached;
    const theirs = await plannedImport(other, 20);
    await confirmPlan(other.admin, theirs);
    expect(await waitForRun(other.admin, theirs, ['done'])).toMatchObject({ done: 20 });
    expect(await get(home.admin, first)).toMatchObject({ state: 'running', done: 10 });
    stop.go();
    await waitForRun(home.admin, first, ['done']);
  });
});

describe('confirming', () => {
  it('[RUN-2] [PLAN-2] another plan than the one on screen changes nothing and is the answer', async () => {
    const home = await makeDistrict(world.app);
    const planned = await plannedImport(home, 5);
    await addPeople(home.admin.client, home.licenseId, home.address('p0'));
    const input = { licenseId: home.licenseId, runId: planned.id, digest: planned.plan?.digest ?? '' };
    const answer = await home.admin.client.run.confirm.mutate({ ...input, requestId: newRequest() });
    expect(answer).toMatchObject({
      kind: 'plan_changed',
      run: { state: 'planned', plan: { outcomes: { invited: 4, already_invited: 1 } } },
    });
    expect(await held(home)).toBe(0);
    const digest = answer.run.plan?.digest ?? '';
    const again = await home.admin.client.run.confirm.mutate({ ...input, digest, requestId: newRequest() });
    expect(again.kind).toBe('confirmed');
    expect(await waitForRun(home.admin, planned, ['done'])).toMatchObject({
      outcomes: { invited: 4, already_invited: 1 },
    });
  });

  it('[RUN-2] the same plan is confirmed, however much else has happened since it was made', async () => {
    const home = await makeDistrict(world.app);
    const planned = await plannedImport(home, 5);
    for (const name of ['x', 'y', 'z'])
      await addPeople(home.admin.client, home.licenseId, home.address(name));
    const confirmed = await confirmPlan(home.admin, planned);
    expect(confirmed.plan?.countsAfter.student.invited).toBe(8);
    expect((await waitForRun(home.admin, planned, ['done'])).outcomes).toEqual({ invited: 5 });
    await expectBooksBalance(world.database, home.licenseId);
  });

  it('[I3] [C06] a repeated request gets the first result, and another one with its id is refused', async () => {
    const home = await makeDistrict(world.app);
    const planned = await plannedImport(home, 5);
    const requestId = newRequest();
    const input = {
      licenseId: home.licenseId,
      runId: planned.id,
      digest: planned.plan?.digest ?? '',
      requestId,
    };
    const [one, two] = await Promise.all([
      home.admin.client.run.confirm.mutate(input),
      home.admin.client.run.confirm.mutate(input),
    ]);
    expect(two).toEqual(one);
    await waitForRun(home.admin, planned, ['done']);
    expect(await home.admin.client.run.confirm.mutate(input)).toEqual(one);
    expect(await codeOf(home.admin.client.run.confirm.mutate({ ...input, digest: 'another' }))).toBe(
      'REQUEST_REUSED',
    );
    const { digest: _digest, ...body } = input;
    expect(await codeOf(home.admin.client.run.cancel.mutate(body))).toBe('REQUEST_REUSED');

    const { email } = await invited(world.app, home);
    const start = await startSelection(home.admin, home.licenseId, { verb: 'remove', emails: [email] });
    const count = await world.database.value<number>('select count(*)::int from run where license_id = $1', [
      home.licenseId,
    ]);
    expect(count).toBe(start.number);
    const ended = 'select count(*)::int from event where license_id = $1 and type = $2';
    expect(await world.database.value<number>(ended, [home.licenseId, 'run.confirmed'])).toBe(1);
  });

  it('[RUN-2] of two admins and two tabs at once, one confirms, and who does is answerable', async () => {
    const home = await makeDistrict(world.app);
    for (let round = 0; round < 4; round += 1) {
      const planned = await plannedImport(home, 5, round * 5);
      await addPeople(home.admin.client, home.licenseId, home.address(`moved${round}`));
      const input = { licenseId: home.licenseId, runId: planned.id, digest: planned.plan?.digest ?? '' };
      const answers = await Promise.all([
        ...Array.from({ length: 3 }, () =>
          codeOf(home.admin.client.run.confirm.mutate({ ...input, requestId: newRequest() })),
        ),
        codeOf(step(home.admin, 'discard', planned)),
      ]);
      expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
      await vi.waitFor(async () => {
        expect(['done', 'discarded']).toContain((await get(home.admin, planned)).state);
      });
      await expectBooksBalance(world.database, home.licenseId);
    }
  });
});

describe('what has been planned', () => {
  it('[RUN-1] [RUN-3] is decided anew for whoever changed before their portion', async () => {
    const home = await makeDistrict(world.app, { studentSeats: 30 });
    const planned = await plannedImport(home, 20);
    const stop = world.stopAt(planned.id, 10);
    await confirmPlan(home.admin, planned);
    await stop.reached;
    await addPeople(home.admin.client, home.licenseId, home.address('p12'));
    const gone = { verb: 'remove' as const, emails: [home.address('p3')] };
    const removal = await startSelection(home.admin, home.licenseId, gone);
    await waitForRun(home.admin, removal, ['planned']);
    stop.go();
    const done = await waitForRun(home.admin, planned, ['done']);
    expect(done.outcomes).toEqual({ invited: 19, already_invited: 1 });
    expect(done.plan?.outcomes).toEqual({ invited: 20 });
    expect(await held(home)).toBe(0);
    await changeSelected(home.admin, home.licenseId, { ...gone, emails: [home.address('p4')] });
    await expectBooksBalance(world.database, home.licenseId);
  });
});
