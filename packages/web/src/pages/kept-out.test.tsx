// @vitest-environment jsdom
import type { MemberView } from '@rollcall/core/members/contract.ts';
import type { ExclusionView } from '@rollcall/core/sync/contract.ts';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeServer } from '../fixtures/fake-server.ts';
import { member, ordinaryServer, page } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { plannedRun, runRow } from '../fixtures/run-fixtures.ts';
import { keptWords } from '../words/parts/kept.ts';
import { memberWords } from '../words/parts/members.ts';
import { runWords } from '../words/parts/runs.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const address = '/licenses/00000000-0000-4000-8000-000000000001/users';
const words = memberWords.member;
const followed = member(1, { status: 'accepted', sources: ['ou'], addedBy: '' });

function server(row: MemberView = followed, wouldComeBackBy: MemberView['sources'] = row.sources) {
  return {
    ...ordinaryServer(),
    'member.list': () => page([row]),
    'member.panel': () => ({
      member: row,
      sources: [{ kind: 'ou', addedBy: '', startedAt: row.addedAt, endedAt: null, reference: 'Grade 7' }],
      history: [],
      removal: { ends: [], wouldComeBackBy, mayComeBackBy: [] },
    }),
    'member.exclude': () => ({ outcome: 'removed' }),
    'member.remove': () => ({ outcome: 'removed' }),
  };
}

async function askToRemove(user: ReturnType<typeof renderApp>['user']) {
  await user.click(await screen.findByRole('button', { name: `Actions for ${followed.email}` }));
  await user.click(await screen.findByRole('menuitem', { name: words.remove }));
  return within(await screen.findByRole('alertdialog'));
}

test('[SYNC-9] removing whom a sync would bring back says so first, and offers to keep them out', async () => {
  fakeServer.answer(server());
  const { user } = renderApp(address);
  const dialog = await askToRemove(user);
  await dialog.findByText(words.removeComesBackBy.ou);
  const box = dialog.getByRole<HTMLInputElement>('checkbox', { name: words.keepOut });
  expect(box.checked).toBe(false);
  await user.click(box);
  await user.click(dialog.getByRole('button', { name: words.removeConfirm }));
  await screen.findByText(`${followed.email} was removed and is kept out`);
  expect(fakeServer.callsOf('member.exclude')).toMatchObject([{ memberId: followed.id, seq: followed.seq }]);
  expect(fakeServer.callsOf('member.remove')).toEqual([]);
});

test('[SYNC-9] without the tick it is a removal like any other', async () => {
  fakeServer.answer(server());
  const { user } = renderApp(address);
  const dialog = await askToRemove(user);
  await dialog.findByText(words.removeComesBackBy.ou);
  await user.click(dialog.getByRole('button', { name: words.removeConfirm }));
  await waitFor(() => expect(fakeServer.callsOf('member.remove')).toHaveLength(1));
  expect(fakeServer.callsOf('member.exclude')).toEqual([]);
});

test('[SYNC-9] what is not followed any more brings nobody back, and nothing is offered', async () => {
  fakeServer.answer(server(followed, []));
  const { user } = renderApp(address);
  const dialog = await askToRemove(user);
  await waitFor(() => expect(dialog.queryByRole('checkbox', { name: words.keepOut })).toBeNull());
});

test('[SYNC-9] who is kept out is listed, and can be allowed again', async () => {
  let people: ExclusionView[] = [
    {
      key: 'ida@school.example',
      email: 'ida@school.example',
      name: 'Ida Holm',
      excludedBy: 'Lena Ortiz',
      excludedAt: '2026-11-20T10:00:00.000Z',
    },
  ];
  fakeServer.answer({
    ...server(),
    'exclusion.list': () => ({ people, nextCursor: null }),
    'exclusion.allowAgain': () => {
      people = [];
      return { ok: true };
    },
  });
  const { user } = renderApp(address);
  await user.click(await screen.findByRole('button', { name: keptWords.kept.button }));
  const panel = within(await screen.findByRole('dialog'));
  await panel.findByText('Kept out by Lena Ortiz, Nov 20, 2026');
  await user.click(panel.getByRole('button', { name: 'Allow again: ida@school.example' }));
  await panel.findByText(keptWords.kept.empty);
  expect(fakeServer.callsOf('exclusion.allowAgain')).toMatchObject([{ email: 'ida@school.example' }]);
});

test('[LIST-1] what came by itself says so in the list, in its filter and in the panel, with the OU by name', async () => {
  fakeServer.answer({
    ...server(),
    'member.choices': () => ({ addedBy: ['', 'Ana Ruiz'], domains: [] }),
  });
  localStorage.setItem('rollcall.users.columns', 'addedBy,sources');
  const { user, router } = renderApp(address);
  await screen.findByRole('cell', { name: 'By itself' });
  await user.click(screen.getByRole('button', { name: memberWords.users.filters }));
  const choice = await screen.findByRole('combobox', { name: memberWords.users.column.addedBy });
  await within(choice).findByRole('option', { name: 'By itself' });
  await user.selectOptions(choice, 'By itself');
  await waitFor(() => expect(router.state.location.search).toEqual({ by: '' }));
  expect(fakeServer.callsOf('member.list').at(-1)).toMatchObject({ filter: { addedBy: '' } });
  await screen.findByText(memberWords.users.chip.addedByItself);
  await user.click(screen.getByRole('button', { name: `Actions for ${followed.email}` }));
  await user.click(await screen.findByRole('menuitem', { name: words.look }));
  const panel = within(await screen.findByRole('dialog'));
  await panel.findByText('Grade 7');
  expect(await panel.findByText(/Since Nov 22, 2026, by itself/)).toBeTruthy();
});

test('[SOURCE-3] [SOURCE-6] a plan that removes many says who comes back by what, and keeps them out where wanted', async () => {
  const removal = plannedRun(3, { removed: 40 }, { kind: 'remove', fileName: null });
  fakeServer.answer({
    ...server(),
    'run.get': () => removal,
    'run.rows': () => ({ rows: [runRow(1, 'removed', { line: null })], nextCursor: null }),
    'run.returns': () => ({
      people: [
        { kind: 'ou', count: 12 },
        { kind: 'key', count: 1 },
      ],
    }),
    'run.confirm': () => ({ kind: 'confirmed', run: { ...removal, state: 'queued', keepsOut: true } }),
  });
  const { user } = renderApp(`${address.replace('/users', '/activity')}/${removal.id}`);
  await screen.findByText('12 people at the next sync with Google Workspace');
  screen.getByText('1 person by the license key, for as long as it is on');
  await user.click(screen.getByRole('checkbox', { name: runWords.run.plan.keepOut }));
  await user.click(screen.getByRole('button', { name: /^Remove 40/ }));
  await waitFor(() => expect(fakeServer.callsOf('run.confirm')).toMatchObject([{ keepsOut: true }]));
});

test('[SOURCE-3] a person who entered the key could come back by it, and can be kept out', async () => {
  const byKey = member(1, { status: 'accepted', sources: ['key'] });
  fakeServer.answer({
    ...server(byKey),
    'member.panel': () => ({
      member: byKey,
      sources: [],
      history: [],
      removal: { ends: ['key'], wouldComeBackBy: [], mayComeBackBy: ['key'] },
    }),
  });
  const { user } = renderApp(address);
  const dialog = await askToRemove(user);
  await dialog.findByText(words.removeComesBackBy.key);
  dialog.getByText(words.removeMayComeBack);
  await user.click(dialog.getByRole('checkbox', { name: words.keepOut }));
  await user.click(dialog.getByRole('button', { name: words.removeConfirm }));
  await waitFor(() => expect(fakeServer.callsOf('member.exclude')).toHaveLength(1));
});
