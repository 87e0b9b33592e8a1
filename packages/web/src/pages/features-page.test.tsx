// @vitest-environment jsdom
import type { ExceptionLine, ExceptionPlan } from '@rollcall/core/features/contract.ts';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeLive } from '../fixtures/fake-live.tsx';
import { fakeServer, NoAnswer, Refusal } from '../fixtures/fake-server.ts';
import {
  featurePage,
  featuresOfPerson,
  noCommentsForStudents,
  personWithExceptions,
} from '../fixtures/feature-fixtures.ts';
import { ordinaryServer, packet } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { featureWords } from '../words/parts/features.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const base = '/licenses/00000000-0000-4000-8000-000000000001';
const words = featureWords.features;
const commentsForStudents = () => screen.findByRole('switch', { name: 'Comments for Students' });

function open(more: Record<string, (input: never) => unknown> = {}) {
  fakeServer.answer({ ...ordinaryServer(), ...more });
  return renderApp(`${base}/features`);
}

test('[FEATURE-4] a switch is saved at once, and the page says who switched off and who has it all the same', async () => {
  let page = featurePage();
  const { user } = open({
    'feature.get': () => page,
    'feature.changeType': () => {
      page = featurePage([{ ...noCommentsForStudents, exceptionsOn: 2 }], 2);
      return { ok: true };
    },
  });
  expect((await commentsForStudents()).getAttribute('aria-checked')).toBe('true');
  await user.click(await commentsForStudents());
  await screen.findByText('Off since Nov 20, 2026, by Dana Kim');
  expect((await commentsForStudents()).getAttribute('aria-checked')).toBe('false');
  screen.getByText('2 people have it all the same');
  expect(fakeServer.callsOf('feature.changeType')).toEqual([
    {
      licenseId: expect.any(String),
      userType: 'student',
      feature: 'comments',
      isOn: false,
      requestId: expect.any(String),
    },
  ]);
});

test('a switch that was not saved goes back, says so, and the next press is the same request', async () => {
  let tries = 0;
  const { user } = open({
    'feature.changeType': () => {
      tries += 1;
      if (tries === 1) throw new NoAnswer();
      return { ok: true };
    },
  });
  await user.click(await commentsForStudents());
  await screen.findByRole('alert');
  expect((await commentsForStudents()).getAttribute('aria-checked')).toBe('true');
  await user.click(await commentsForStudents());
  await waitFor(() => expect(fakeServer.callsOf('feature.changeType')).toHaveLength(2));
  const [first, second] = fakeServer.callsOf('feature.changeType');
  expect(second).toEqual(first);
});

test('[FEATURE-7] what another admin switches is on this screen without a reload', async () => {
  let page = featurePage();
  open({ 'feature.get': () => page });
  expect((await commentsForStudents()).getAttribute('aria-checked')).toBe('true');
  page = featurePage([noCommentsForStudents]);
  fakeLive.tell(packet(11, { happened: [{ type: 'features.changed', count: 1 }] }));
  await waitFor(async () => expect((await commentsForStudents()).getAttribute('aria-checked')).toBe('false'));
});

test('exceptions are listed, searched, and taken back', async () => {
  let people = [
    personWithExceptions(1, { name: 'Ana Ruiz' }),
    personWithExceptions(2, { exceptions: { comments: 'off', exportDocument: 'on' } }),
  ];
  const { user } = open({
    'feature.get': () => featurePage([], people.length),
    'feature.listPeople': ({ search }: { search: string | null }) => ({
      people: people.filter(({ name }) => search === null || name?.includes(search)),
      nextCursor: null,
    }),
    'feature.changePerson': () => {
      people = people.slice(0, 1);
      return { ok: true };
    },
  });
  const list = within(await screen.findByRole('list', { name: words.exceptions.list }));
  list.getByText('Export: on');
  await user.click(list.getByRole('button', { name: 'Take back the exceptions of p2@school.example' }));
  await screen.findByText('1 person has exceptions.');
  expect(fakeServer.callsOf('feature.changePerson')).toMatchObject([
    { changes: { comments: 'as_type', exportDocument: 'as_type' } },
  ]);
  await waitFor(() => expect(document.activeElement?.textContent).toBe('1 person has exceptions.'));
  await user.type(screen.getByRole('searchbox', { name: words.exceptions.search }), 'Nobody');
  await screen.findByText(words.exceptions.noMatch);
});

test('[FEATURE-4] one person is changed beside the list: as the type, on or off', async () => {
  let rule = featuresOfPerson({
    feature: 'comments',
    rule: 'off',
    isOn: false,
    setBy: 'Dana Kim',
    setAt: '2026-11-21T10:00:00.000Z',
  });
  const { user } = open({
    'feature.get': () => featurePage([], 1),
    'feature.listPeople': () => ({ people: [personWithExceptions(1)], nextCursor: null }),
    'feature.getPerson': () => rule,
    'feature.changePerson': () => {
      rule = featuresOfPerson();
      return { ok: true };
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Change the features of p1@school.example…' }));
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByText('Exception by Dana Kim, Nov 21, 2026');
  const comments = within(dialog.getByRole('group', { name: 'Comments Off' }));
  await user.click(comments.getByRole('radio', { name: 'As student (on)' }));
  await dialog.findByRole('group', { name: 'Comments On' });
  expect(fakeServer.callsOf('feature.changePerson')).toMatchObject([{ changes: { comments: 'as_type' } }]);
});

const line = (number: number, outcome: ExceptionLine['outcome'], reason: string | null = null) => ({
  line: number,
  text: `p${number}@school.example`,
  email: `p${number}@school.example`,
  outcome,
  reason,
});
function planOf(...lines: ExceptionLine[]): ExceptionPlan {
  return { lines, outcomes: {}, digest: `${lines.length} lines` };
}

async function fillIn(user: ReturnType<typeof renderApp>['user']) {
  await user.type(await screen.findByRole('textbox', { name: words.many.box }), 'p1@school.example');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Comments' }), 'off');
  await user.click(screen.getByRole('button', { name: words.many.review }));
}

test('[FEATURE-6] pasted people are planned, confirmed, answered line by line, and can be taken back', async () => {
  const plan = planOf(line(1, 'changed'), line(2, 'not_member'), line(3, 'invalid_email', 'no_at_sign'));
  const { user } = open({
    'feature.planPeople': () => plan,
    'feature.changePeople': () => ({ kind: 'done', lines: plan.lines, outcomes: {} }),
  });
  await fillIn(user);
  const confirm = await screen.findByRole('button', { name: 'Change 1 person' });
  screen.getByText('Is not on this license');
  screen.getByText('Not an e-mail address. The @ sign is missing.');
  screen.getByText('Comments: off');
  expect(fakeServer.callsOf('feature.changePeople')).toEqual([]);
  await user.click(confirm);
  await screen.findByRole('heading', { name: '1 person was changed' });
  expect(fakeServer.callsOf('feature.changePeople')).toMatchObject([
    { text: 'p1@school.example', changes: { comments: 'off' }, digest: plan.digest },
  ]);
  await user.click(screen.getByRole('button', { name: words.many.takeBack }));
  await screen.findByText('Comments: as their user type');
  expect(fakeServer.callsOf('feature.planPeople')).toMatchObject([
    { changes: { comments: 'off' } },
    { text: 'p1@school.example', changes: { comments: 'as_type' } },
  ]);
});

test('[FEATURE-6] a plan that is out of date is shown anew; what was pasted is still in the box', async () => {
  const { user } = open({
    'feature.planPeople': () => planOf(line(1, 'changed')),
    'feature.changePeople': () => ({ kind: 'plan_changed', plan: planOf(line(1, 'not_member')) }),
  });
  await fillIn(user);
  await user.click(await screen.findByRole('button', { name: 'Change 1 person' }));
  await screen.findByText(words.many.changedText);
  screen.getByText(words.many.nothing);
  await user.click(screen.getByRole('button', { name: words.many.backToBox }));
  expect(await screen.findByRole('textbox', { name: words.many.box })).toHaveProperty(
    'value',
    'p1@school.example',
  );
});

test('an empty box, nothing chosen and a refusal each say what to do, and lose nothing', async () => {
  const { user } = open({
    'feature.planPeople': () => {
      throw new Refusal({ code: 'TOO_MANY_ADDRESSES', details: { found: 1200, limit: 1000 } });
    },
  });
  await user.click(await screen.findByRole('button', { name: words.many.review }));
  screen.getByText(words.many.empty);
  screen.getByText(words.many.noChoice);
  expect(fakeServer.callsOf('feature.planPeople')).toEqual([]);
  await fillIn(user);
  await screen.findByText(words.many.planFailed);
  expect(screen.getByRole('textbox', { name: words.many.box })).toHaveProperty('value', 'p1@school.example');
});
