// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeLive } from '../fixtures/fake-live.tsx';
import { fakeServer } from '../fixtures/fake-server.ts';
import { license, ordinaryServer, packet } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const address = '/licenses/00000000-0000-4000-8000-000000000001';
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000 - 3_600_000).toISOString();

test.each([
  ['active', 12, 'This license ends in 12 days'],
  ['active', 1, 'This license ends within a day'],
  ['grace', -10, 'This license has ended: 20 days of grace are left'],
  ['dormant', -45, 'This license has ended, and its features are off'],
  ['upcoming', 400, 'This license starts on'],
] as const)(
  '[TERM-5] %s with %s days: each page says so, what works, and whom to ask',
  async (phase, days, said) => {
    fakeServer.answer(ordinaryServer(license({ phase, endsAt: inDays(days) })));
    const { user } = renderApp(address);
    await screen.findByText(new RegExp(`^${said}`));
    await user.click(await screen.findByRole('link', { name: 'Activity' }));
    await screen.findByText(new RegExp(`^${said}`));
    expect(screen.queryByText(/^To renew it, ask whoever sold/) === null).toBe(phase === 'upcoming');
  },
);

test('[TERM-5] a term that is far from its end says nothing, until the end is told to be near or past', async () => {
  fakeServer.answer(ordinaryServer(license({ endsAt: inDays(61) })));
  renderApp(address);
  await screen.findByRole('heading', { level: 1, name: 'Cedar Building' });
  expect(screen.queryByText(/^This license (ends|has ended)/)).toBeNull();
  const ended = license({ phase: 'grace', endsAt: inDays(0), seq: 11 });
  fakeLive.tell(packet(11, { license: ended, happened: [{ type: 'term.noticed', count: 1 }] }));
  await screen.findByText(/^This license has ended: 30 days of grace are left/);
});

test('[TERM-5] the list of licenses says which of them end', async () => {
  const near = license({ endsAt: inDays(9) });
  const far = license({ id: '00000000-0000-4000-8000-000000000002' as typeof near.id, name: 'Far' });
  fakeServer.answer({ ...ordinaryServer(near), 'license.list': () => [near, far] });
  renderApp('/');
  const card = async (name: string) => {
    const found = (await screen.findByRole('link', { name })).closest('article');
    if (found === null) throw new Error('no such card');
    return within(found);
  };
  const text = (await card('Cedar Building')).getByText('9 days left');
  expect(text.querySelector('svg')).not.toBeNull();
  expect((await card('Far')).getByText(/days left$/).querySelector('svg')).toBeNull();
});
