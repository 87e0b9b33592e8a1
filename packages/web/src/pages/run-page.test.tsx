// @vitest-environment jsdom
import { runState } from '@rollcall/core/runs/run-state.ts';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeLive } from '../fixtures/fake-live.tsx';
import { fakeServer, NoAnswer, Refusal } from '../fixtures/fake-server.ts';
import { ordinaryServer, packet } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { doneRun, plannedRun, run, runIdOf, runPlan, runRow } from '../fixtures/run-fixtures.ts';
import { en } from '../words/en.ts';
import { runOutcomeWords } from '../words/parts/run-outcomes.ts';
import { runWords } from '../words/parts/runs.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const address = (number: number) =>
  `/licenses/00000000-0000-4000-8000-000000000001/activity/${runIdOf(number)}`;
const words = runWords.run;
const rows = [
  runRow(1, 'added'),
  runRow(2, 'invited'),
  runRow(3, 'invalid_email', { text: 'nonsense', email: null, reason: 'no_at_sign' }),
  runRow(4, 'no_seat'),
];
const counts = { added: 1, invited: 1, invalid_email: 1, no_seat: 1 };

function server(get: () => unknown, more: Parameters<typeof fakeServer.answer>[0] = {}) {
  fakeServer.answer({
    ...ordinaryServer(),
    'run.get': get,
    'run.rows': ({ outcomes }: { outcomes: string[] }) => ({
      rows: rows.filter(({ outcome }) => outcomes.length === 0 || outcomes.includes(outcome)),
      nextCursor: null,
    }),
    ...more,
  });
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });

test('[RUNVIEW-1] a plan shows counts, seats now and afterwards, each person, and whom there is no seat for', async () => {
  server(() => plannedRun(3, counts));
  renderApp(address(3));
  await screen.findByRole('heading', { name: words.plan.title });
  await button('Add 1 person and invite 1');
  expect(screen.getByText('There is no seat for 1 person')).toBeTruthy();
  expect(screen.getByRole('img', { name: 'Now: 0 of 40 taken, 40 free' })).toBeTruthy();
  expect(screen.getByRole('img', { name: 'Afterwards: 3 of 40 taken, 37 free' })).toBeTruthy();
  await screen.findByRole('row', { name: /4 nonsense .*Not an e-mail address\. The @ sign is missing\./ });
});

test('the people of a plan can be narrowed to one answer', async () => {
  server(() => plannedRun(3, counts));
  const { user } = renderApp(address(3));
  await screen.findByRole('row', { name: /nonsense/ });
  await user.selectOptions(
    await screen.findByRole('combobox', { name: words.rows.filter }),
    'outcome.no_seat',
  );
  await waitFor(() => expect(screen.queryByRole('row', { name: /nonsense/ })).toBeNull());
  await screen.findByRole('row', { name: /p4@school\.example/ });
});

test('[RUNVIEW-1] the list of a large run begins at any of its rows', async () => {
  server(() => plannedRun(3, { added: 5_000 }, { total: 5_000 }));
  const { user } = renderApp(address(3));
  await user.type(await screen.findByRole('textbox', { name: words.rows.from }), '4001');
  await user.click(await button(words.rows.go));
  await waitFor(() =>
    expect(fakeServer.callsOf('run.rows')).toContainEqual(expect.objectContaining({ cursor: 4_000 })),
  );
});

test('[PLAN-2] a plan that no longer holds is shown anew with what changed, and confirmed by its own digest', async () => {
  const first = plannedRun(3, counts);
  const second = { ...first, plan: runPlan({ ...counts, added: 0, already_member: 1 }, 'second') };
  let present = first;
  server(() => present, {
    'run.confirm': ({ digest }: { digest: string }) => {
      if (digest === 'second') return { kind: 'confirmed', run: run(3, { state: 'queued', waitsFor: 1 }) };
      present = second;
      return { kind: 'plan_changed', run: second };
    },
  });
  const { user } = renderApp(address(3));
  await user.click(await button('Add 1 person and invite 1'));
  const notice = await screen.findByRole('alert');
  expect(within(notice).getByText('Added at once: 1 before, 0 now')).toBeTruthy();
  await user.click(await button('Invite 1 person'));
  await screen.findByText('It waits for 1 other change.');
  expect(document.activeElement?.textContent).toBe(words.queued.title);
  const [one, other] = fakeServer.callsOf('run.confirm') as { digest: string; requestId: string }[];
  expect([one?.digest, other?.digest]).toEqual(['first', 'second']);
  expect(other?.requestId).not.toBe(one?.requestId);
});

test('[PLAN-5] a confirmation whose answer was lost is sent again as the same request', async () => {
  let lost = true;
  server(() => plannedRun(3, counts), {
    'run.confirm': () => {
      if (lost) throw new NoAnswer();
      return {
        kind: 'confirmed',
        run: run(3, { state: 'running', confirmedAt: '2026-11-22T10:00:02.000Z' }),
      };
    },
  });
  const { user } = renderApp(address(3));
  await user.click(await button('Add 1 person and invite 1'));
  await screen.findByText(en.app.unsure.text);
  lost = false;
  await user.click(await button('Add 1 person and invite 1'));
  await screen.findByRole('heading', { name: words.running.title });
  const [one, other] = fakeServer.callsOf('run.confirm') as { requestId: string }[];
  expect(other?.requestId).toBe(one?.requestId);
});

test('a plan in which nothing happens to anybody cannot be confirmed', async () => {
  server(() => plannedRun(3, { already_member: 4 }));
  renderApp(address(3));
  await screen.findByText(words.plan.nothing);
  expect(screen.queryByRole('button', { name: /Add|Invite/ })).toBeNull();
  await button(words.plan.discard);
});

test('removals are named, counted on a red button, and say that they can be undone', async () => {
  server(() => plannedRun(3, { removed: 1 }, { kind: 'csv_remove' }), {
    'run.rows': () => ({ rows: [runRow(1, 'removed')], nextCursor: null }),
  });
  renderApp(address(3));
  await screen.findByText('1 person will be taken off the license');
  await waitFor(() => expect(screen.getAllByText('p1@school.example').length).toBe(2));
  expect((await button('Remove 1 person')).className).toContain('bg-negative');
});

test('[RUNVIEW-2] progress and the end come by the live line, and the focus goes to the result', async () => {
  const confirmedAt = '2026-11-22T10:00:02.000Z';
  const running = run(3, { state: 'running', confirmedAt, total: 100, done: 10, secondsLeft: 9 });
  server(() => running);
  const { user } = renderApp(address(3));
  const [bar] = await screen.findAllByRole('progressbar', { name: 'Upload #3' });
  expect(bar?.getAttribute('aria-valuenow')).toBe('10');
  await user.click(await button(words.cancel.button));
  await user.click(await button(words.cancel.keep));
  fakeLive.tell(packet(11, { runs: [{ ...running, done: 60, secondsLeft: 3 }] }));
  await screen.findAllByText('about 3 seconds left');
  fakeLive.tell(packet(12, { runs: [doneRun(3, counts)] }));
  const result = await screen.findByRole('heading', { name: '1 person was added and 1 person was invited.' });
  await waitFor(() => expect(document.activeElement).toBe(result));
  expect(fakeServer.callsOf('run.get')).toHaveLength(1);
});

test('stopping says what it does before it is done', async () => {
  const running = run(3, { state: 'running', confirmedAt: '2026-11-22T10:00:02.000Z', done: 1 });
  const stopped = doneRun(3, { added: 1 }, { state: 'cancelled', done: 1 });
  server(() => running, { 'run.cancel': () => stopped });
  const { user } = renderApp(address(3));
  await user.click(await button(words.cancel.button));
  await screen.findByText(words.cancel.running);
  expect(fakeServer.callsOf('run.cancel')).toEqual([]);
  await user.click(await button(words.cancel.confirm));
  await screen.findByRole('heading', { name: 'Stopped after 1 of 4' });
});

test('a result offers its files, and undoing it is a plan of its own that is confirmed', async () => {
  const undo = plannedRun(4, { removed: 2 }, { kind: 'undo', fileName: null, userType: null });
  server(() => doneRun(3, counts), {
    'run.get': ({ runId }: { runId: string }) => (runId === runIdOf(4) ? undo : doneRun(3, counts)),
    'run.undo': () => undo,
    'run.confirm': () => ({
      kind: 'confirmed',
      run: { ...undo, state: 'queued', confirmedAt: undo.createdAt },
    }),
  });
  const { user } = renderApp(address(3));
  const file = await screen.findByRole('link', { name: words.done.refusedFile });
  expect(file.getAttribute('href')).toBe(
    `/files/licenses/00000000-0000-4000-8000-000000000001/runs/${runIdOf(3)}/refused.csv`,
  );
  await user.click(await button(words.done.undo));
  const dialog = within(await screen.findByRole('dialog', { name: 'Undo #4' }));
  await user.click(await dialog.findByRole('button', { name: 'Undo it for 2 people' }));
  await dialog.findByRole('heading', { name: words.queued.title });
});

test.each([
  ['that is undone', { undoneBy: { id: runIdOf(4), number: 4, state: 'done' } }],
  ['whose time for it is over', { undoUntil: '2026-01-01T00:00:00.000Z' }],
  ['that is itself an undo', { kind: 'undo', undoUntil: null }],
  ['that did nothing', { outcomes: { already_member: 4 } }],
] as const)('a run %s is not offered to be undone', async (_what, changes) => {
  server(() => doneRun(3, counts, changes));
  renderApp(address(3));
  await screen.findByRole('link', { name: words.done.users });
  expect(screen.queryByRole('button', { name: words.done.undo })).toBeNull();
});

test('a reminder says why it cannot be taken back', async () => {
  server(() => doneRun(3, { reminded: 2 }, { kind: 'remind', undoUntil: null, fileName: null }));
  renderApp(address(3));
  expect(await screen.findByText(words.done.undoNever.remind)).toBeTruthy();
});

test('after its people are deleted a run still has its numbers, and no files', async () => {
  server(() => doneRun(9, counts, { rowsUntil: '2026-01-01T00:00:00.000Z' }));
  renderApp(address(9));
  await screen.findByText(words.done.rowsGone);
  expect(screen.getByText(runOutcomeWords.runGroup.done.refused)).toBeTruthy();
  expect(screen.queryByRole('link', { name: words.done.results })).toBeNull();
  const asked = fakeServer.callsOf('run.rows') as { runId: string }[];
  expect(asked.filter(({ runId }) => runId === runIdOf(9))).toEqual([]);
});

test('each state has its name on the page', async () => {
  for (const state of runState.options) {
    server(() => run(3, { state, plan: runPlan(counts, 'first'), failure: 'interrupted' }));
    renderApp(address(3));
    await screen.findAllByText(words.state[state]);
    expect(screen.getByRole('heading', { name: 'Upload #3' })).toBeTruthy();
    cleanup();
  }
});

test('a run that is not there says so, with the way to the others', async () => {
  server(() => {
    throw new Refusal({ code: 'NOT_FOUND', details: { noun: 'page' } });
  });
  renderApp(address(3));
  await screen.findByText(words.gone.title);
  expect(await screen.findAllByRole('link', { name: words.gone.back })).not.toEqual([]);
});
