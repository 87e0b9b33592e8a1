// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeLive } from '../fixtures/fake-live.tsx';
import { fakeServer, Refusal } from '../fixtures/fake-server.ts';
import { history, license, noCounts, ordinaryServer, packet } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { detailWords } from '../words/parts/details.ts';
import { historyWords } from '../words/parts/history.ts';
import { licenseWords } from '../words/parts/licenses.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const address = '/licenses/00000000-0000-4000-8000-000000000001';
const words = detailWords.key;

test('[KEY-3] the key is fetched only when asked for, and again when it has changed', async () => {
  let key = 'AAAA-BBBB-CCCC-DDDD-EEEE';
  fakeServer.answer({ ...ordinaryServer(), 'license.readKey': () => ({ key }) });
  const { user } = renderApp(address);
  await screen.findByRole('button', { name: words.show });
  expect(fakeServer.callsOf('license.readKey')).toEqual([]);
  await user.click(screen.getByRole('button', { name: words.show }));
  await screen.findByText(key);
  key = 'FFFF-GGGG-HHHH-JJJJ-KKKK';
  fakeLive.tell(packet(11, { happened: [{ type: 'license.keyChanged', count: 1 }] }));
  await screen.findByText(key);
  await user.click(screen.getByRole('button', { name: words.hide }));
  expect(screen.queryByText(key)).toBeNull();
});

test('[KEY-5] a new key is made only after it was said that the old one stops at once', async () => {
  fakeServer.answer({ ...ordinaryServer(), 'license.rotateKey': () => ({ ok: true }) });
  const { user } = renderApp(address);
  await user.click(await screen.findByRole('button', { name: words.rotate }));
  const dialog = await screen.findByRole('alertdialog');
  expect(within(dialog).getByText(words.rotateText)).toBeTruthy();
  expect(fakeServer.callsOf('license.rotateKey')).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: words.rotateConfirm }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(fakeServer.callsOf('license.rotateKey')).toHaveLength(1);
});

test('the key is switched with the user type it gives; a refusal leaves the switch as it was', async () => {
  fakeServer.answer({
    ...ordinaryServer(),
    'license.setKey': () => {
      throw new Refusal({ code: 'THROTTLED', details: { retryAfterS: 20 } });
    },
  });
  const { user } = renderApp(address);
  await user.click(await screen.findByRole('switch', { name: words.switch }));
  await screen.findByText(words.changeFailed);
  expect(screen.getByRole('switch').getAttribute('aria-checked')).toBe('false');
  expect(fakeServer.callsOf('license.setKey')).toMatchObject([{ enabled: true, userType: 'student' }]);
});

test('[SEAT-5] seats over the limit are said with what it means, live', async () => {
  fakeServer.answer(ordinaryServer());
  renderApp(address);
  await screen.findByText(licenseWords.seats.title);
  const counts = { ...noCounts, student: { accepted: 42, invited: 1, rejected: 0 } };
  fakeLive.tell(packet(11, { license: license({ seq: 11, counts }) }));
  await screen.findByText(licenseWords.seats.overTitle);
  expect(screen.getByText(/3 student seats over the limit/)).toBeTruthy();
});

test('old news does not replace what was read later', async () => {
  fakeServer.answer(ordinaryServer());
  renderApp(address);
  await screen.findByText(licenseWords.seats.title);
  fakeLive.tell(packet(9, { license: license({ seq: 9, name: 'Old name' }) }));
  expect(screen.queryByRole('heading', { name: 'Old name' })).toBeNull();
  fakeLive.tell(packet(11, { license: license({ seq: 11, name: 'New name' }) }));
  await screen.findByRole('heading', { name: 'New name' });
  expect(screen.queryByRole('heading', { name: 'Old name' })).toBeNull();
});

test('[HISTORY-2] the history is pictures, sentences and numbers, and its last day follows what happens', async () => {
  const counts = { ...noCounts, student: { accepted: 7, invited: 2, rejected: 1 } };
  fakeServer.answer(ordinaryServer(license({ counts })));
  const { user } = renderApp(address);
  const card = within(await screen.findByRole('region', { name: historyWords.history.title }));
  await card.findByRole('img', {
    name: /Student seats.*used went from 0 to 7, reserved from 0 to 2, of 40 seats/,
  });
  expect(card.getByRole('img', { name: /Open invitations.*from 0 to 2/ })).toBeTruthy();
  expect(card.getByRole('img', { name: /1 accepted, 1 declined/ })).toBeTruthy();

  const after = { ...noCounts, student: { accepted: 8, invited: 1, rejected: 1 } };
  const happened = [{ type: 'member.joined', count: 1 }] as const;
  fakeLive.tell(packet(11, { license: license({ seq: 11, counts: after }), happened: [...happened] }));
  await card.findByRole('img', { name: /used went from 0 to 8, reserved from 0 to 1/ });
  expect(card.getByRole('img', { name: /2 accepted, 1 declined/ })).toBeTruthy();

  await user.click(card.getByText(historyWords.history.showNumbers));
  const rows = within(await card.findByRole('table')).getAllByRole('row');
  expect(rows.map((row) => within(row).queryByRole('rowheader')?.textContent)).toEqual([
    undefined,
    'Nov 22, 2026',
    'Nov 21, 2026',
  ]);
  expect(
    within(rows[1] as HTMLElement)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent),
  ).toEqual(['8', '1', '31', '0', '0', '10', '1', '2', '1']);
});

test('[HISTORY-2] the day whose numbers are shown is chosen with the keyboard', async () => {
  const counts = { ...noCounts, student: { accepted: 7, invited: 2, rejected: 1 } };
  fakeServer.answer(ordinaryServer(license({ counts })));
  renderApp(address);
  const slider = await screen.findByRole('slider', { name: historyWords.history.shownDay });
  expect(slider.getAttribute('aria-valuetext')).toBe('Nov 22, 2026');
  fireEvent.change(slider, { target: { value: '0' } });
  expect(slider.getAttribute('aria-valuetext')).toBe('Nov 21, 2026');
  expect(screen.getByText('Nov 21, 2026')).toBeTruthy();
});

test('a new license has no pictures yet, and a history that fails can be asked for again', async () => {
  const view = license();
  const today = { ...history(view), points: history(view).points.slice(1) };
  let answers = 0;
  fakeServer.answer({
    ...ordinaryServer(view),
    'license.history': () => {
      answers += 1;
      if (answers === 1) throw new Refusal({ code: 'INTERNAL', details: { correlationId: 'abc' } });
      return today;
    },
  });
  const { user } = renderApp(address);
  await screen.findByText(historyWords.history.failed);
  const card = within(screen.getByRole('region', { name: historyWords.history.title }));
  await user.click(card.getByRole('button', { name: 'Try again' }));
  await card.findByText(historyWords.history.empty);
  expect(card.queryByRole('img')).toBeNull();
});
