// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeServer } from '../fixtures/fake-server.ts';
import { license, member, noCounts, ordinaryServer, page } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { doneRun, runRow } from '../fixtures/run-fixtures.ts';
import { keptWords } from '../words/parts/kept.ts';
import { memberWords } from '../words/parts/members.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const base = '/licenses/00000000-0000-4000-8000-000000000001';
const words = memberWords.users;
const noAddress = { email: '', canonicalEmail: '', status: 'accepted', sources: ['assignment'] } as const;
const ana = member(1, { ...noAddress, sources: ['assignment'], name: 'Ana Ruiz' });
const nobody = member(2, { ...noAddress, sources: ['assignment'], name: null });

function serve(more: Parameters<typeof fakeServer.answer>[0] = {}) {
  const counts = { ...noCounts, student: { accepted: 2, invited: 0, rejected: 0 } };
  fakeServer.answer({
    ...ordinaryServer(license({ counts })),
    'member.list': () => page([ana, nobody]),
    ...more,
  });
}

test('[LIST-13] a row without an address has the name and says so, and its controls are called by the name', async () => {
  serve({
    'member.remove': () => ({ outcome: 'removed', seq: 11 }),
    'member.panel': () => ({
      member: ana,
      sources: [],
      history: [],
      removal: { ends: ['assignment'], wouldComeBackBy: [], mayComeBackBy: [] },
    }),
  });
  const { user } = renderApp(`${base}/users`);
  const row = within(await screen.findByRole('row', { name: /Ana Ruiz/ }));
  row.getByText(words.noEmail);
  within(screen.getByRole('row', { name: /somebody without a name/ })).getByText(words.noEmail);
  await user.click(row.getByRole('checkbox', { name: 'Select Ana Ruiz' }));
  await screen.findByText('1 person selected');
  await user.click(row.getByRole('button', { name: 'Actions for Ana Ruiz' }));
  await user.click(await screen.findByRole('menuitem', { name: memberWords.member.remove }));
  const dialog = within(await screen.findByRole('alertdialog', { name: 'Remove Ana Ruiz?' }));
  await user.click(dialog.getByRole('button', { name: memberWords.member.removeConfirm }));
  await screen.findByText('Ana Ruiz was removed');
  expect(fakeServer.callsOf('member.remove')).toMatchObject([{ memberId: ana.id }]);
});

test('[LIST-13] the panel has the name as its title, and says that there is no address', async () => {
  serve({
    'member.panel': () => ({
      member: nobody,
      sources: [],
      history: [],
      removal: { ends: [], wouldComeBackBy: [], mayComeBackBy: [] },
    }),
  });
  const { user } = renderApp(`${base}/users`);
  const row = within(await screen.findByRole('row', { name: /somebody without a name/ }));
  await user.click(row.getByRole('button', { name: 'Actions for somebody without a name' }));
  await user.click(await screen.findByRole('menuitem', { name: memberWords.member.look }));
  const panel = within(await screen.findByRole('dialog', { name: words.noName }));
  expect(panel.getByText(words.noEmail)).toBeTruthy();
});

test('[LIST-13] results of a run and those who are kept out have no blank in the place of an address', async () => {
  const done = doneRun(7, { removed: 1 }, { kind: 'remove' });
  serve({
    'run.get': () => done,
    'run.rows': () => ({
      rows: [runRow(1, 'removed', { line: null, text: '', email: null, name: 'Ana Ruiz' })],
      nextCursor: null,
    }),
    'exclusion.list': () => ({
      people: [
        {
          key: 'u-00000000000000000000000000000000@00000000-0000-4000-8000-000000000000',
          email: '',
          name: 'Ana Ruiz',
          excludedBy: 'Lena Ortiz',
          excludedAt: '2026-11-22T10:00:00.000Z',
        },
      ],
      nextCursor: null,
    }),
  });
  const { user, router } = renderApp(`${base}/activity/${done.id}`);
  await waitFor(() => expect(screen.getByRole('rowheader', { name: words.noEmail })).toBeTruthy());
  await router.navigate({ to: '/licenses/$licenseId/users', params: { licenseId: license().id } });
  await user.click(await screen.findByRole('button', { name: keptWords.kept.button }));
  const list = within(await screen.findByRole('list', { name: keptWords.kept.list }));
  list.getByText(words.noEmail);
  expect(list.getByRole('button', { name: 'Allow again: Ana Ruiz' })).toBeTruthy();
});
