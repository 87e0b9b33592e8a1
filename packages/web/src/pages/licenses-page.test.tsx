// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeLive } from '../fixtures/fake-live.tsx';
import { fakeServer, NoAnswer, Refusal } from '../fixtures/fake-server.ts';
import { license, noCounts, ordinaryServer, packet } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { en } from '../words/en.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const words = en.licenses;

test('who manages nothing is told whom to ask, and which address to name', async () => {
  fakeServer.answer({ ...ordinaryServer(), 'license.list': () => [] });
  renderApp('/');
  await screen.findByRole('heading', { name: words.empty.title });
  expect(screen.getByText(/lena@school\.example/)).toBeTruthy();
});

test('a defect shows its reference and can be tried again', async () => {
  let broken = true;
  fakeServer.answer({
    ...ordinaryServer(),
    'license.list': () => {
      if (broken) throw new Refusal({ code: 'INTERNAL', details: { correlationId: 'ref-42' } });
      return [license()];
    },
  });
  const { user } = renderApp('/');
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByText('ref-42')).toBeTruthy();
  broken = false;
  await user.click(within(alert).getByRole('button', { name: en.ui.retry }));
  await screen.findByRole('link', { name: 'Cedar Building' });
});

test('without a network the page says so instead of waiting', async () => {
  fakeServer.answer({
    ...ordinaryServer(),
    'license.list': () => {
      throw new NoAnswer();
    },
  });
  renderApp('/');
  await screen.findByRole('heading', { name: words.failed }, { timeout: 10_000 });
  expect(screen.getByText(en.refusal.unreachable)).toBeTruthy();
});

test('[LIVE-5] the counts of a card change as they are told', async () => {
  fakeServer.answer(ordinaryServer());
  renderApp('/');
  await screen.findByText(words.nobody);
  const counts = { ...noCounts, student: { accepted: 2, invited: 1, rejected: 0 } };
  fakeLive.tell(packet(11, { license: license({ seq: 11, counts }) }));
  expect(screen.getByText('2 accepted')).toBeTruthy();
  expect(screen.getByText('1 invited')).toBeTruthy();
});

test('licences stand below their districts', async () => {
  const other = license({
    id: '00000000-0000-4000-8000-000000000002' as never,
    name: 'Lake School',
    districtName: 'Lakeview',
  });
  fakeServer.answer({ ...ordinaryServer(), 'license.list': () => [other, license()] });
  renderApp('/');
  const lakeview = await screen.findByRole('region', { name: 'Lakeview' });
  expect(within(lakeview).getByRole('link', { name: 'Lake School' })).toBeTruthy();
  expect(within(lakeview).queryByRole('link', { name: 'Cedar Building' })).toBeNull();
});
