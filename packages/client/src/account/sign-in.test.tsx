// @vitest-environment jsdom
import { DomainError } from '@rollcall/core/errors.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ApiProvider } from '../api/api-provider.tsx';
import { setSignInNeed } from '../api/sign-in-need.ts';
import { fakeApi } from '../fixtures/fake-api.ts';
import { maria } from '../fixtures/person.ts';
import { uiWords } from '../words/en.ts';
import { WordsProvider } from '../words/words-provider.tsx';
import { useAccount } from './account.ts';
import { RequireSignIn } from './require-sign-in.tsx';

let signedInAs: typeof maria | null = null;
const api = fakeApi({
  'account.me': () => signedInAs,
  'account.signInOptions': () => ({ issuers: [] }),
  'account.requestCode': () => ({ demoCode: null }),
  'account.signIn': () => {
    signedInAs = maria;
    return { ok: true };
  },
});

beforeEach(() => {
  signedInAs = null;
});
afterEach(cleanup);

function Inside() {
  return (
    <label>
      Hello {useAccount().name}
      <input />
    </label>
  );
}

function renderApp() {
  render(
    <WordsProvider words={uiWords}>
      <ApiProvider>
        <RequireSignIn>
          <Inside />
        </RequireSignIn>
      </ApiProvider>
    </WordsProvider>,
  );
  return userEvent.setup();
}

async function askForCode(user: ReturnType<typeof userEvent.setup>): Promise<HTMLElement> {
  await user.type(await screen.findByLabelText('E-mail address'), 'maria.santos@lakeview.example{Enter}');
  return screen.findByLabelText('Six-digit code');
}

test('[SESSION-1] a pasted code signs in by itself, once, and the page that was asked for appears', async () => {
  const user = renderApp();
  const field = await askForCode(user);
  expect(document.activeElement).toBe(field);
  expect(field.getAttribute('autocomplete')).toBe('one-time-code');
  await user.paste('Your code: 123 456');
  await screen.findByLabelText('Hello Maria Santos');
  expect(api.calls('account.signIn')).toEqual([{ email: 'maria.santos@lakeview.example', code: '123456' }]);
});

test('[ADDR-3] an address that is none is refused at its field with the reason', async () => {
  api.answer({
    'account.requestCode': () => {
      throw new DomainError('INVALID_INPUT', { issues: [{ path: 'email', message: 'no_at_sign' }] });
    },
  });
  const user = renderApp();
  await user.type(await screen.findByLabelText('E-mail address'), 'maria{Enter}');
  await screen.findByText(uiWords.refusal.address.no_at_sign);
  expect(screen.getByLabelText('E-mail address').getAttribute('aria-invalid')).toBe('true');
});

test('[SESSION-1] a wrong code says how many tries are left and is replaced by what is typed next', async () => {
  let triesLeft = 5;
  api.answer({
    'account.signIn': () => {
      triesLeft -= 1;
      throw new DomainError('CODE_NOT_ACCEPTED', { triesLeft });
    },
  });
  const user = renderApp();
  const field = await askForCode(user);
  await user.type(field, '000000');
  await screen.findByText(/try 4 more times/);
  await user.keyboard('1');
  expect(field).toHaveProperty('value', '1');
});

test('[SESSION-1] without tries left only a new code helps, and it empties the field', async () => {
  api.answer({
    'account.signIn': () => {
      throw new DomainError('CODE_NOT_ACCEPTED', { triesLeft: 0 });
    },
  });
  const user = renderApp();
  const field = await askForCode(user);
  await user.type(field, '000000');
  await screen.findByText(uiWords.account.code.noTriesLeft);
  expect(screen.getByRole('button', { name: 'Sign in' })).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('button', { name: 'Send a new code' }));
  await waitFor(() => expect(field).toHaveProperty('value', ''));
  expect(screen.getByRole('button', { name: 'Sign in' })).toHaveProperty('disabled', false);
});

test('[SESSION-1] too many codes are answered with the time to wait', async () => {
  api.answer({
    'account.requestCode': () => {
      throw new DomainError('THROTTLED', { retryAfterS: 240 });
    },
  });
  const user = renderApp();
  await user.type(await screen.findByLabelText('E-mail address'), 'maria@lakeview.example{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('4 minutes');
});

test('the demo shows the code, marked as such, and fills it in', async () => {
  api.answer({ 'account.requestCode': () => ({ demoCode: '654321' }) });
  const user = renderApp();
  await askForCode(user);
  expect(screen.getByText(uiWords.account.code.demoTitle)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Fill it in' }));
  await screen.findByLabelText('Hello Maria Santos');
  expect(api.calls('account.signIn')).toEqual([{ email: 'maria.santos@lakeview.example', code: '654321' }]);
});

test('[LIVE-7] a session that ends takes the page away and says why', async () => {
  signedInAs = maria;
  renderApp();
  await screen.findByLabelText('Hello Maria Santos');
  signedInAs = null;
  setSignInNeed('signed_out');
  await screen.findByText(uiWords.account.signIn.introEnded);
  expect(screen.queryByLabelText('Hello Maria Santos')).toBeNull();
});

test('[SESSION-5] a token that was merely replaced changes nothing on the page', async () => {
  signedInAs = maria;
  const user = renderApp();
  await user.type(await screen.findByLabelText('Hello Maria Santos'), 'half typed');
  setSignInNeed('signed_out');
  await waitFor(() => expect(api.calls('account.me').length).toBe(2));
  expect(screen.getByLabelText('Hello Maria Santos')).toHaveProperty('value', 'half typed');
});

test('[SESSION-4] a sign-in that is too old is renewed over the page, which keeps what was typed', async () => {
  signedInAs = maria;
  const user = renderApp();
  await user.type(await screen.findByLabelText('Hello Maria Santos'), 'half typed');
  setSignInNeed('too_old');
  await screen.findByRole('dialog', { name: 'Sign in again' });
  await user.click(screen.getByRole('button', { name: 'Send me a code' }));
  await user.type(await screen.findByLabelText('Six-digit code'), '123456');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByLabelText('Hello Maria Santos')).toHaveProperty('value', 'half typed');
});
