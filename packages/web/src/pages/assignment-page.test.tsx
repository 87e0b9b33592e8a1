// @vitest-environment jsdom
import type { LmsView } from '@rollcall/core/lti/contract.ts';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeLive } from '../fixtures/fake-live.tsx';
import { fakeServer, Refusal } from '../fixtures/fake-server.ts';
import { license, ordinaryServer, packet } from '../fixtures/fixtures.ts';
import {
  assignment,
  assignmentIdOf,
  deployment,
  draftPlatform,
  lms,
  platform,
} from '../fixtures/lms-fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { run, runIdOf } from '../fixtures/run-fixtures.ts';
import { assignmentWords } from '../words/parts/assignments.ts';
import { lmsWords } from '../words/parts/lms.ts';
import { methodWords } from '../words/parts/methods.ts';
import { runOutcomeWords } from '../words/parts/run-outcomes.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const add = '/licenses/00000000-0000-4000-8000-000000000001/add';
const words = assignmentWords.assignments;
const teacher = license({ type: 'teacher' });

function server(view: LmsView) {
  return { ...ordinaryServer(teacher), 'lms.get': () => view };
}
const nothing = lms({ platforms: [], assignments: [], teachers: [] });
const one = async (title: string) => within(await screen.findByRole('article', { name: title }));

test.each([
  ['nothing is registered', nothing, lmsWords.lms.standing.none],
  ['a draft', lms({ platforms: [draftPlatform()], assignments: [] }), lmsWords.lms.standing.draft],
  [
    'a place waits',
    lms({ platforms: [platform({ deployments: [deployment({ state: 'waiting' })] })] }),
    lmsWords.lms.standing.waiting,
  ],
  [
    'two assignments',
    lms({ assignments: [assignment(), assignment({ id: assignmentIdOf(2) })] }),
    '2 assignments',
  ],
] as const)('[LMS-5] the card of the method says how it stands: %s', async (_, view, said) => {
  fakeServer.answer(server(view));
  renderApp(add);
  const title = await screen.findByRole('heading', { name: methodWords.method.assignment.name });
  const card = within(title.closest('article') as HTMLElement);
  await card.findByText(said);
  expect(card.getByRole('link', { name: methodWords.method.assignment.action })).toBeTruthy();
});

test('the steps say what is done and what comes next', async () => {
  let view = nothing;
  fakeServer.answer({ ...ordinaryServer(teacher), 'lms.get': () => view });
  renderApp(`${add}/assignment`);
  const current = async () => {
    const heading = await screen.findByText(words.steps.next);
    return heading.closest('li')?.querySelector('h4')?.textContent;
  };
  expect(await current()).toContain(words.steps.register.title);
  view = lms({ assignments: [] });
  fakeLive.tell(
    packet(11, { license: { ...teacher, seq: 11 }, happened: [{ type: 'lms.changed', count: 1 }] }),
  );
  await waitFor(async () => expect(await current()).toContain(words.steps.place.title));
  expect(screen.getAllByText(words.steps.done)).toHaveLength(2);
});

test('somebody who comes by an assignment is counted while the page is looked at', async () => {
  let view = lms({ assignments: [assignment({ people: 0 })] });
  fakeServer.answer({ ...ordinaryServer(teacher), 'lms.get': () => view });
  renderApp(`${add}/assignment`);
  await (await one('Reading log')).findByText('Nobody yet');
  view = lms({ assignments: [assignment({ people: 1 })] });
  fakeLive.tell(
    packet(11, { license: { ...teacher, seq: 11 }, happened: [{ type: 'member.added', count: 1 }] }),
  );
  expect(await (await one('Reading log')).findByText('1 student')).toBeTruthy();
});

test('[LMS-3] closing says that nobody comes any more and that everybody stays, and it can be opened again', async () => {
  let view = lms();
  fakeServer.answer({
    ...ordinaryServer(teacher),
    'lms.get': () => view,
    'lms.changeAssignment': ({ change }) => {
      view = lms({ assignments: [assignment({ isOpen: change.isOpen })] });
      return view;
    },
  });
  const { user } = renderApp(`${add}/assignment`);
  await user.click((await one('Reading log')).getByRole('button', { name: 'Close Reading log' }));
  const dialog = within(await screen.findByRole('alertdialog'));
  dialog.getByText(words.one.closeText);
  expect(fakeServer.callsOf('lms.changeAssignment')).toEqual([]);
  await user.click(dialog.getByRole('button', { name: words.one.closeConfirm }));
  await (await one('Reading log')).findByText(words.one.closed);
  expect(screen.queryByRole('button', { name: /Enroll the class/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Open again: Reading log' }));
  await (await one('Reading log')).findByText(words.one.open);
});

test('the class is enrolled by a run that can be watched; a refusal is said beside the assignment', async () => {
  let view = lms();
  let fails = true;
  fakeServer.answer({
    ...ordinaryServer(teacher),
    'lms.get': () => view,
    'lms.readRoster': () => {
      if (fails) throw new Refusal({ code: 'UNAVAILABLE', details: {} });
      view = lms({ assignments: [assignment({ reading: runIdOf(7) })] });
      return run(7);
    },
  });
  const { user } = renderApp(`${add}/assignment`);
  const enroll = await screen.findByRole('button', { name: 'Enroll the class now: Reading log' });
  await user.click(enroll);
  await (await one('Reading log')).findByRole('alert');
  fails = false;
  await user.click(enroll);
  const watch = await screen.findByRole('link', { name: words.one.watch });
  expect(watch.getAttribute('href')).toContain(`/activity/${runIdOf(7)}`);
});

test('where the class is not shared that is said, and nothing offers to enroll it', async () => {
  fakeServer.answer(server(lms({ assignments: [assignment({ sharesRoster: false })] })));
  renderApp(`${add}/assignment`);
  await (await one('Reading log')).findByText(/does not share the list of the class/);
  expect(screen.queryByRole('button', { name: /Enroll the class/ })).toBeNull();
});

test('who is not seated is named with the reason, and whoever is kept out with the way out', async () => {
  const person = { assignmentTitle: 'Reading log', email: null };
  fakeServer.answer({
    ...server(lms({ assignments: [assignment({ notSeated: 2 })] })),
    'lms.notSeated': () => ({
      people: [
        { ...person, name: 'Ana Ruiz', why: 'no_seat' },
        { ...person, name: null, why: 'excluded' },
      ],
      nextCursor: null,
    }),
  });
  renderApp(`${add}/assignment`);
  const list = within(await screen.findByRole('list', { name: words.notSeated.list }));
  expect(list.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    `Ana Ruiz${words.notSeated.noEmail}Reading log${runOutcomeWords.runOutcome.done.no_seat}`,
    `${words.notSeated.noName}${words.notSeated.noEmail}Reading log${runOutcomeWords.runOutcome.done.excluded}`,
  ]);
  screen.getByRole('link', { name: words.notSeated.users });
});

test('[LMS-4] why the class could not be read is said until it could', async () => {
  const problem = { problem: 'roster_refused', at: '2026-11-22T09:00:00.000Z' } as const;
  let view = lms({ assignments: [assignment({ lastRosterProblem: problem })] });
  fakeServer.answer({ ...ordinaryServer(teacher), 'lms.get': () => view });
  renderApp(`${add}/assignment`);
  await (await one('Reading log')).findByText(/does not let Rollcall read the class/);
  view = lms({
    assignments: [assignment({ lastRosterProblem: problem, lastRosterAt: '2026-11-22T10:00:00.000Z' })],
  });
  fakeLive.tell(
    packet(11, { license: { ...teacher, seq: 11 }, happened: [{ type: 'lms.rosterRead', count: 1 }] }),
  );
  await waitFor(() => expect(screen.queryByText(words.one.problem)).toBeNull());
});

test('[METHOD-3] on another type of licence the page says why it does not fit', async () => {
  fakeServer.answer(ordinaryServer(license({ type: 'district' })));
  renderApp(`${add}/assignment`);
  expect(await screen.findByText(methodWords.fit.reason.teacher_license_only)).toBeTruthy();
  expect(fakeServer.callsOf('lms.get')).toEqual([]);
});
