// @vitest-environment jsdom
import type { ConnectionView, OuTree } from '@rollcall/core/sync/contract.ts';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeLive } from '../fixtures/fake-live.tsx';
import { fakeServer, Refusal } from '../fixtures/fake-server.ts';
import { license, ordinaryServer, packet } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { plannedRun, run, runRow } from '../fixtures/run-fixtures.ts';
import { connection, heldBack, ouTree, unit } from '../fixtures/sync-fixtures.ts';
import { methodWords } from '../words/parts/methods.ts';
import { runWords } from '../words/parts/runs.ts';
import { syncWords } from '../words/parts/sync.ts';

const { left } = vi.hoisted(() => ({ left: [] as string[] }));
vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
vi.mock('../lib/leave-for.ts', () => ({ leaveFor: (url: string) => left.push(url) }));
useFakeBrowser();

const address = '/licenses/00000000-0000-4000-8000-000000000001/add/ou';
const words = syncWords.sync;
const school = ['/', '/Staff', '/Students', '/Students/Grade 7', '/Students/Grade 8'];

function connectedServer(changes: Partial<ConnectionView> = {}, tree: OuTree = ouTree(school)) {
  return {
    ...ordinaryServer(),
    'connection.get': () => ({ hindrance: null, connection: connection('ou', changes) }),
    'connection.ouTree': () => tree,
    'connection.notSeated': () => ({ people: [], nextCursor: null }),
  };
}
const line = (name: RegExp) => screen.findByRole('treeitem', { name });

test('[SYNCVIEW-1] [CONNECT-1] before connecting it says what is read and who has to do it, then goes to Google', async () => {
  fakeServer.answer({
    ...ordinaryServer(),
    'connection.begin': () => ({ url: 'https://google.example/consent' }),
  });
  const { user } = renderApp(address);
  await screen.findByText(words.begin.whoText.ou);
  await screen.findByText(words.scope.orgUnits);
  await screen.findByText(words.scope.users);
  expect(screen.queryByText(words.scope.courses)).toBeNull();
  await user.click(screen.getByRole('button', { name: words.begin.button }));
  await waitFor(() => expect(left).toEqual(['https://google.example/consent']));
  expect(fakeServer.callsOf('connection.begin')).toMatchObject([{ source: 'ou' }]);
});

test.each([
  ['connected', words.came.connected.title],
  ['denied', words.came.denied.title],
  ['missing_scopes', words.came.missing_scopes.title],
  ['not_allowed', words.came.not_allowed.title],
  ['other_workspace', words.came.other_workspace.title],
  ['expired', words.came.expired.title],
  ['failed', words.came.failed.text],
])('[CONNECT-1] whoever comes back from Google with "%s" is told what that means', async (result, said) => {
  fakeServer.answer(connectedServer({ savedAt: null }));
  const { user, router } = renderApp(`${address}?connect=${result}`);
  await screen.findByText(said);
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  await waitFor(() => expect(screen.queryByText(said)).toBeNull());
  expect(router.state.location.search).toEqual({});
});

test.each(['google_not_configured', 'domain_wide_is_on'] as const)(
  '[METHOD-1] while it is hindered by %s, the page says so and offers no connecting',
  async (hindrance) => {
    fakeServer.answer({ ...ordinaryServer(), 'connection.get': () => ({ hindrance, connection: null }) });
    renderApp(address);
    await screen.findByText(methodWords.fit.reason[hindrance]);
    expect(screen.queryByRole('button', { name: words.begin.button })).toBeNull();
  },
);

test('[METHOD-1] on a Teacher license the page says why it is not for it', async () => {
  fakeServer.answer(ordinaryServer(license({ type: 'teacher' })));
  renderApp(address);
  expect(await screen.findByText(methodWords.fit.reason.not_for_teacher_license)).toBeTruthy();
});

test('[SYNC-2] OUs are ticked with what is below them, and the plan is asked for exactly that', async () => {
  fakeServer.answer({
    ...connectedServer({ savedAt: null }),
    'run.planSync': () =>
      plannedRun(9, { added: 20, removed: 1 }, { kind: 'sync', source: 'ou', fileName: null }),
    'run.get': () => plannedRun(9, { added: 20, removed: 1 }, { kind: 'sync', source: 'ou', fileName: null }),
    'run.rows': () => ({ rows: [runRow(1, 'added', { line: null })], nextCursor: null }),
  });
  const { user } = renderApp(address);
  const plan = await screen.findByRole<HTMLButtonElement>('button', { name: words.choose.plan });
  expect(plan.disabled).toBe(true);
  const students = await line(/^Students 30 people$/);
  expect(students.getAttribute('aria-checked')).toBe('false');
  await user.click(within(students).getByText('Students'));
  await user.click(within(await line(/^Staff/)).getByText('Staff'));
  const all = await line(/^Students 30 people /);
  expect(all.getAttribute('aria-checked')).toBe('true');
  expect((await line(/^riverbend/)).getAttribute('aria-checked')).toBe('mixed');
  await screen.findByText('4 organizational units, 10 people as Teacher, 30 people as Student');
  await user.click(plan);
  expect(fakeServer.callsOf('run.planSync')).toMatchObject([
    {
      selection: {
        source: 'ou',
        units: [
          { id: '/Staff', userType: 'teacher' },
          { id: '/Students', userType: 'student' },
        ],
      },
    },
  ]);
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByText(runWords.run.plan.title);
});

test('[SYNCVIEW-2] the tree is walked through, opened, ticked and typed with the keyboard alone', async () => {
  fakeServer.answer(connectedServer({ savedAt: null }));
  const { user } = renderApp(address);
  const tree = await screen.findByRole('tree');
  const at = () => document.getElementById(tree.getAttribute('aria-activedescendant') ?? '');
  tree.focus();
  expect(at()?.textContent).toMatch(/^riverbend/);
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(at()?.textContent).toMatch(/^Students/);
  expect(at()?.getAttribute('aria-expanded')).toBe('false');
  await user.keyboard('{ArrowRight}{ArrowRight}');
  expect(at()?.textContent).toMatch(/^Grade 7/);
  expect(at()?.getAttribute('aria-level')).toBe('3');
  await user.keyboard(' ');
  expect(at()?.getAttribute('aria-checked')).toBe('true');
  await user.tab();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('People of Grade 7 become');
  await user.selectOptions(document.activeElement as Element, 'other');
  await line(/^Grade 7 10 people /);
  tree.focus();
  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  await waitFor(() => expect(screen.queryByRole('treeitem', { name: /^Grade 7/ })).toBeNull());
  expect(at()?.getAttribute('aria-checked')).toBe('mixed');
  await user.keyboard('sta');
  expect(at()?.textContent).toMatch(/^Staff/);
  await user.keyboard('{Home}');
  expect(at()?.textContent).toMatch(/^riverbend/);
});

test('[SYNCVIEW-2] a search shows what it finds with what leads there; nothing found is said', async () => {
  fakeServer.answer(connectedServer());
  const { user } = renderApp(address);
  const box = await screen.findByRole('searchbox', { name: words.tree.search });
  await user.type(box, 'grade 8');
  await line(/^Grade 8/);
  expect(screen.queryByRole('treeitem', { name: /^Staff/ })).toBeNull();
  await user.clear(box);
  await user.type(box, 'nowhere');
  await screen.findByText(words.tree.noMatch);
});

test('[SYNCVIEW-2] what is ticked and not saved outlives the page, and can be dropped', async () => {
  fakeServer.answer(connectedServer({}, ouTree(school, { chosen: [{ id: '/Staff', userType: 'teacher' }] })));
  const first = renderApp(address);
  await first.user.click(within(await line(/^Students/)).getByText('Students'));
  await screen.findByText(words.choose.unsaved);
  first.unmount();

  const { user } = renderApp(address);
  expect((await line(/^Students/)).getAttribute('aria-checked')).toBe('true');
  const leaving = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(leaving);
  expect(leaving.defaultPrevented).toBe(true);
  await user.click(screen.getByRole('button', { name: words.choose.discard }));
  expect((await line(/^Students/)).getAttribute('aria-checked')).toBe('false');
  expect((await line(/^Staff/)).getAttribute('aria-checked')).toBe('true');
  expect(sessionStorage).toHaveLength(0);
});

test('[CONNECT-3] people are counted by themselves, and what is counted so far is said', async () => {
  let tree: OuTree = { units: [unit('/', null)], chosen: [], counting: null, countProblem: null };
  fakeServer.answer({
    ...connectedServer({ savedAt: null }),
    'connection.ouTree': () => tree,
    'connection.countPeople': () => {
      tree = { ...tree, counting: { people: 1200 } };
      return { ok: true };
    },
  });
  renderApp(address);
  await screen.findByText('Counting people: 1,200 so far');
  tree = { units: [unit('/', 1300)], chosen: [], counting: null, countProblem: null };
  await line(/1,300 people/);
  expect(fakeServer.callsOf('connection.countPeople')).toHaveLength(1);
});

test('[CONNECT-3] a count that failed says why beside the tree, and is no problem of the syncs', async () => {
  fakeServer.answer(connectedServer({}, ouTree(school, { countProblem: 'quota' })));
  renderApp(address);
  await screen.findByText(
    (text) => text.includes(words.tree.countFailed) && text.includes(words.problem.quota.what),
  );
  expect(screen.queryByText(words.problemTitle)).toBeNull();
});

test('[SYNC-5] removals that wait are said, and lead to the run with its list', async () => {
  const waiting = plannedRun(8, { removed: 40 }, { kind: 'sync_leave', source: 'ou', fileName: null });
  fakeServer.answer({
    ...connectedServer({ heldBack: heldBack(40) }),
    'run.get': () => waiting,
    'run.rows': () => ({ rows: [runRow(1, 'removed', { line: null })], nextCursor: null }),
  });
  const { user } = renderApp(address);
  await screen.findByText('40 removals wait for you');
  await user.click(screen.getByRole('button', { name: words.held.look }));
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByRole('button', { name: 'Remove 40 people' });
  expect(within(dialog).getByRole('button', { name: runWords.run.plan.leaveThem })).toBeTruthy();
});

test('[SYNC-6] OUs that are not there any more ask: a plan without them, or left for now', async () => {
  const chosen: OuTree['chosen'] = [
    { id: '/Staff', userType: 'teacher' },
    { id: 'gone', userType: 'student' },
  ];
  fakeServer.answer({
    ...connectedServer(
      { vanished: [{ id: 'gone', name: 'Grade 9', people: 31 }] },
      ouTree(school, { chosen }),
    ),
    'run.planSync': () => run(9, { kind: 'sync', state: 'reading', source: 'ou' }),
    'run.get': () => run(9, { kind: 'sync', state: 'reading', source: 'ou' }),
  });
  const { user } = renderApp(address);
  await screen.findByText('Grade 9: 31 people');
  await user.click(screen.getByRole('button', { name: words.vanished.remove }));
  await waitFor(() =>
    expect(fakeServer.callsOf('run.planSync')).toMatchObject([
      { selection: { units: [{ id: '/Staff', userType: 'teacher' }] } },
    ]),
  );
  await user.click(
    within(await screen.findByRole('dialog')).getAllByRole('button', { name: 'Close' })[0] as Element,
  );
  await user.click(screen.getByRole('button', { name: words.vanished.leave }));
  expect(screen.queryByText('Grade 9: 31 people')).toBeNull();
  await user.click(within(await line(/^Students/)).getByText('Students'));
  await user.click(screen.getByRole('button', { name: words.choose.plan }));
  await waitFor(() =>
    expect(JSON.stringify(fakeServer.callsOf('run.planSync')[1])).toContain(
      '{"id":"gone","userType":"student"}',
    ),
  );
});

test('[CONNECT-2] a directory that cannot be read is said, with the way to try again', async () => {
  let answers = 0;
  fakeServer.answer({
    ...connectedServer(),
    'connection.ouTree': () => {
      answers += 1;
      if (answers === 1) throw new Refusal({ code: 'INTERNAL', details: { correlationId: 'abc' } });
      return ouTree(school);
    },
  });
  const { user } = renderApp(address);
  await screen.findByText(words.choose.failed.ou);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await line(/^Students/)).toBeTruthy();
});

test('[CONNECT-6] who is not on the license is shown by name, with the reason', async () => {
  fakeServer.answer({
    ...connectedServer({ notSeated: 2 }),
    'connection.notSeated': () => ({
      people: [
        { email: 'ida@riverbend.example', name: 'Ida Holm', place: '/Students/Grade 7', why: 'no_seat' },
        { email: null, name: null, place: '/Staff', why: 'invalid_email' },
      ],
      nextCursor: null,
    }),
  });
  const { user } = renderApp(address);
  await user.click(await screen.findByRole('button', { name: words.notSeated.show }));
  const list = within(await screen.findByRole('list', { name: words.notSeated.list }));
  expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'Ida Holmida@riverbend.example/Students/Grade 7No seat was free',
    'No nameNo e-mail address/StaffNot an e-mail address',
  ]);
});

test('[SYNCVIEW-1] what is told live about the sync is read anew', async () => {
  fakeServer.answer(connectedServer());
  renderApp(address);
  await line(/^Students/);
  fakeServer.answer(connectedServer({ heldBack: heldBack(30) }));
  fakeLive.tell(packet(11, { happened: [{ type: 'run.ended', count: 1 }] }));
  expect(await screen.findByText('30 removals wait for you')).toBeTruthy();
});
