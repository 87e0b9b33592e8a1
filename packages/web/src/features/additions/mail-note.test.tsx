// @vitest-environment jsdom

import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeServer } from '../../fixtures/fake-server.ts';
import { license, ordinaryServer } from '../../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../../fixtures/render-app.tsx';
import { additionWords } from '../../words/parts/additions.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../../fixtures/fake-live.tsx'));
useFakeBrowser();

const words = additionWords.addByEmail.mail;
const standing = { isSetUp: true, delayMinutes: 2, waiting: 0, sent: 0, notDelivered: 0 };

test.each([
  ['staff', words.staff],
  ['everybody', words.everybody],
] as const)('[MAIL-1] whoever invites is told that %s get mail too', async (mail, text) => {
  fakeServer.answer({ ...ordinaryServer(), 'mail.standing': () => ({ ...standing, mail }) });
  renderApp(`/licenses/${license().id}/add/email`);
  expect(await screen.findByText(text)).toBeTruthy();
});

test('[MAIL-1] where mail is off, nothing is said of it', async () => {
  fakeServer.answer({ ...ordinaryServer(), 'mail.standing': () => ({ ...standing, mail: 'off' }) });
  renderApp(`/licenses/${license().id}/add/email`);
  await waitFor(() => expect(fakeServer.callsOf('mail.standing')).toHaveLength(1));
  expect(screen.queryByText(words.staff)).toBeNull();
});
