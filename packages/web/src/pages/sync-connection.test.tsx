// @vitest-environment jsdom
import type { ConnectionView, SyncStanding } from '@rollcall/core/sync/contract.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeServer, Refusal } from '../fixtures/fake-server.ts';
import { license, ordinaryServer } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { run, runIdOf } from '../fixtures/run-fixtures.ts';
import { connection, heldBack, ouTree } from '../fixtures/sync-fixtures.ts';
import { runWords } from '../words/parts/runs.ts';
import { syncWords } from '../words/parts/sync.ts';

const { left } = vi.hoisted(() => ({ left: [] as string[] }));
vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
vi.mock('../lib/leave-for.ts', () => ({ leaveFor: (url: string) => left.push(url) }));
useFakeBrowser();
beforeEach(() => {
  left.length = 0;
});

const base = '/licenses/00000000-0000-4000-8000-000000000001';
const address = `${base}/add/ou`;
const words = syncWords.sync;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000 + 3_600_000).toISOString();

function server(changes: Partial<ConnectionView> = {}, hindrance: SyncStanding['hindrance'] = null) {
  return {
    ...ordinaryServer(),
    'connection.get': () => ({ hindrance, connection: connection('ou', changes) }),
    'connection.ouTree': () => ouTree(['/', '/Staff']),
    'connection.begin': () => ({ url: 'https://google.example/consent' }),
  };
}
const card = async () => within(await screen.findByRole('region', { name: words.card.title }));

test('[SYNCVIEW-1] [SYNC-8] the card says as whom, what may be read, how old the authorisation is, and both syncs', async () => {
  fakeServer.answer(server());
  renderApp(address);
  const shown = await card();
  shown.getByText('admin@school.example');
  shown.getByText('Sep 1, 2026 by Lena Ortiz');
  shown.getByText(/Holds until Sep 1, 2999/);
  shown.getByText(words.scope.users);
  shown.getByText('Nov 22, 2026, 2:14 AM');
  shown.getByText('Nov 23, 2026, 2:14 AM (UTC)');
  expect(shown.getByText(words.details.good)).toBeTruthy();
});

test.each([
  { days: 29, title: 'The authorisation ends in 29 days' },
  { days: 14, title: 'The authorisation ends in 14 days' },
  { days: 3, title: 'The authorisation ends in 3 days' },
])('[SYNC-8] $days days before it lapses it is warned, with the way to renew', async ({ days, title }) => {
  fakeServer.answer(server({ lapsesAt: inDays(days) }));
  const { user } = renderApp(address);
  const notice = (await screen.findByText(title)).closest('div');
  await user.click(within(notice as HTMLElement).getByRole('button', { name: words.card.renew }));
  await waitFor(() => expect(left).toEqual(['https://google.example/consent']));
});

test.each([
  [{ state: 'ended' as const }, words.warn.ended],
  [{ lapsesAt: '2020-01-01T00:00:00.000Z' }, words.warn.lapsed],
])(
  '[SYNC-8] an authorisation that is over (%o) rests the sync, and nothing is chosen meanwhile',
  async (over, title) => {
    fakeServer.answer(server(over));
    renderApp(address);
    await screen.findByText(title);
    await screen.findByText(words.warn.endedText);
    expect(screen.queryByRole('tree')).toBeNull();
    expect(screen.queryByRole('button', { name: words.card.syncNow })).toBeNull();
    expect(fakeServer.callsOf('connection.ouTree')).toEqual([]);
  },
);

test('[SYNC-3] the last problem is said with what to do about it, and that nobody was removed', async () => {
  fakeServer.answer(server({ lastProblem: { problem: 'refused', at: '2026-11-22T02:14:00.000Z' } }));
  renderApp(address);
  const said = (await screen.findByText(words.problemTitle)).closest('div')?.textContent;
  expect(said).toContain(words.problem.refused.what);
  expect(said).toContain('Nobody was removed.');
  expect(said).toContain('rights of admin@school.example');
});

test('[SYNCVIEW-1] the connection is tested, and both answers are said', async () => {
  let answer: unknown = { kind: 'works', tookMs: 84 };
  fakeServer.answer({ ...server(), 'connection.test': () => answer });
  const { user } = renderApp(address);
  await user.click((await card()).getByRole('button', { name: words.card.test }));
  expect(await screen.findByText('It works. Google answered in 84 ms.')).toBeTruthy();
  answer = { kind: 'problem', problem: 'quota' };
  await user.click((await card()).getByRole('button', { name: words.card.test }));
  await screen.findByText(words.card.testBad);
});

test('[CONNECT-5] a pause is set once, with the summer at one click, and says when it ends', async () => {
  let pause: ConnectionView['pause'] = null;
  fakeServer.answer({
    ...server(),
    'connection.get': () => ({ hindrance: null, connection: connection('ou', { pause }) }),
    'connection.pause': (input: { pause: ConnectionView['pause'] }) => {
      pause = input.pause;
      return { hindrance: null, connection: connection('ou', { pause }) };
    },
  });
  const { user } = renderApp(address);
  await user.click((await card()).getByRole('button', { name: words.card.pause }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: words.pause.summer }));
  expect(dialog.getByText(/next sync is in the night after August 15/)).toBeTruthy();
  fireEvent.change(dialog.getByLabelText(words.pause.from), { target: { value: '2999-01-02' } });
  fireEvent.change(dialog.getByLabelText(words.pause.until), { target: { value: '2999-01-01' } });
  await user.click(dialog.getByRole('button', { name: words.pause.save }));
  await dialog.findByText(words.pause.order);
  expect(fakeServer.callsOf('connection.pause')).toEqual([]);
  fireEvent.change(dialog.getByLabelText(words.pause.until), { target: { value: '2999-02-01' } });
  await user.click(dialog.getByRole('button', { name: words.pause.save }));
  await screen.findByText('A pause is planned: January 2, 2999 to February 1, 2999');
  await user.click(screen.getByRole('button', { name: words.pause.cancel }));
  await waitFor(() => expect(screen.queryByText(/A pause is planned/)).toBeNull());
  expect(fakeServer.callsOf('connection.pause')).toMatchObject([
    { pause: { from: '2999-01-02', until: '2999-02-01' } },
    { pause: null },
  ]);
});

test('[CONNECT-5] a pause in force says until when, and can be ended', async () => {
  fakeServer.answer(server({ pause: { from: '2026-01-01', until: '2999-08-15' }, nextAt: null }));
  renderApp(address);
  await screen.findByText('Paused until August 15, 2999');
  await screen.findByRole('button', { name: words.pause.endNow });
  expect((await card()).getByText(words.details.paused)).toBeTruthy();
});

test('[SYNC-10] disconnecting says first what becomes of the people, and forgets what was ticked and not saved', async () => {
  fakeServer.answer({
    ...server(),
    'connection.disconnect': () => ({ hindrance: null, connection: null }),
  });
  const { user } = renderApp(address);
  await user.click(within(await screen.findByRole('treeitem', { name: /^Staff/ })).getByText('Staff'));
  await screen.findByText(words.choose.unsaved);
  expect(sessionStorage).toHaveLength(1);
  await user.click((await card()).getByRole('button', { name: words.card.disconnect }));
  const dialog = within(await screen.findByRole('alertdialog'));
  dialog.getByText(words.disconnect.text.ou);
  expect(fakeServer.callsOf('connection.disconnect')).toEqual([]);
  await user.click(dialog.getByRole('button', { name: words.disconnect.confirm }));
  await screen.findByText(words.begin.whoText.ou);
  await waitFor(() => expect(sessionStorage).toHaveLength(0));
});

test('[SYNC-7] a sync begins at a click and is watched in place, in words of Google and not of files', async () => {
  const reading = run(9, { kind: 'sync', state: 'reading', source: 'ou', fileName: null, total: 12_500 });
  fakeServer.answer({ ...server(), 'run.syncNow': () => reading, 'run.get': () => reading });
  const { user } = renderApp(address);
  await user.click((await card()).getByRole('button', { name: words.card.syncNow }));
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByText('Reading Google Workspace');
  await dialog.findByText('12,500 people so far');
  expect(dialog.queryByText(/file|row/i)).toBeNull();
});

test('[SYNC-7] a sync that cannot begin says why', async () => {
  fakeServer.answer({
    ...server(),
    'run.syncNow': () => {
      throw new Refusal({ code: 'LICENSE_NOT_ACTIVE', details: { phase: 'grace' } });
    },
  });
  const { user } = renderApp(address);
  await user.click((await card()).getByRole('button', { name: words.card.syncNow }));
  expect(await screen.findByText(words.card.syncFailed)).toBeTruthy();
});

test('[SYNCVIEW-1] the sync that is under way is led to', async () => {
  const running = run(7, { kind: 'sync', state: 'running', source: 'ou', fileName: null });
  fakeServer.answer({ ...server({ running: runIdOf(7) }), 'run.get': () => running });
  const { user } = renderApp(address);
  await user.click((await card()).getByRole('button', { name: words.card.watch }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(await dialog.findByText(runWords.run.running.title)).toBeTruthy();
});

test('[DOMAIN-5] while domain-wide is on the sync rests, and says that', async () => {
  fakeServer.answer(server({}, 'domain_wide_is_on'));
  renderApp(address);
  await screen.findByText(words.rests);
  (await card()).getByText(words.card.nextNone.rests);
  expect(screen.queryByRole('tree')).toBeNull();
});

test('[SYNCVIEW-3] [SYNC-8] [SYNC-5] each page of the license says what must not be missed, and leads there', async () => {
  fakeServer.answer(server({ state: 'ended', heldBack: heldBack(40) }));
  const { user, router } = renderApp(`${base}/users`);
  const held = await screen.findByRole('link', { name: words.strip.look });
  expect(held.getAttribute('href')).toBe(`/admin${base}/activity/${runIdOf(8)}`);
  const strip = await screen.findByText(/has to be renewed: joiners/);
  await user.click(within(strip).getByRole('link', { name: words.strip.renew }));
  await waitFor(() => expect(router.state.location.pathname).toBe(`/licenses/${license().id}/add/ou`));
  expect(screen.queryByText(/has to be renewed: joiners/)).toBeNull();
});

test('[SYNCVIEW-3] Details shows the connection in short; where nothing is connected, the way to it', async () => {
  fakeServer.answer(server({ lastProblem: { problem: 'quota', at: '2026-11-22T02:14:00.000Z' } }));
  const first = renderApp(base);
  const shown = within(await screen.findByRole('region', { name: words.details.title }));
  shown.getByText('admin@school.example');
  shown.getByText(words.problem.quota.what);
  shown.getByText(words.details.trouble);
  first.unmount();
  fakeServer.answer(ordinaryServer());
  renderApp(base);
  await screen.findByText(words.details.none.ou);
  expect(await screen.findByRole('link', { name: words.details.set })).toBeTruthy();
});
