// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { ApiProvider } from '../api/api-provider.tsx';
import { fakeApi, unreachable } from '../fixtures/fake-api.ts';
import { uiWords } from '../words/en.ts';
import { WordsProvider } from '../words/words-provider.tsx';
import { deviceOf } from './device-name.ts';
import { SessionsDialog } from './sessions-dialog.tsx';

const here = {
  id: '0190a000-0000-7000-8000-00000000000a',
  userAgent:
    'Mozilla/5.0 (X11; CrOS x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36',
  signedInAt: '2026-11-20T08:00:00.000Z',
  seenAt: '2026-11-22T08:00:00.000Z',
  current: true,
};
const there = {
  ...here,
  id: '0190a000-0000-7000-8000-00000000000b',
  userAgent: 'Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Safari/605.1',
  current: false,
};

let sessions = [here, there];
const api = fakeApi({
  'account.sessions': () => sessions,
  'account.endSession': () => {
    sessions = [here];
    return { ok: true };
  },
});

afterEach(cleanup);

function open() {
  render(
    <WordsProvider words={uiWords}>
      <ApiProvider>
        <SessionsDialog open onClose={() => {}} />
      </ApiProvider>
    </WordsProvider>,
  );
  return userEvent.setup();
}

test('[SESSION-6] lists the devices, marks this one, and ends another', async () => {
  const user = open();
  const items = await screen.findAllByRole('listitem');
  expect(
    items.map((item) => item.textContent?.match(/Chrome on a Chromebook|Safari on an iPad/)?.[0]),
  ).toEqual(['Chrome on a Chromebook', 'Safari on an iPad']);
  expect(within(items[0] as HTMLElement).queryByRole('button')).toBeNull();
  await user.click(within(items[1] as HTMLElement).getByRole('button'));
  await screen.findByText(uiWords.account.sessions.onlyThis);
  expect(api.calls('account.endSession')).toEqual([{ sessionId: there.id }]);
});

test('a list that cannot be loaded says so and can be asked for again', async () => {
  let down = true;
  api.answer({
    'account.sessions': () => {
      if (down) throw unreachable;
      return [here];
    },
  });
  const user = open();
  const again = await screen.findByRole('button', { name: 'Try again' });
  down = false;
  await user.click(again);
  await waitFor(() => expect(screen.getByText('This device')).toBeTruthy());
});

test('a device of which nothing is known has no name', () => {
  expect(deviceOf('curl/8.0')).toEqual({ browser: null, system: null });
  expect(deviceOf('Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0')).toEqual({
    browser: 'Edge',
    system: 'Windows',
  });
});
