// @vitest-environment jsdom
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { startSelectionInput } from '@rollcall/core/runs/contract.ts';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeLive } from '../fixtures/fake-live.tsx';
import { fakeServer } from '../fixtures/fake-server.ts';
import { epoch, license, member, noCounts, ordinaryServer, packet, page } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { run } from '../fixtures/run-fixtures.ts';
import { memberWords } from '../words/parts/members.ts';
import { personWords } from '../words/parts/person.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const address = '/licenses/00000000-0000-4000-8000-000000000001/users';
const words = memberWords.users;
const tick = (number: number) =>
  screen.getByRole('checkbox', { name: `Select p${number}@school.example` }) as HTMLInputElement;

function serve(members: MemberView[], more: Parameters<typeof fakeServer.answer>[0] = {}) {
  const counts = { ...noCounts, student: { accepted: 0, invited: members.length, rejected: 0 } };
  fakeServer.answer({
    ...ordinaryServer(license({ counts })),
    'member.list': () => page(members),
    'run.startSelection': () => run(7, { kind: 'remove' }),
    'run.get': () => run(7, { kind: 'remove' }),
    'run.rows': () => ({ rows: [], nextCursor: null }),
    ...more,
  });
}

async function open(path = address) {
  const app = renderApp(path);
  await screen.findByRole('grid', {}, { timeout: 10_000 });
  await screen.findByRole('rowheader', { name: /^p1@/ });
  return app;
}

const started = () =>
  fakeServer.callsOf('run.startSelection').map((input) => startSelectionInput.parse(input));

test('rows are ticked one by one, and with Shift all between two; a plan is asked for exactly them', async () => {
  serve([1, 2, 3, 4, 5].map((number) => member(number)));
  const { user } = await open();
  await user.click(tick(1));
  await user.keyboard('{Shift>}');
  await user.click(tick(4));
  await user.keyboard('{/Shift}');
  await user.click(tick(2));
  await screen.findByText('3 people selected');
  await user.click(screen.getByRole('button', { name: memberWords.member.withdraw }));
  await screen.findByRole('dialog');
  expect(started()).toMatchObject([
    {
      verb: 'withdraw',
      userType: null,
      selection: { kind: 'some', memberIds: [1, 3, 4].map((number) => member(number).id) },
    },
  ]);
});

test('[LIST-11] all that match are sent as filter and number, less those unticked, and not as what is loaded', async () => {
  const first = Array.from({ length: 100 }, (_, index) => member(index + 1));
  serve(first, {
    'member.list': () => page(first, { nextCursor: 'next' }),
    'member.places': () => ({ total: 1_203, isExact: true, every: 100, cursors: [], seq: 10, epoch }),
  });
  const { user } = await open(`${address}?source=csv`);
  await screen.findByText('1,203 people match');
  await user.click(tick(1));
  await user.click(screen.getByRole('button', { name: 'Select all 1,203' }));
  await user.click(tick(2));
  await screen.findByText('1,202 people selected');
  await user.click(screen.getByRole('button', { name: memberWords.member.change_type }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('radio', { name: /^Teacher/ }));
  await user.click(within(dialog).getByRole('button', { name: words.changeType.continue }));
  await waitFor(() => expect(started()).toHaveLength(1));
  expect(started()).toMatchObject([
    {
      verb: 'change_type',
      userType: 'teacher',
      selection: { kind: 'all', seq: 10, filter: { sources: ['csv'] }, except: [member(2).id] },
    },
  ]);
});

test('what exists for nobody who is ticked cannot be chosen', async () => {
  serve([member(1, { status: 'rejected' }), member(2)]);
  const { user } = await open();
  await user.click(tick(1));
  const button = (name: string) => screen.getByRole('button', { name }) as HTMLButtonElement;
  expect(button(memberWords.member.remind).disabled).toBe(true);
  expect(button(memberWords.member.reinvite).disabled).toBe(false);
  await user.click(tick(2));
  expect(button(memberWords.member.remind).disabled).toBe(false);
  await user.click(button(words.bulk.clear));
  expect(screen.queryByRole('button', { name: memberWords.member.remind })).toBeNull();
});

test('[LIST-9] [LIST-10] arrows move, Space ticks, Enter opens; the focus stays with its person when others come', async () => {
  serve(
    [1, 2, 3].map((number) => member(number)),
    { 'member.panel': () => new Promise(() => {}) },
  );
  const { user } = await open();
  const focused = () => document.activeElement?.getAttribute('data-member');
  screen.getByRole('rowheader', { name: /^p1@/ }).closest('tr')?.focus();
  await user.keyboard('{ArrowDown}');
  expect(focused()).toBe(member(2).id);
  await user.keyboard(' ');
  expect(tick(2).checked).toBe(true);
  fakeLive.tell(
    packet(11, { members: [member(0, { seq: 11 })], happened: [{ type: 'member.added', count: 1 }] }),
  );
  // Somebody works in the list: the new person is announced and does not push it.
  await screen.findByRole('button', { name: '1 new person: show' });
  expect(screen.queryByRole('rowheader', { name: /^p0@/ })).toBeNull();
  expect(focused()).toBe(member(2).id);
  await user.keyboard('{End}');
  expect(focused()).toBe(member(3).id);
  await user.keyboard('{Home}{Enter}');
  const panel = await screen.findByRole('dialog');
  expect(within(panel).getByText('p1@school.example')).toBeTruthy();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(focused()).toBe(member(1).id));
  await user.click(screen.getByRole('button', { name: '1 new person: show' }));
  await screen.findByRole('rowheader', { name: /^p0@/ });
});

test('[LIST-7] the panel says why somebody is here, what has happened and what removing would do', async () => {
  const row = member(1, { status: 'accepted', name: 'Ana Ruiz' });
  serve([row], {
    'member.panel': () => ({
      member: row,
      sources: [
        {
          kind: 'ou',
          addedBy: 'Lena Ortiz',
          startedAt: '2026-09-01T08:00:00.000Z',
          endedAt: null,
          reference: '/Pupils',
        },
      ],
      history: [{ at: '2026-09-01T08:00:00.000Z', what: 'added', by: 'Lena Ortiz', run: 12 }],
      removal: { ends: [], wouldComeBackBy: ['ou'], mayComeBackBy: [] },
    }),
  });
  const { user } = await open();
  await user.click(screen.getByText('Ana Ruiz', { selector: 'td bdi' }));
  const panel = await screen.findByRole('dialog', { name: 'Ana Ruiz' });
  await within(panel).findByText('/Pupils');
  within(panel).getByText('Added by Lena Ortiz, Sep 1, 2026');
  within(panel).getByText(/would come back by: Google OU/);
  within(panel).getByText('(run 12)');
  expect(within(panel).getByRole('button', { name: memberWords.member.remove })).toBeTruthy();
});

test('[LIST-8] user types that look wrong are pointed at until a plan has changed them', async () => {
  const group = {
    pattern: { domain: 'pupils.example', shape: 'with_number' },
    looksLike: 'student',
    inPattern: 400,
    ofThatType: 362,
    count: 38,
    filter: null,
    memberIds: [member(1).id],
    examples: ['ana12@pupils.example'],
  };
  let groups = [group];
  serve([member(1)], { 'member.typeSuspects': () => ({ groups }) });
  const { user } = await open();
  await screen.findByText('38 people may have the wrong user type');
  await user.click(screen.getByRole('button', { name: personWords.finder.look }));
  const dialog = await screen.findByRole('dialog', { name: personWords.finder.heading });
  within(dialog).getByText('38 people at pupils.example with a number in the address');
  await user.click(within(dialog).getByRole('button', { name: 'Change to Student' }));
  await waitFor(() => expect(started()).toHaveLength(1));
  expect(started()).toMatchObject([
    { verb: 'change_type', userType: 'student', selection: { kind: 'some', memberIds: [member(1).id] } },
  ]);
  groups = [];
  await screen.findByRole('dialog', { name: /#7$/ });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByText('38 people may have the wrong user type')).toBeNull());
});
