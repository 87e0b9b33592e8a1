// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeLive } from '../fixtures/fake-live.tsx';
import { fakeServer, Refusal } from '../fixtures/fake-server.ts';
import { license, noCounts, ordinaryServer, packet } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { detailWords } from '../words/parts/details.ts';
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
  expect(screen.getByRole('heading', { name: 'New name' })).toBeTruthy();
});
