// @vitest-environment jsdom
import { fakeApi } from '@rollcall/client/fixtures/fake-api.ts';
import { maria } from '@rollcall/client/fixtures/person.ts';
import type { FullFeature } from '@rollcall/core/features/feature.ts';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { accepted, inboxOf, invite } from '../fixtures/inbox.ts';
import { LiveStandIn } from '../fixtures/live-stand-in.ts';
import { renderForMaria, toastTitles } from '../fixtures/render-app.tsx';
import { en } from '../words/en.ts';
import { DocumentPage } from './document-page.tsx';

const live = vi.hoisted(() => ({ current: undefined as LiveStandIn | undefined }));
vi.mock('@rollcall/client/live/live-provider.tsx', () => {
  const hook = (name: keyof LiveStandIn['provider']) => () => live.current?.provider[name]();
  return {
    useInbox: hook('useInbox'),
    useConnection: hook('useConnection'),
    useInboxRefresh: hook('useInboxRefresh'),
    useInboxFallback: hook('useInboxFallback'),
    useReportShown: hook('useReportShown'),
  };
});

const line = new LiveStandIn();
live.current = line;

const api = fakeApi({
  'account.me': () => maria,
  'document.comments': () => [],
  'document.begin': () => ({ ok: true }),
});

beforeEach(() => line.reset());
afterEach(cleanup);

function open() {
  renderForMaria(<DocumentPage />);
  return userEvent.setup();
}
const tell = (...args: Parameters<LiveStandIn['tell']>) => act(async () => line.tell(...args));
const without = (...switchedOff: FullFeature[]) => inboxOf(accepted(1, { switchedOff, seq: 2 }));

test('[FEATURE-7] comments go off while one is written: the words stay on screen, and are back with the field', async () => {
  const user = open();
  await tell(inboxOf(accepted(1)));
  await user.type(await screen.findByLabelText('New comment'), 'half a thought');
  await tell(without('comments'));
  const panel = await screen.findByRole('region', { name: en.unlock.offTitle.comments });
  expect(within(panel).getByText('half a thought')).toBeTruthy();
  expect(within(panel).getByRole('button', { name: en.unlock.keptCopy })).toBeTruthy();
  expect(document.activeElement?.getAttribute('aria-label')).toBe(en.document.panels);
  expect(screen.getByRole('region', { name: en.voice.title })).toBeTruthy();
  await tell(inboxOf(accepted(1, { seq: 3 })));
  expect(await screen.findByLabelText('New comment')).toHaveProperty('value', 'half a thought');
  expect(toastTitles()).toEqual(['Your school has switched off a feature', 'A feature is switched on']);
});

test('[FEATURE-7] the app says whose admins have switched it off, as opposed to that it needs a license', async () => {
  const user = open();
  await tell(without('comments', 'exportDocument'));
  expect(screen.getByText(/Switched off by your school: comments and export\./)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Export: switched off by your school' }));
  const dialog = await screen.findByRole('dialog', { name: en.unlock.offTitle.exportDocument });
  expect(dialog.textContent).toContain('Lakeview Public Schools has switched this off for you.');
  expect(dialog.textContent).toContain(maria.emails[0]);
  await tell(inboxOf(accepted(1, { seq: 3 })));
  expect((await screen.findByRole('dialog', { name: 'Export' })).textContent).toContain(en.unlock.unlocked);
  await user.keyboard('{Escape}');
  await tell(inboxOf(accepted(1, { state: 'ended', seq: 4 })));
  await user.click(await screen.findByRole('button', { name: 'Export: locked, needs a license' }));
  expect(await screen.findByRole('dialog', { name: en.unlock.lockedTitle.exportDocument })).toBeTruthy();
});

test('[FEATURE-4] the page is exported without comments by whoever has none', async () => {
  const user = open();
  const save = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:page');
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  await tell(without('comments'));
  await user.click(screen.getByRole('button', { name: 'Export' }));
  await waitFor(() => expect(toastTitles()).toEqual([en.document.exported]));
  expect(save).toHaveBeenCalledOnce();
  expect(api.calls('document.comments')).toEqual([]);
  vi.restoreAllMocks();
});

test('[FEATURE-7] an invitation promises only what the license gives', async () => {
  open();
  await tell(inboxOf(invite(1, { switchedOff: ['voiceNotes'] })));
  expect((await screen.findByRole('dialog')).textContent).toContain(
    'Joining switches on comments and export, at no cost to you.',
  );
  await tell(inboxOf(invite(1, { switchedOff: ['comments', 'voiceNotes', 'exportDocument'] })));
  await waitFor(() =>
    expect(screen.getByRole('dialog').textContent).toContain('so joining changes nothing yet'),
  );
});
