// @vitest-environment jsdom
import type { LinkView } from '@rollcall/core/links/contract.ts';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeLive } from '../fixtures/fake-live.tsx';
import { fakeServer, Refusal } from '../fixtures/fake-server.ts';
import { ordinaryServer, packet } from '../fixtures/fixtures.ts';
import { arrival, link, openLink } from '../fixtures/link-fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { linkWords } from '../words/parts/link.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const base = '/licenses/00000000-0000-4000-8000-000000000001';
const words = linkWords.link;
const url = 'https://rollcall.example/app/join/L-7K2M-9QXT-ABCD-EFGH-JKMN';
const readCode = () => ({ code: 'L-7K2M-9QXT-ABCD-EFGH-JKMN', url });

/** A server with a link that `change` and the test change. */
function serverWith(first: LinkView) {
  const state = { view: first };
  fakeServer.answer({
    ...ordinaryServer(),
    'link.get': () => state.view,
    'link.readCode': readCode,
    'link.change': (input: Partial<LinkView>) => {
      const { enabled = true, userType = 'student' } = input;
      state.view = { ...(enabled ? openLink() : link()), userType, openedAt: openLink().openedAt };
      return { ok: true };
    },
  });
  return state;
}

test('[B16] [LINK-3] it is off and not recommended; opening it with what is suggested limits it', async () => {
  serverWith(link());
  const { user } = renderApp(`${base}/add/link`);
  await screen.findByText(words.why.text);
  screen.getByText(words.notRecommended);
  expect(fakeServer.callsOf('link.readCode')).toEqual([]);
  await user.click(screen.getByRole('button', { name: words.form.submit }));
  await screen.findByText(url);
  const [asked] = fakeServer.callsOf('link.change');
  expect(asked).toMatchObject({
    enabled: true,
    audience: 'verified_domains',
    maxUses: 40,
    userType: 'student',
  });
  expect(Date.parse((asked as { expiresAt: string }).expiresAt)).toBeGreaterThan(Date.now());
  screen.getByRole('img', { name: words.code.picture });
});

test('[LINK-3] what is wrong in the form is said at its field, which has the focus', async () => {
  serverWith(link());
  const { user } = renderApp(`${base}/add/link`);
  await user.click(await screen.findByRole('radio', { name: words.form.named }));
  await user.click(screen.getByRole('button', { name: words.form.submit }));
  await screen.findByText(words.form.missingDomain);
  const field = screen.getByRole('textbox', { name: words.form.namedLabel });
  expect(document.activeElement).toBe(field);
  expect(fakeServer.callsOf('link.change')).toEqual([]);
});

test('[LINK-6] who comes appears by itself; the link can be closed from there', async () => {
  const state = serverWith(openLink());
  const { user } = renderApp(`${base}/add/link`);
  await screen.findByText(words.board.empty);
  state.view = openLink({ uses: 1, arrivals: [arrival(1)] });
  fakeLive.tell(packet(11, { happened: [{ type: 'member.added', count: 1 }] }));
  const list = await screen.findByRole('list', { name: words.board.list });
  within(list).getByText('pupil1@riverbend.example');
  await user.click(screen.getByRole('button', { name: words.code.close }));
  await screen.findByRole('button', { name: words.form.submit });
  expect(fakeServer.callsOf('link.change')).toMatchObject([{ enabled: false }]);
});

test('[LINK-7] removing somebody says that they can come again, and can keep them out', async () => {
  const state = serverWith(openLink({ uses: 2, arrivals: [arrival(1), arrival(2)] }));
  fakeServer.answer({
    'member.remove': () => {
      state.view = openLink({ uses: 2, arrivals: [arrival(2)] });
      return { outcome: 'removed' };
    },
    'member.exclude': () => {
      throw new Refusal({ code: 'CHANGED_MEANWHILE', details: {} });
    },
  });
  const { user } = renderApp(`${base}/add/link`);
  await user.click(await screen.findByRole('button', { name: 'Remove Pupil 2' }));
  let dialog = within(await screen.findByRole('alertdialog'));
  dialog.getByText(words.removal.again);
  await user.click(dialog.getByRole('checkbox', { name: words.removal.keepOut }));
  await user.click(dialog.getByRole('button', { name: words.removal.confirm }));
  await dialog.findByText('Pupil 2 was not removed');
  await user.click(dialog.getByRole('button', { name: 'Cancel' }));
  await user.click(screen.getByRole('button', { name: 'Remove Pupil 1' }));
  dialog = within(await screen.findByRole('alertdialog'));
  await user.click(dialog.getByRole('button', { name: words.removal.confirm }));
  await waitFor(() => expect(screen.queryByText('pupil1@riverbend.example')).toBeNull());
  expect(fakeServer.callsOf('member.exclude')).toMatchObject([{ memberId: arrival(2).memberId, seq: 22 }]);
  expect(fakeServer.callsOf('member.remove')).toMatchObject([{ memberId: arrival(1).memberId, seq: 21 }]);
});

test('[B16] [LINK-8] an unusual rate is said on the board and on Details', async () => {
  const unusual = { at: '2026-11-23T08:59:00.000Z', arrivals: 61 };
  serverWith(openLink({ unusual, uses: 61 }));
  const { router } = renderApp(`${base}/add/link`);
  await screen.findByText(words.unusual.title);
  await router.navigate({ to: '/licenses/$licenseId', params: { licenseId: base.slice(-36) as never } });
  const card = within(await screen.findByRole('region', { name: /License link/ }));
  expect(await card.findByText(words.unusual.title)).toBeTruthy();
  card.getByText(words.state.open);
});

test('[LINK-3] what is over says so, and is opened again with a new time', async () => {
  const over = { hindrance: 'expired', expiresAt: '2026-11-23T08:59:00.000Z' } as const;
  serverWith(openLink(over));
  const { user } = renderApp(`${base}/add/link`);
  await screen.findByText(words.over.expired);
  await user.click(screen.getByRole('button', { name: words.over.again }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: words.form.save }));
  await waitFor(() => expect(screen.queryByText(words.over.expired)).toBeNull());
  expect(fakeServer.callsOf('link.change')).toMatchObject([{ enabled: true }]);
});

test('[LINK-6] large it shows the picture, the address and how many, and nobody’s name', async () => {
  serverWith(openLink({ uses: 1, arrivals: [arrival(1)] }));
  const { user } = renderApp(`${base}/add/link`);
  const [show] = await screen.findAllByRole('button', { name: words.code.show });
  if (show === undefined) throw new Error('There is no button');
  await user.click(show);
  const large = await screen.findByRole('dialog');
  within(large).getByText('rollcall.example/app/join/L-7K2M-9QXT-ABCD-EFGH-JKMN');
  within(large).getByText('1 person has joined');
  expect(large.textContent).not.toContain('Pupil 1');
});
