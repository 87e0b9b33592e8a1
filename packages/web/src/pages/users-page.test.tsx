// @vitest-environment jsdom
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeLive } from '../fixtures/fake-live.tsx';
import { fakeServer, NoAnswer, Refusal } from '../fixtures/fake-server.ts';
import { epoch, license, member, noCounts, ordinaryServer, packet, page } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { en } from '../words/en.ts';
import { memberWords } from '../words/parts/members.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const address = '/licenses/00000000-0000-4000-8000-000000000001/users';
const words = memberWords.users;

const emails = () => [...document.querySelectorAll('[data-member] th bdi')].map((cell) => cell.textContent);
const row = (email: string) => {
  const found = screen.getByText(email, { selector: 'th bdi' }).closest('tr');
  if (found === null) throw new Error(`There is no row for ${email}`);
  return within(found);
};

function serve(members: MemberView[], more: Parameters<typeof fakeServer.answer>[0] = {}) {
  const counts = { ...noCounts, student: { accepted: 1, invited: members.length, rejected: 0 } };
  fakeServer.answer({
    ...ordinaryServer(license({ counts })),
    'member.list': () => page(members),
    ...more,
  });
}

test('nobody yet: what to do about it; nobody of a status: how to see everybody', async () => {
  serve([]);
  const { user, router } = renderApp(address);
  await screen.findByRole('heading', { name: words.empty.title });
  await user.click(screen.getByRole('radio', { name: /^Rejected/ }));
  await screen.findByRole('heading', { name: words.emptyFilter.rejected.title });
  expect(router.state.location.search).toEqual({ status: 'rejected' });
  expect(fakeServer.callsOf('member.list').at(-1)).toMatchObject({
    filter: { statuses: ['rejected'] },
  });
});

test('a list that cannot be read says why, and is read again when asked', async () => {
  let broken = true;
  serve([], {
    'member.list': () => {
      if (broken) throw new Refusal({ code: 'THROTTLED', details: { retryAfterS: 30 } });
      return page([member(1)]);
    },
  });
  const { user } = renderApp(address);
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByText(/30 seconds/)).toBeTruthy();
  broken = false;
  await user.click(within(alert).getByRole('button', { name: en.ui.retry }));
  await waitFor(() => expect(emails()).toEqual(['p1@school.example']));
});

test('when more rows fail, those that were read stay, and only the rest is asked for again', async () => {
  let broken = true;
  serve([], {
    'member.list': ({ cursor }: { cursor: string | null }) => {
      if (cursor === null) return page([member(1)], { nextCursor: 'next' });
      if (broken) throw new Refusal({ code: 'LICENSE_NOT_ACTIVE', details: { phase: 'grace' } });
      return page([member(2)]);
    },
  });
  const { user } = renderApp(address);
  await screen.findByText(words.nextFailed);
  expect(emails()).toEqual(['p1@school.example']);
  broken = false;
  await user.click(screen.getByRole('button', { name: en.ui.retry }));
  await waitFor(() => expect(emails()).toEqual(['p1@school.example', 'p2@school.example']));
  expect(
    fakeServer.callsOf('member.list').filter((call) => (call as { cursor: unknown }).cursor === null),
  ).toHaveLength(1);
});

test('[LIVE-2] told rows appear, change and go without a read; a screen reader hears of many once', async () => {
  serve([member(1), member(2), member(3)]);
  renderApp(address);
  await waitFor(() => expect(emails()).toHaveLength(3));
  const before = document.querySelector('[data-member$="2"]');
  const joined = [1, 2, 3].map((number) => member(number, { status: 'accepted', seq: 11 }));
  for (const [index, one] of joined.entries()) {
    fakeLive.tell(
      packet(11 + index, {
        members: [{ ...one, seq: 11 + index }],
        happened: [{ type: 'member.joined', count: 1 }],
      }),
    );
  }
  fakeLive.tell(
    packet(14, { members: [member(0, { seq: 14 })], happened: [{ type: 'member.added', count: 1 }] }),
  );
  await waitFor(() => expect(emails()).toEqual([0, 1, 2, 3].map((number) => `p${number}@school.example`)));
  expect(row('p2@school.example').getByText(en.ui.status.accepted)).toBeTruthy();
  expect(document.querySelector('[data-member$="2"]')).toBe(before);
  fakeLive.tell(packet(15, { removed: [member(1).id] }));
  await waitFor(() => expect(row('p1@school.example').getByText(words.mark.left)).toBeTruthy());
  expect(row('p1@school.example').queryByRole('button')).toBeNull();
  expect(fakeServer.callsOf('member.list')).toHaveLength(1);
  await screen.findByText('3 people joined. 1 person was added.');
});

test('[LIST-10] who no longer matches stays where they are and says what they are now', async () => {
  serve([member(1), member(2)]);
  renderApp(`${address}?status=invited`);
  await waitFor(() => expect(emails()).toHaveLength(2));
  fakeLive.tell(packet(11, { members: [member(1, { status: 'accepted', seq: 11 })] }));
  await waitFor(() => expect(row('p1@school.example').getByText('is now Accepted')).toBeTruthy());
  expect(emails()).toEqual(['p1@school.example', 'p2@school.example']);
});

test('[LIVE-5] a packet without rows has the list read anew, and nothing that was read is lost meanwhile', async () => {
  let seq = 10;
  serve([], { 'member.list': () => page(seq === 10 ? [member(1)] : [member(0), member(1)], { seq }) });
  renderApp(address);
  await waitFor(() => expect(emails()).toEqual(['p1@school.example']));
  seq = 300;
  fakeLive.tell(packet(300, { from: 11, bulk: true }));
  expect(emails()).toEqual(['p1@school.example']);
  await waitFor(() => expect(emails()).toEqual(['p0@school.example', 'p1@school.example']));
});

test('[LIVE-3] a snapshot has everything read anew', async () => {
  serve([member(1)]);
  renderApp(address);
  await waitFor(() => expect(emails()).toHaveLength(1));
  serve([member(1), member(2)]);
  fakeLive.snapshot();
  await waitFor(() => expect(emails()).toHaveLength(2));
});

test('[LIVE-3] the licence is followed from where it was read', async () => {
  serve([member(1)]);
  renderApp(address);
  await waitFor(() => expect(emails()).toHaveLength(1));
  expect(fakeLive.watched()).toEqual([{ licenseId: license().id, known: { epoch, seq: 10 } }]);
});

async function choose(user: ReturnType<typeof renderApp>['user'], email: string, item: string) {
  await user.click(row(email).getByRole('button'));
  await user.click(await screen.findByRole('menuitem', { name: item }));
}

test('[ACCESS-5] a row that changed meanwhile closes the dialog, kindly, and shows what it is now', async () => {
  serve([member(1, { status: 'accepted' })], {
    'member.remove': () => {
      serve([member(1, { status: 'rejected', seq: 9 })]);
      throw new Refusal({ code: 'CHANGED_MEANWHILE', details: {} });
    },
  });
  const { user } = renderApp(address);
  await waitFor(() => expect(emails()).toHaveLength(1));
  await choose(user, 'p1@school.example', memberWords.member.remove);
  const dialog = await screen.findByRole('alertdialog');
  expect(within(dialog).getByText(memberWords.member.removeAccepted)).toBeTruthy();
  await user.click(within(dialog).getByRole('button', { name: memberWords.member.removeConfirm }));
  await screen.findByText(memberWords.member.changedMeanwhile);
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  await waitFor(() => expect(row('p1@school.example').getByText(en.ui.status.rejected)).toBeTruthy());
  expect(fakeServer.callsOf('member.remove')).toMatchObject([{ memberId: member(1).id, seq: 5 }]);
});

test('[INVITE-9] the reason of a decline stands in the row and where one is asked whether to invite again', async () => {
  const reason = 'I moved to another school';
  serve([member(1, { status: 'rejected', declineReason: reason }), member(2, { status: 'rejected' })]);
  const { user } = renderApp(address);
  const said = await screen.findByText(reason);
  expect(said.closest('[data-member]')?.getAttribute('data-member')).toBe(member(1).id);
  expect(screen.getAllByText(memberWords.member.declineReason, { exact: false })).toHaveLength(1);
  await user.click(within(said.closest('tr') as HTMLElement).getByRole('button'));
  await user.click(await screen.findByRole('menuitem', { name: memberWords.member.reinvite }));
  const dialog = await screen.findByRole('alertdialog');
  expect(within(dialog).getByText(reason)).toBeTruthy();
});

test('[PLAN-5] a click that got no answer can be repeated as the same request', async () => {
  let lost = true;
  serve([member(1)], {
    'member.withdraw': () => {
      if (lost) throw new NoAnswer();
      return { outcome: 'withdrawn' };
    },
  });
  const { user } = renderApp(address);
  await waitFor(() => expect(emails()).toHaveLength(1));
  await choose(user, 'p1@school.example', memberWords.member.withdraw);
  const dialog = await screen.findByRole('alertdialog');
  await user.click(within(dialog).getByRole('button', { name: memberWords.member.withdrawConfirm }));
  await within(dialog).findByText(en.app.unsure.title);
  lost = false;
  await user.click(within(dialog).getByRole('button', { name: memberWords.member.withdrawConfirm }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  const [first, second] = fakeServer.callsOf('member.withdraw') as { requestId: string }[];
  expect(first?.requestId).toBeTruthy();
  expect(second?.requestId).toBe(first?.requestId);
});

test('[INVITE-5] a reminder that comes too early says from when it may', async () => {
  serve([member(1)], {
    'member.remind': () => {
      throw new Refusal({ code: 'REMINDED_RECENTLY', details: { againAt: '2026-11-23T10:00:00.000Z' } });
    },
  });
  const { user } = renderApp(address);
  await waitFor(() => expect(emails()).toHaveLength(1));
  await choose(user, 'p1@school.example', memberWords.member.remind);
  await screen.findByText(/from Nov 23, 2026/);
});

test('a licence that is not there, or no longer theirs, is said plainly', async () => {
  serve([], {
    'license.get': () => {
      throw new Refusal({ code: 'NOT_FOUND', details: { noun: 'license' } });
    },
  });
  renderApp(address);
  expect(await screen.findByRole('heading', { name: en.license.gone.title })).toBeTruthy();
  expect(fakeServer.callsOf('license.get')).toHaveLength(1);
});
