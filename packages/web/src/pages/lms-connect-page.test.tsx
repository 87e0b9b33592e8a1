// @vitest-environment jsdom
import { uiWords } from '@rollcall/client/words/en.ts';
import type { DomainErrorShape } from '@rollcall/core/errors.ts';
import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeServer, NoAnswer, Refusal } from '../fixtures/fake-server.ts';
import { license, ordinaryServer } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { en } from '../words/en.ts';
import { lmsConnectWords } from '../words/parts/lms-connect.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const words = lmsConnectWords.lmsConnect;
const ticket = {
  licenseId: license().id,
  licenseName: 'Maria’s class',
  platformName: 'Canvas of Lakeview',
  teacherName: 'M. Garcia',
  courseTitle: 'Grade 6 science',
  isConnected: false,
};

function serve(more: Parameters<typeof fakeServer.answer>[0]) {
  fakeServer.answer({ ...ordinaryServer(license({ type: 'teacher' })), ...more });
}

test('[LMS-6] both sides are shown, and only the click connects', async () => {
  serve({ 'lms.readTicket': () => ticket, 'lms.connectTeacher': () => ({ ...ticket, isConnected: true }) });
  const { user } = renderApp('/lms-connect?ticket=abc');
  const card = within(await screen.findByRole('region', { name: /from Canvas of Lakeview/ }));
  for (const said of ['M. Garcia', 'Grade 6 science', 'Lena Ortiz', 'lena@school.example', 'Maria’s class'])
    card.getByText(said);
  expect(fakeServer.callsOf('lms.connectTeacher')).toEqual([]);
  await user.click(card.getByRole('button', { name: words.connect }));
  await screen.findByText(words.done.title);
  expect(fakeServer.callsOf('lms.connectTeacher')).toMatchObject([{ ticket: 'abc' }]);
  const link = screen.getByRole('link', { name: words.done.open });
  expect(link.getAttribute('href')).toContain('/add/assignment');
});

test('[LMS-6] without an answer the same click is the same request', async () => {
  let answers = false;
  serve({
    'lms.readTicket': () => ticket,
    'lms.connectTeacher': () => {
      if (!answers) throw new NoAnswer();
      return { ...ticket, isConnected: true };
    },
  });
  const { user } = renderApp('/lms-connect?ticket=abc');
  const connect = await screen.findByRole('button', { name: words.connect });
  await user.click(connect);
  await screen.findByText(en.app.unsure.title);
  answers = true;
  await user.click(connect);
  await screen.findByText(words.done.title);
  const ids = fakeServer
    .callsOf('lms.connectTeacher')
    .map((call) => (call as { requestId: string }).requestId);
  expect(new Set(ids).size).toBe(1);
});

test('who is connected already is told how to go on', async () => {
  serve({ 'lms.readTicket': () => ({ ...ticket, isConnected: true }) });
  renderApp('/lms-connect?ticket=abc');
  await screen.findByText(words.done.already);
  expect(screen.queryByRole('button', { name: words.connect })).toBeNull();
});

test('without a ticket the page says where it is opened from', async () => {
  serve({});
  renderApp('/lms-connect');
  expect(await screen.findByText(words.bad.none)).toBeTruthy();
});

const refusals: [string, DomainErrorShape][] = [
  ['too old, or of another’s licence', { code: 'NOT_FOUND', details: { noun: 'ticket' } }],
  ['not whole', { code: 'INVALID_INPUT', details: { issues: [] } }],
];
test.each(refusals)('[LMS-6] a ticket that is %s: what to do instead', async (_, shape) => {
  serve({
    'lms.readTicket': () => {
      throw new Refusal(shape);
    },
    'account.signOut': () => ({ ok: true }),
    'account.signInOptions': () => ({ issuers: [] }),
  });
  const { user } = renderApp('/lms-connect?ticket=abc');
  await screen.findByText(words.bad.gone);
  await user.click(screen.getByRole('button', { name: words.other }));
  expect(await screen.findByRole('heading', { name: uiWords.account.signIn.title })).toBeTruthy();
});

test('[LMS-6] whoever is signed out signs in first, at the same address, and nothing is asked before', async () => {
  serve({
    'account.me': () => null,
    'account.signInOptions': () => ({ issuers: [] }),
    'lms.readTicket': () => ticket,
  });
  const { router } = renderApp('/lms-connect?ticket=abc');
  await screen.findByRole('heading', { name: uiWords.account.signIn.title });
  expect(router.state.location.href).toContain('/lms-connect?ticket=abc');
  expect(fakeServer.callsOf('lms.readTicket')).toEqual([]);
});
