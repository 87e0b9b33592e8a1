// @vitest-environment jsdom
import { pasteLimit } from '@rollcall/core/members/split-addresses.ts';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeServer, NoAnswer, Refusal } from '../fixtures/fake-server.ts';
import { license, line, ordinaryServer, plan } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { en } from '../words/en.ts';
import { additionWords } from '../words/parts/additions.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const address = '/licenses/00000000-0000-4000-8000-000000000001/add/email';
const words = additionWords;
const invited = line(1, 'ana@school.example', 'invited');
const refused = line(2, 'nonsense', 'invalid_email');

const box = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: words.addByEmail.box });
const paste = async (text: string) => fireEvent.change(await box(), { target: { value: text } });
const press = async (user: ReturnType<typeof renderApp>['user'], name: string | RegExp) =>
  user.click(await screen.findByRole('button', { name }));

test('[INVITE-1] it says before anything is typed whether people will be invited or added', async () => {
  fakeServer.answer(ordinaryServer());
  renderApp(address);
  expect(await screen.findByText(words.addByEmail.mode.invite.title)).toBeTruthy();
});

test('[PLAN-1] the plan names each line with its number and reason before anything is done', async () => {
  fakeServer.answer({
    ...ordinaryServer(),
    'member.planAdd': () => plan([invited, { ...refused, reason: 'no_at_sign' }], 'first'),
  });
  const { user } = renderApp(address);
  await paste('ana@school.example\nnonsense');
  await press(user, words.addByEmail.review);
  await screen.findByRole('row', { name: /2 nonsense Not an e-mail address\. The @ sign is missing\./ });
  await screen.findByRole('button', { name: 'Invite 1 person' });
  expect(document.activeElement?.textContent).toBe(words.plan.title);
  expect(fakeServer.callsOf('member.add')).toEqual([]);
});

test('[PLAN-2] when the world changed, the new plan is shown and asked for again, as a new request', async () => {
  let world = 'first';
  fakeServer.answer({
    ...ordinaryServer(),
    'member.planAdd': () => plan([invited], 'first'),
    'member.add': ({ digest }: { digest: string }) => {
      if (digest === 'first') {
        world = 'second';
        const full = { ...invited, outcome: 'no_seat' as const };
        return { kind: 'plan_changed', plan: plan([full, line(2, 'ben@school.example', 'invited')], world) };
      }
      return { kind: 'done', lines: [invited, refused], outcomes: {} };
    },
  });
  const { user } = renderApp(address);
  await paste('ana@school.example\nben@school.example');
  await press(user, words.addByEmail.review);
  await press(user, 'Invite 1 person');
  await screen.findByText(words.plan.changedTitle);
  expect(screen.getByText('There is no seat for 1 person')).toBeTruthy();
  await press(user, 'Invite 1 person');
  await screen.findByRole('heading', { name: '1 person was invited' });
  const [first, second] = fakeServer.callsOf('member.add') as { digest: string; requestId: string }[];
  expect([first?.digest, second?.digest]).toEqual(['first', 'second']);
  expect(second?.requestId).not.toBe(first?.requestId);
});

test('[PLAN-5] after a lost answer the same request is sent again, and the list is still there', async () => {
  let lost = true;
  fakeServer.answer({
    ...ordinaryServer(),
    'member.planAdd': () => plan([invited], 'first'),
    'member.add': () => {
      if (lost) throw new NoAnswer();
      return { kind: 'done', lines: [invited], outcomes: {} };
    },
  });
  const { user } = renderApp(address);
  await paste('ana@school.example');
  await press(user, words.addByEmail.review);
  await press(user, 'Invite 1 person');
  await screen.findByText(en.app.unsure.text);
  lost = false;
  await press(user, 'Invite 1 person');
  await screen.findByRole('heading', { name: '1 person was invited' });
  const [first, second] = fakeServer.callsOf('member.add') as { requestId: string }[];
  expect(second?.requestId).toBe(first?.requestId);
});

test('[F04] a database that is lost on the way is no claim that nobody was added', async () => {
  fakeServer.answer({
    ...ordinaryServer(),
    'member.planAdd': () => plan([invited], 'first'),
    'member.add': () => {
      throw new Refusal({ code: 'UNAVAILABLE', details: {} });
    },
  });
  const { user } = renderApp(address);
  await paste('ana@school.example');
  await press(user, words.addByEmail.review);
  await press(user, 'Invite 1 person');
  await screen.findByText(en.app.unsure.title);
  expect(screen.getByText(en.refusal.UNAVAILABLE)).toBeTruthy();
  expect(screen.queryByText(words.plan.refused)).toBeNull();
});

test('what was typed outlives leaving the page, and ends when it has been added', async () => {
  fakeServer.answer({
    ...ordinaryServer(),
    'member.planAdd': () => plan([invited], 'first'),
    'member.add': () => ({ kind: 'done', lines: [invited], outcomes: {} }),
  });
  const first = renderApp(address);
  await paste('ana@school.example');
  await waitFor(() => expect(Object.values(sessionStorage)).toEqual(['ana@school.example']));
  first.unmount();
  const { user } = renderApp(address);
  expect((await box()).value).toBe('ana@school.example');
  await press(user, words.addByEmail.review);
  await press(user, 'Invite 1 person');
  await screen.findByRole('button', { name: words.done.addMore });
  await waitFor(() => expect(sessionStorage).toHaveLength(0));
});

test('the user type that was chosen last is chosen again', async () => {
  fakeServer.answer(ordinaryServer());
  const first = renderApp(address);
  await first.user.click(await screen.findByRole('radio', { name: /^Teacher/ }));
  first.unmount();
  renderApp(address);
  expect((await screen.findByRole<HTMLInputElement>('radio', { name: /^Teacher/ })).checked).toBe(true);
});

test('[PLAN-3] too many addresses are counted, not sent, and not lost', async () => {
  fakeServer.answer(ordinaryServer());
  const { user } = renderApp(address);
  const many = Array.from({ length: pasteLimit + 1 }, (_, index) => `p${index}@school.example`).join('\n');
  await paste(many);
  await screen.findByText('That is 1,001. At most 1,000 can be added here at a time.');
  await press(user, words.addByEmail.review);
  expect(fakeServer.callsOf('member.planAdd')).toEqual([]);
  expect((await box()).value).toBe(many);
});

test('ten megabytes are answered at once, and stay in the box', async () => {
  fakeServer.answer(ordinaryServer());
  const { user } = renderApp(address);
  const huge = 'a@school.example\n'.repeat(600_000);
  await paste(huge);
  await screen.findAllByText(words.addByEmail.tooLong);
  await press(user, words.addByEmail.review);
  expect(fakeServer.callsOf('member.planAdd')).toEqual([]);
  expect((await box()).value).toHaveLength(huge.length);
});

test('refused lines are copied whole, as they were pasted', async () => {
  const long = `${'x'.repeat(400)} not an address`;
  fakeServer.answer({
    ...ordinaryServer(),
    'member.planAdd': () => plan([invited], 'first'),
    'member.add': () => ({
      kind: 'done',
      lines: [invited, { ...refused, text: long.slice(0, 320) }],
      outcomes: {},
    }),
  });
  const { user } = renderApp(address);
  await paste(`ana@school.example\n${long}`);
  await press(user, words.addByEmail.review);
  await press(user, 'Invite 1 person');
  await press(user, words.done.copyRefused);
  expect(await navigator.clipboard.readText()).toBe(long);
});

test('[TERM-2] outside the term it says that nobody can be added, and offers no way to try', async () => {
  fakeServer.answer(ordinaryServer(license({ phase: 'grace' })));
  renderApp(address);
  await screen.findByText(words.addByEmail.closed.grace);
  expect(
    (await screen.findByRole<HTMLButtonElement>('button', { name: words.addByEmail.review })).disabled,
  ).toBe(true);
});

test('a refusal of the whole list is shown beside the box', async () => {
  fakeServer.answer({
    ...ordinaryServer(),
    'member.planAdd': () => {
      throw new Refusal({ code: 'UNAVAILABLE', details: {} });
    },
  });
  const { user } = renderApp(address);
  await paste('ana@school.example');
  await press(user, words.addByEmail.review);
  await screen.findByText(en.refusal.UNAVAILABLE);
  expect((await box()).value).toBe('ana@school.example');
});
