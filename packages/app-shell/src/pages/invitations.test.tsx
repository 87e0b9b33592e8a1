// @vitest-environment jsdom
import { fakeApi, unreachable } from '@rollcall/client/fixtures/fake-api.ts';
import { maria } from '@rollcall/client/fixtures/person.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { accepted, inboxOf, invite, memberIdOf } from '../fixtures/inbox.ts';
import { LiveStandIn } from '../fixtures/live-stand-in.ts';
import { renderForMaria, toastTitles } from '../fixtures/render-app.tsx';
import { en } from '../words/en.ts';
import { DocumentPage } from './document-page.tsx';

const live = vi.hoisted(() => ({ current: undefined as LiveStandIn | undefined }));
vi.mock('@rollcall/client/live/live-provider.tsx', () => {
  const hook = (name: keyof LiveStandIn['provider']) => () => live.current?.provider[name]();
  return {
    useInbox: hook('useInbox'),
    useConnection: hook('useConnection'),
    useInboxRefresh: hook('useInboxRefresh'),
    useInboxFallback: hook('useInboxFallback'),
    useReportShown: hook('useReportShown'),
  };
});

const line = new LiveStandIn();
live.current = line;

const api = fakeApi({
  'account.me': () => maria,
  'invite.join': () => ({ state: 'accepted' }),
  'invite.decline': () => ({ state: 'rejected' }),
  'invite.dismiss': () => ({ state: 'invited' }),
  'document.comments': () => [],
});

beforeEach(() => line.reset());
afterEach(cleanup);

function open() {
  renderForMaria(<DocumentPage />);
  return userEvent.setup();
}
const tell = (...args: Parameters<LiveStandIn['tell']>) => act(async () => line.tell(...args));
const popUp = () => screen.findByRole('dialog');
const noDialog = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

test('[INVITE-7] an invite appears by itself: by whom, which district and license, as what, and what it means', async () => {
  open();
  await tell(inboxOf());
  await tell(inboxOf(invite(1)));
  const dialog = await popUp();
  for (const word of [
    'Lena Ortiz invites you',
    'License 1',
    'Lakeview Public Schools',
    'Teacher',
    'School license',
  ])
    expect(dialog.textContent).toContain(word);
  expect(dialog.textContent).toContain('switches on comments, voice notes and export');
});

test('the focus goes into the dialog, but not onto an answer', async () => {
  open();
  await tell(inboxOf(invite(1)));
  const dialog = await popUp();
  await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  expect(document.activeElement?.tagName).toBe('DIV');
});

test('an invite does not take the words of somebody who is typing', async () => {
  const user = open();
  await tell(inboxOf(accepted(2)));
  const field = await screen.findByLabelText('New comment');
  await user.type(field, 'half ');
  await tell(inboxOf(accepted(2), invite(1)));
  await popUp();
  await user.keyboard('typed{Escape}');
  expect(field).toHaveProperty('value', 'half typed');
  expect(document.activeElement).toBe(field);
  expect(screen.queryByRole('dialog')).not.toBeNull();
  expect(api.calls('invite.dismiss')).toEqual([]);
});

test('[INVITE-4] Escape closes for good: the server is told, and the menu keeps the invite', async () => {
  const user = open();
  await tell(inboxOf(invite(1)));
  await popUp();
  await user.keyboard('{Escape}');
  await noDialog();
  await waitFor(() =>
    expect(api.calls('invite.dismiss')).toEqual([{ memberId: memberIdOf(1), requestId: expect.any(String) }]),
  );
  await tell(inboxOf(invite(1, { popUp: false, seq: 2 })));
  await user.click(await screen.findByRole('button', { name: 'Menu 1 license invite' }));
  await user.click(await screen.findByRole('menuitem', { name: /License Invites/ }));
  expect(await screen.findByRole('button', { name: 'Join License 1' })).toBeTruthy();
});

test('[INVITE-4] a closing that fails on the way is repeated as the same request', async () => {
  let tries = 0;
  api.answer({
    'invite.dismiss': () => {
      tries += 1;
      if (tries === 1) throw unreachable;
      return { state: 'invited' };
    },
  });
  const user = open();
  await tell(inboxOf(invite(1)));
  await popUp();
  await user.click(screen.getByRole('button', { name: 'Close' }));
  await noDialog();
  await waitFor(() => expect(api.calls('invite.dismiss')).toHaveLength(2));
  const [first, second] = api.calls('invite.dismiss');
  expect(second).toEqual(first);
});

test('[INVITE-5] a reminder brings a closed pop-up back', async () => {
  const user = open();
  await tell(inboxOf(invite(1)));
  await popUp();
  await user.keyboard('{Escape}');
  await noDialog();
  await tell(inboxOf(invite(1, { popUp: false, seq: 2 })));
  await tell(inboxOf(invite(1, { seq: 3 })));
  await popUp();
});

test('[I3] Join that failed on the way is repeated with the same request id', async () => {
  let tries = 0;
  api.answer({
    'invite.join': () => {
      tries += 1;
      if (tries === 1) throw unreachable;
      return { state: 'accepted' };
    },
  });
  const user = open();
  await tell(inboxOf(invite(1)));
  const dialog = await popUp();
  await user.click(within(dialog).getByRole('button', { name: 'Join' }));
  await within(dialog).findByText(en.refusal.unreachable);
  await user.click(within(dialog).getByRole('button', { name: 'Join' }));
  await waitFor(() => expect(api.calls('invite.join')).toHaveLength(2));
  const [first, second] = api.calls('invite.join');
  expect(second).toEqual(first);
});

test('[INVITE-9] declining is a second step and may carry a reason; another reason is another request', async () => {
  let refused = false;
  api.answer({
    'invite.decline': () => {
      if (refused) return { state: 'rejected' };
      refused = true;
      throw new DomainError('UNAVAILABLE', {});
    },
  });
  const user = open();
  await tell(inboxOf(invite(1)));
  const dialog = await popUp();
  await user.click(within(dialog).getByRole('button', { name: 'Decline' }));
  expect(api.calls('invite.decline')).toEqual([]);
  await user.type(within(dialog).getByRole('textbox'), 'wrong school');
  await user.click(within(dialog).getByRole('button', { name: 'Decline the invitation' }));
  await within(dialog).findByText(en.refusal.UNAVAILABLE);
  await user.type(within(dialog).getByRole('textbox'), ', sorry');
  await user.click(within(dialog).getByRole('button', { name: 'Decline the invitation' }));
  await waitFor(() => expect(api.calls('invite.decline')).toHaveLength(2));
  const [first, second] = api.calls('invite.decline') as { reason: string; requestId: string }[];
  expect([first?.reason, second?.reason]).toEqual(['wrong school', 'wrong school, sorry']);
  expect(second?.requestId).not.toBe(first?.requestId);
});

test('[B02] an invite of somebody else is refused with who is signed in', async () => {
  api.answer({
    'invite.join': () => {
      throw new DomainError('NOT_FOUND', { noun: 'invite' });
    },
  });
  const user = open();
  await tell(inboxOf(invite(1)));
  const dialog = await popUp();
  await user.click(within(dialog).getByRole('button', { name: 'Join' }));
  await within(dialog).findByText(/you are signed in as maria\.santos@lakeview\.example/);
  expect(line.refreshed).toBeGreaterThan(0);
});

test('[INVITE-8] the opposite answer, given in another window, is told', async () => {
  api.answer({
    'invite.join': () => {
      throw new DomainError('INVITE_CLOSED', { now: 'rejected' });
    },
  });
  const user = open();
  await tell(inboxOf(invite(1)));
  const dialog = await popUp();
  await user.click(within(dialog).getByRole('button', { name: 'Join' }));
  expect(await within(dialog).findByText(en.invites.closedRejected)).toBeTruthy();
});

test('[B08] a license that has ended meanwhile says whom to ask', async () => {
  api.answer({
    'invite.join': () => {
      throw new DomainError('LICENSE_NOT_ACTIVE', { phase: 'dormant' });
    },
  });
  const user = open();
  await tell(inboxOf(invite(1)));
  const dialog = await popUp();
  await user.click(within(dialog).getByRole('button', { name: 'Join' }));
  expect(await within(dialog).findByText(/Ask Lena Ortiz about it/)).toBeTruthy();
});

test('[INVITE-7] an invite that is withdrawn while it is looked at closes by itself and says so', async () => {
  open();
  await tell(inboxOf(invite(1)));
  await popUp();
  await tell(inboxOf(invite(1, { state: 'ended', popUp: false, seq: 2 })));
  await noDialog();
  await waitFor(() => expect(toastTitles()).toEqual(['The invitation to License 1 is no longer open']));
});

test('[INVITE-7] what another window answers closes this one', async () => {
  open();
  await tell(inboxOf(invite(1)));
  await popUp();
  await tell(inboxOf(accepted(1, { seq: 2 })));
  await noDialog();
  await waitFor(() => expect(toastTitles()).toEqual(['You are on License 1']));
});

test('several invites come one after another, and a new one does not push away the one in hand', async () => {
  open();
  await tell(inboxOf(invite(2)));
  await screen.findByText('to use the license License 2.');
  await tell(inboxOf(invite(1), invite(2)));
  expect((await popUp()).textContent).toContain('License 2');
  expect((await popUp()).textContent).toContain('Invitation 2 of 2');
  await tell(inboxOf(invite(1), accepted(2, { seq: 2 })));
  await screen.findByText('to use the license License 1.');
});

test('[INVITE-6] an invite is reported as shown once it is on a screen that is in front', async () => {
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  open();
  await tell(inboxOf(invite(1)));
  await popUp();
  expect(line.shown).toEqual([]);
  visibility.mockReturnValue('visible');
  await act(async () => void document.dispatchEvent(new Event('visibilitychange')));
  expect(line.shown).toEqual([memberIdOf(1)]);
  visibility.mockRestore();
});

test('[E12] markup in names is text', async () => {
  open();
  await tell(inboxOf(invite(1, { invitedBy: '<img src=x onerror=alert(1)>', licenseName: '<b>bold</b>' })));
  const dialog = await popUp();
  expect(dialog.textContent).toContain('<b>bold</b>');
  expect(dialog.querySelector('b, img')).toBeNull();
});
