// @vitest-environment jsdom
import { fakeApi } from '@rollcall/client/fixtures/fake-api.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import { type LinkLook, type LinkStanding, linkStanding } from '@rollcall/core/links/contract.ts';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { renderForMaria } from '../../fixtures/render-app.tsx';
import { en } from '../../words/en.ts';
import { JoinPanel } from './join-panel.tsx';
import { useLink } from './use-link.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => ({
  useConnection: () => ({ state: 'live', asOf: null, retry: () => {} }),
  useInbox: () => null,
  useInboxRefresh: () => async () => {},
}));

const look: LinkLook = {
  standing: 'open',
  licenseName: 'Lakeview Middle School',
  districtName: 'Lakeview Public Schools',
  userType: 'student',
  email: 'maria.santos@lakeview.example',
  expiresAt: '2027-03-01T15:00:00.000Z',
  phase: 'active',
  domains: [],
};
const api = fakeApi({
  'link.look': () => look,
  'link.join': () => ({ outcome: 'added', licenseName: look.licenseName }),
});
afterEach(cleanup);

const left = vi.fn();
const adding = vi.fn();

function Panel() {
  return <JoinPanel link={useLink('L-7K2M')} onAddAddress={adding} onLeave={left} />;
}

function show() {
  left.mockClear();
  adding.mockClear();
  renderForMaria(<Panel />);
  return userEvent.setup();
}

const titleOf = (standing: Exclude<LinkStanding, 'open'>) =>
  en.link.closed[standing].title.replace('{license}', look.licenseName);

test('[LINK-2] [B17] the page only looks; Join joins, and says so where the focus is', async () => {
  const user = show();
  await screen.findByText('maria.santos@lakeview.example');
  expect(api.calls('link.join')).toEqual([]);
  await user.click(screen.getByRole('button', { name: en.link.join }));
  await screen.findByRole('heading', { name: 'You are on Lakeview Middle School' });
  expect(api.calls('link.join')).toEqual([{ code: 'L-7K2M', requestId: expect.any(String) }]);
  expect(document.activeElement?.getAttribute('role')).toBe('status');
  await user.click(screen.getByRole('button', { name: en.link.toApp }));
  expect(left).toHaveBeenCalledOnce();
});

test.each(linkStanding.options.filter((standing) => standing !== 'open'))(
  '[LINK-5] %s has a page of its own, with a way out and nothing to join',
  async (standing) => {
    api.answer({ 'link.look': () => ({ ...look, standing, domains: ['one.example', 'two.example'] }) });
    const user = show();
    await screen.findByRole('heading', { level: 1, name: titleOf(standing) });
    expect(screen.queryByRole('button', { name: en.link.join })).toBeNull();
    expect(document.body.textContent).not.toMatch(/[{}]/);
    if (standing === 'wrong_domain')
      expect(document.body.textContent).toContain('@one.example or @two.example');
    const way = screen.queryByRole('button', { name: en.link.addAddress });
    expect(way === null).toBe(standing !== 'wrong_domain' && standing !== 'no_address');
    if (way) {
      await user.click(way);
      expect(adding).toHaveBeenCalledOnce();
    }
    await user.click(screen.getByRole('button', { name: en.link.toApp }));
    expect(left).toHaveBeenCalledOnce();
  },
);

test('[LINK-5] what was true while looking and is no more when Join is pressed is said', async () => {
  const user = show();
  await screen.findByRole('button', { name: en.link.join });
  api.answer({
    'link.look': () => ({ ...look, standing: 'no_seat' }),
    'link.join': () => {
      throw new DomainError('LINK_NOT_ACCEPTED', { reason: 'no_seat' });
    },
  });
  await user.click(screen.getByRole('button', { name: en.link.join }));
  await screen.findByRole('heading', { name: titleOf('no_seat') });
  api.answer({ 'link.look': () => look });
  await user.click(screen.getByRole('button', { name: en.link.again }));
  await screen.findByRole('button', { name: en.link.join });
  expect(screen.queryByRole('heading', { name: titleOf('no_seat') })).toBeNull();
});

test('[LINK-5] a link that is none says what to do, and nothing of a license', async () => {
  api.answer({
    'link.look': () => {
      throw new DomainError('LINK_NOT_ACCEPTED', { reason: 'unknown' });
    },
  });
  show();
  await screen.findByRole('heading', { name: en.link.unknown.title });
  expect(document.body.textContent).not.toContain('Lakeview');
});

test('[I3] Join that did not get through is tried again as the same request', async () => {
  api.answer({
    'link.join': () => {
      throw new DomainError('UNAVAILABLE', {});
    },
  });
  const user = show();
  await user.click(await screen.findByRole('button', { name: en.link.join }));
  await screen.findByText(en.refusal.UNAVAILABLE);
  await user.click(screen.getByRole('button', { name: en.link.join }));
  await waitFor(() => expect(api.calls('link.join')).toHaveLength(2));
  const ids = (api.calls('link.join') as { requestId: string }[]).map(({ requestId }) => requestId);
  expect(ids[1]).toBe(ids[0]);
});

test('[LINK-5] a page that is open while the link is closed says so by itself', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  let standing: LinkStanding = 'open';
  api.answer({ 'link.look': () => ({ ...look, standing }) });
  renderForMaria(<Panel />);
  await screen.findByRole('button', { name: en.link.join });
  standing = 'switched_off';
  await vi.advanceTimersByTimeAsync(10_000);
  await screen.findByRole('heading', { level: 1, name: titleOf('switched_off') });
  expect(screen.queryByRole('button', { name: en.link.join })).toBeNull();
  vi.useRealTimers();
});
