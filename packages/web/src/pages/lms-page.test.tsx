// @vitest-environment jsdom
import type { LmsView } from '@rollcall/core/lti/contract.ts';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeLive } from '../fixtures/fake-live.tsx';
import { fakeServer, NoAnswer } from '../fixtures/fake-server.ts';
import { license, ordinaryServer, packet } from '../fixtures/fixtures.ts';
import {
  assignment,
  connectedTeacher,
  deployment,
  draftPlatform,
  lms,
  platform,
  platformIdOf,
} from '../fixtures/lms-fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { lmsWords } from '../words/parts/lms.ts';
import { methodWords } from '../words/parts/methods.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const address = '/licenses/00000000-0000-4000-8000-000000000001/lms';
const words = lmsWords.lms;
const teacher = license({ type: 'teacher' });

function server(view: LmsView) {
  return { ...ordinaryServer(teacher), 'lms.get': () => view };
}
const cardOf = async (name: string) => within(await screen.findByRole('region', { name }));

test('with none yet the page says how it begins, and a name begins it', async () => {
  let view = lms({ platforms: [], assignments: [], teachers: [] });
  fakeServer.answer({
    ...ordinaryServer(teacher),
    'lms.get': () => view,
    'lms.addPlatform': () => {
      view = { ...view, platforms: [draftPlatform()] };
      return draftPlatform();
    },
  });
  const { user } = renderApp(address);
  await screen.findByText(words.none.title);
  await user.click(screen.getByRole('button', { name: words.add.submit }));
  await screen.findByText(words.add.empty);
  expect(fakeServer.callsOf('lms.addPlatform')).toEqual([]);
  await user.type(screen.getByRole('textbox', { name: words.add.label }), ' Moodle {Enter}');
  await cardOf('Moodle');
  expect(fakeServer.callsOf('lms.addPlatform')).toMatchObject([{ name: 'Moodle' }]);
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Moodle'));
});

test('[LMS-1] a registration address is shown once it is made, with until when it works', async () => {
  fakeServer.answer({
    ...server(lms({ platforms: [draftPlatform()], assignments: [], teachers: [] })),
    'lms.invite': () => ({
      registrationUrl: 'https://rollcall.example/lti/register/abc',
      endsAt: '2026-11-29T08:00:00.000Z',
    }),
  });
  const { user } = renderApp(address);
  const card = await cardOf('Moodle');
  await user.click(card.getByRole('button', { name: words.byUrl.make }));
  await card.findByText('https://rollcall.example/lti/register/abc');
  card.getByText(/It works once, until Nov 29, 2026/);
  expect(card.getByRole('button', { name: words.byUrl.copy })).toBeTruthy();
  expect(fakeServer.callsOf('lms.invite')).toMatchObject([{ platformId: platformIdOf(2) }]);
});

test('[LMS-1] an address that was made before is not shown again, and a new one ends it', async () => {
  const invited = draftPlatform({ invitationEndsAt: '2026-11-29T08:00:00.000Z' });
  fakeServer.answer(server(lms({ platforms: [invited], assignments: [], teachers: [] })));
  renderApp(address);
  const card = await cardOf('Moodle');
  card.getByText(/works until Nov 29, 2026.*the old one then stops working/);
  expect(card.getByRole('button', { name: words.byUrl.again })).toBeTruthy();
});

test('by hand: what is wrong is said beside its field, and what was typed stays when there is no answer', async () => {
  fakeServer.answer({
    ...server(lms({ platforms: [draftPlatform()], assignments: [], teachers: [] })),
    'lms.registerByHand': () => {
      throw new NoAnswer();
    },
  });
  const { user } = renderApp(address);
  const card = await cardOf('Moodle');
  card.getByText(draftPlatform().tool.launchUrl);
  const fill = (label: string, text: string) => user.type(card.getByRole('textbox', { name: label }), text);
  await fill(words.byHand.issuer, 'moodle.example');
  await user.click(card.getByRole('button', { name: words.byHand.submit }));
  await card.findByText(words.byHand.notAddress);
  expect(document.activeElement).toBe(card.getByRole('textbox', { name: words.byHand.issuer }));
  await user.clear(card.getByRole('textbox', { name: words.byHand.issuer }));
  await fill(words.byHand.issuer, 'https://moodle.example');
  await fill(words.byHand.clientId, 'abc');
  await fill(words.byHand.authorisationUrl, 'https://moodle.example/auth');
  await fill(words.byHand.tokenUrl, 'https://moodle.example/token');
  await fill(words.byHand.publicKeysUrl, 'https://moodle.example/certs');
  await user.click(card.getByRole('button', { name: words.byHand.submit }));
  await card.findByRole('alert');
  expect(card.getByRole('textbox', { name: words.byHand.clientId })).toHaveProperty('value', 'abc');
  expect(fakeServer.callsOf('lms.registerByHand')).toMatchObject([
    { issuer: 'https://moodle.example', keysUrl: 'https://moodle.example/certs', deploymentId: null },
  ]);
});

test('a registration that arrives while somebody waits shows by itself', async () => {
  let view = lms({ platforms: [draftPlatform()], assignments: [], teachers: [] });
  fakeServer.answer({ ...ordinaryServer(teacher), 'lms.get': () => view });
  renderApp(address);
  await (await cardOf('Moodle')).findByText(words.state.draft);
  view = { ...view, platforms: [platform({ id: platformIdOf(2), name: 'Moodle', lastLaunchAt: null })] };
  fakeLive.tell(
    packet(11, { license: { ...teacher, seq: 11 }, happened: [{ type: 'lms.changed', count: 1 }] }),
  );
  const card = await cardOf('Moodle');
  await card.findByText(words.state.quiet);
  expect(await screen.findByText('Moodle is registered')).toBeTruthy();
});

test('[LMS-2] a place that nobody has allowed waits for a decision, also on the other pages of the licence', async () => {
  const waiting = platform({
    deployments: [deployment({ id: '7', state: 'waiting', courseTitle: 'Grade 7' }), deployment()],
    lastProblem: { problem: 'unknown_deployment', at: '2026-11-22T09:00:00.000Z' },
  });
  const allowed = lms({ platforms: [platform()] });
  fakeServer.answer({ ...server(lms({ platforms: [waiting] })), 'lms.changePlatform': () => allowed });
  const { user, router } = renderApp('/licenses/00000000-0000-4000-8000-000000000001/activity');
  await user.click(await screen.findByRole('link', { name: words.strip.look }));
  const card = await cardOf(waiting.name);
  card.getByText(words.deployments.waitingTitle);
  card.getByText('Course: Grade 7');
  await user.click(card.getByRole('button', { name: 'Allow deployment 7' }));
  await waitFor(() => expect(card.queryByText(words.deployments.waitingTitle)).toBeNull());
  expect(fakeServer.callsOf('lms.changePlatform')).toMatchObject([
    { change: { what: 'deployment', deploymentId: '7', isAllowed: true } },
  ]);
  expect(router.state.location.pathname).toContain('/lms');
});

test('[LMS-4] the last problem is said in words, with what to do', async () => {
  const failing = platform({
    lastProblem: { problem: 'keys_unreachable', at: '2026-11-22T09:00:00.000Z' },
    lastLaunchAt: '2026-11-22T08:00:00.000Z',
  });
  fakeServer.answer(server(lms({ platforms: [failing] })));
  renderApp(address);
  const card = await cardOf(failing.name);
  card.getByText(words.state.trouble);
  card.getByText(/The public keys of Canvas of Lakeview could not be read/);
  expect(card.getByText(/If Canvas of Lakeview is down, there is nothing to do/)).toBeTruthy();
});

test('[LMS-3] removing says what goes with it and that people stay, before anything happens', async () => {
  const view = lms({ assignments: [assignment({ people: 20 }), assignment({ people: 5 })] });
  fakeServer.answer({ ...server(view), 'lms.changePlatform': () => lms({ platforms: [], assignments: [] }) });
  const { user } = renderApp(address);
  const card = await cardOf('Canvas of Lakeview');
  await user.click(card.getByRole('button', { name: 'Remove Canvas of Lakeview' }));
  const dialog = within(await screen.findByRole('alertdialog'));
  dialog.getByText(/2 assignments go with it/);
  dialog.getByText(/25 people came by it, and stay on the license/);
  expect(fakeServer.callsOf('lms.changePlatform')).toEqual([]);
  await user.click(dialog.getByRole('button', { name: words.change.removeConfirm }));
  await screen.findByText(words.none.title);
  expect(fakeServer.callsOf('lms.changePlatform')).toMatchObject([{ change: { what: 'remove' } }]);
});

test('[LMS-3] it is switched off after the consequences are said, renamed, and a teacher is disconnected', async () => {
  const view = lms({ teachers: [connectedTeacher({ name: null })] });
  fakeServer.answer({ ...server(view), 'lms.changePlatform': () => view });
  const { user } = renderApp(address);
  const card = await cardOf('Canvas of Lakeview');
  await user.click(card.getByRole('button', { name: 'Switch off Canvas of Lakeview' }));
  await screen.findByText(words.change.offText);
  await user.click(screen.getByRole('button', { name: words.change.offConfirm }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  await user.click(card.getByRole('button', { name: 'Rename Canvas of Lakeview' }));
  const box = await screen.findByRole('textbox', { name: words.add.label });
  expect(document.activeElement).toBe(box);
  await user.clear(box);
  await user.type(box, 'Canvas{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.click(screen.getByRole('button', { name: `Disconnect ${words.teachers.noName}` }));
  await user.click(await screen.findByRole('button', { name: words.teachers.confirm }));
  await waitFor(() =>
    expect(fakeServer.callsOf('lms.changePlatform')).toMatchObject([
      { change: { what: 'switch', isOn: false } },
      { change: { what: 'rename', name: 'Canvas' } },
      { change: { what: 'disconnect_teacher', subject: 'teacher-1' } },
    ]),
  );
});

test('[METHOD-3] another type of licence has no such tab, and its page says why', async () => {
  fakeServer.answer(ordinaryServer(license({ type: 'school' })));
  renderApp(address);
  await screen.findByText(methodWords.fit.reason.teacher_license_only);
  expect(screen.queryByRole('link', { name: words.title })).toBeNull();
  expect(fakeServer.callsOf('lms.get')).toEqual([]);
});
