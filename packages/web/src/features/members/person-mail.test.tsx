// @vitest-environment jsdom

import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeServer } from '../../fixtures/fake-server.ts';
import { epoch, license, member, ordinaryServer, page } from '../../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../../fixtures/render-app.tsx';
import { memberWords } from '../../words/parts/members.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../../fixtures/fake-live.tsx'));
useFakeBrowser();

const at = '2026-11-20T10:00:00.000Z';

async function panelWith(mail: unknown, changes: Parameters<typeof member>[1] = {}) {
  const row = member(1, { status: 'invited', ...changes });
  fakeServer.answer({
    ...ordinaryServer(),
    'member.list': () => page([row]),
    'member.places': () => ({ total: 1, isExact: true, every: 100, cursors: [], seq: 10, epoch }),
    'member.panel': () => ({
      member: row,
      sources: [],
      history: [],
      removal: { ends: ['email'], wouldComeBackBy: [], mayComeBackBy: [] },
    }),
    'mail.ofMember': () => mail,
  });
  const { user } = renderApp(`/licenses/${license().id}/users`);
  await user.click(await screen.findByRole('button', { name: `Actions for ${row.email}` }));
  await user.click(await screen.findByRole('menuitem', { name: memberWords.member.look }));
  return within(await screen.findByRole('dialog'));
}

test('[MAIL-5] what became of each mail is told, newest first, and what to do about it', async () => {
  const panel = await panelWith({
    noMailBecause: null,
    mails: [
      { kind: 'reminder', state: 'queued', at, tries: 2 },
      { kind: 'invitation', state: 'no_such_address', at, tries: 1 },
    ],
  });
  await panel.findByText(/Could not be delivered yet. Tried again Nov 20, 2026/);
  panel.getByText(/The address does not exist.*Check its spelling/);
  expect(panel.getByText('Not delivered')).toBeTruthy();
});

test('[MAIL-1] [MAIL-5] why somebody gets none is told', async () => {
  const panel = await panelWith({ noMailBecause: 'students_get_none', mails: [] });
  expect(await panel.findByText('Gets no mail: in your district students get none.')).toBeTruthy();
});

test('[MAIL-5] of somebody who is in, and was never mailed, nothing is said', async () => {
  const panel = await panelWith({ noMailBecause: 'switched_off', mails: [] }, { status: 'accepted' });
  await panel.findByText('If you remove them');
  await vi.waitFor(() => expect(fakeServer.callsOf('mail.ofMember')).toHaveLength(1));
  expect(panel.queryByRole('heading', { name: 'Mail' })).toBeNull();
});
