// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeLive } from '../fixtures/fake-live.tsx';
import { fakeServer } from '../fixtures/fake-server.ts';
import { ordinaryServer, packet } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { doneRun, plannedRun, run, runIdOf } from '../fixtures/run-fixtures.ts';
import { activityWords } from '../words/parts/activity.ts';
import { runWords } from '../words/parts/runs.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const license = '/licenses/00000000-0000-4000-8000-000000000001';
const confirmedAt = '2026-11-22T10:00:02.000Z';
const running = run(5, { state: 'running', confirmedAt, total: 100, done: 48, secondsLeft: 20 });
const listOf = (...runs: unknown[]) => ({
  ...ordinaryServer(),
  'run.list': () => ({ runs, nextCursor: null }),
});
const list = () => screen.findByRole('list', { name: /^Changes of many people/ });

test('the list says what each run is, how it stands and what it did', async () => {
  const undone = { id: runIdOf(2), number: 2, state: 'done' } as const;
  const undoes = { id: runIdOf(1), number: 1, kind: 'csv_add' } as const;
  fakeServer.answer(
    listOf(
      run(3, { state: 'queued', confirmedAt, waitsFor: 2 }),
      doneRun(2, { removed: 3 }, { kind: 'undo', undoes, undoUntil: null, fileName: null, userType: null }),
      doneRun(1, { added: 3 }, { undoneBy: undone }),
    ),
  );
  renderApp(`${license}/activity`);
  const [third, second, first] = within(await list()).getAllByRole('listitem');
  expect(third?.textContent).toContain('It waits for 2 other changes.');
  expect(second?.textContent).toContain('Undoes Upload #1');
  expect(second?.textContent).toContain('3 people were removed');
  expect(first?.textContent).toContain('Undone by Undo #2');
  expect(screen.queryByRole('button', { name: /^Undo/ })).toBeNull();
});

test('[RUNVIEW-2] a run that begins elsewhere appears on top, and goes on before one’s eyes', async () => {
  fakeServer.answer(listOf(doneRun(1, { added: 3 })));
  renderApp(`${license}/activity`);
  expect(within(await list()).getAllByRole('listitem')).toHaveLength(1);
  fakeLive.tell(packet(11, { runs: [running] }));
  const [first] = within(await list()).getAllByRole('listitem');
  expect(first?.textContent).toContain('48 of 100');
  fakeLive.tell(packet(12, { runs: [doneRun(5, { added: 90 })] }));
  // What comes within one frame is shown with the next.
  await waitFor(() => expect(first?.textContent).toContain('90 people were added'));
});

test('[RUNVIEW-3] what is under way is on every page of the licence, with the way to it', async () => {
  fakeServer.answer(listOf(run(6, { state: 'queued', confirmedAt, waitsFor: 1 }), running));
  renderApp(`${license}/add`);
  const strip = within(await screen.findByRole('complementary', { name: activityWords.runStrip.label }));
  expect(strip.getByText('Upload #5: 48 of 100')).toBeTruthy();
  expect(strip.getByText('about 20 seconds left')).toBeTruthy();
  expect(strip.getByText('and 1 more waiting')).toBeTruthy();
  expect(strip.getByRole('link', { name: 'Watch Upload #5' }).getAttribute('href')).toContain(runIdOf(5));
  fakeLive.tell(packet(11, { runs: [doneRun(5, {}), doneRun(6, {})] }));
  await waitFor(() =>
    expect(screen.queryByRole('complementary', { name: activityWords.runStrip.label })).toBeNull(),
  );
});

test.each([
  ['of its upload', 'add/csv?run='],
  ['of its own', 'activity/'],
])('[RUNVIEW-3] what is under way is shown once on the page %s', async (_, path) => {
  fakeServer.answer({ ...listOf(running), 'run.get': () => running });
  renderApp(`${license}/${path}${runIdOf(5)}`);
  await screen.findByRole('heading', { name: runWords.run.running.title });
  expect(screen.getAllByRole('progressbar', { name: 'Upload #5' })).toHaveLength(1);
  expect(screen.queryByRole('complementary', { name: activityWords.runStrip.label })).toBeNull();
});

test('[RUNVIEW-3] its beginning and its end are said, and no step between them', async () => {
  fakeServer.answer(listOf());
  renderApp(`${license}/add`);
  await screen.findByRole('heading', { level: 2 });
  fakeLive.tell(packet(11, { runs: [running] }));
  const region = await screen.findByText('Upload #5 has begun.');
  const heard: (string | null)[] = [];
  const observer = new MutationObserver(() => heard.push(region.textContent));
  observer.observe(region, { childList: true, characterData: true, subtree: true });
  for (const done of [60, 70, 80]) fakeLive.tell(packet(done, { runs: [{ ...running, done }] }));
  fakeLive.tell(packet(90, { runs: [doneRun(5, { added: 90 })] }));
  await waitFor(() => expect(heard).toEqual(['Upload #5 is done.']));
  observer.disconnect();
});

test('undoing on the list opens the plan of it', async () => {
  const undo = plannedRun(2, { removed: 3 }, { kind: 'undo', fileName: null, userType: null });
  fakeServer.answer({
    ...listOf(doneRun(1, { added: 3 })),
    'run.undo': () => undo,
    'run.get': () => undo,
    'run.rows': () => ({ rows: [], nextCursor: null }),
  });
  const { user } = renderApp(`${license}/activity`);
  await user.click(await screen.findByRole('button', { name: 'Undo Upload #1' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Undo #2' }));
  expect(await dialog.findByRole('heading', { name: runWords.run.plan.title })).toBeTruthy();
});

test('a licence on which nothing was changed yet says what would appear, and how', async () => {
  fakeServer.answer(listOf());
  renderApp(`${license}/activity`);
  await screen.findByText(activityWords.activity.runs.emptyTitle);
  expect(await screen.findByRole('link', { name: activityWords.activity.runs.upload })).toBeTruthy();
});

test('the audit log stands beside the changes', async () => {
  fakeServer.answer({
    ...listOf(),
    'audit.list': () => ({ entries: [], nextCursor: null, seq: 10, tooManyPeople: false }),
    'audit.actors': () => [],
  });
  const { user, router } = renderApp(`${license}/activity`);
  await user.click(await screen.findByRole('link', { name: activityWords.activity.tabs.audit }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`${license}/activity/audit`));
  const tab = await screen.findByRole('link', { name: activityWords.activity.tabs.audit, current: 'page' });
  expect(tab).toBeTruthy();
});
