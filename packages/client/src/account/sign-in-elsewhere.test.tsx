// @vitest-environment jsdom
import { DomainError } from '@rollcall/core/errors.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ApiProvider } from '../api/api-provider.tsx';
import { fakeApi } from '../fixtures/fake-api.ts';
import { maria } from '../fixtures/person.ts';
import { uiWords } from '../words/en.ts';
import { WordsProvider } from '../words/words-provider.tsx';
import { useAccount } from './account.ts';
import { RequireSignIn } from './require-sign-in.tsx';

const { ending, prove } = uiWords.account;
let signedInAs: typeof maria | null = null;
const api = fakeApi({
  'account.me': () => signedInAs,
  'account.signInOptions': () => ({ issuers: [{ key: 'google', label: 'Google' }] }),
  'account.sendIdentityCode': () => ({ email: 'maria@lakeview.example', issuer: 'Google', demoCode: null }),
  'account.proveIdentity': () => {
    signedInAs = maria;
    return { ok: true };
  },
});

beforeEach(() => {
  signedInAs = null;
});
afterEach(cleanup);

function renderAt(path: string) {
  window.history.replaceState(null, '', path);
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

function Inside() {
  return <p>Hello {useAccount().name}</p>;
}

test('[SIGNIN-1] [SIGNIN-2] offers what is set up, and asks to come back to this page', async () => {
  api.answer({
    'account.beginSignIn': () => {
      throw new DomainError('UNAVAILABLE', {});
    },
  });
  const user = renderAt('/admin/licenses/4711?x=1');
  await user.click(await screen.findByRole('button', { name: 'Sign in with Google' }));
  expect((await screen.findByRole('alert')).textContent).toBe(uiWords.refusal.UNAVAILABLE);
  expect(api.calls('account.beginSignIn')).toEqual([
    { issuer: 'google', returnTo: '/admin/licenses/4711?x=1' },
  ]);
});

test('[SIGNIN-1] offers nothing where nothing is set up', async () => {
  api.answer({ 'account.signInOptions': () => ({ issuers: [] }) });
  renderAt('/app/');
  await screen.findByLabelText('E-mail address');
  await waitFor(() => expect(api.calls('account.signInOptions').length).toBe(1));
  expect(screen.queryByRole('button', { name: /Sign in with/ })).toBeNull();
});

test.each(['denied', 'expired', 'unreachable', 'not_accepted', 'too_often'] as const)(
  '[SIGNIN-3] %s is said in words, once, beside the ways to sign in',
  async (said) => {
    renderAt(`/admin/licenses/4711?x=1&sign-in=${said}`);
    expect((await screen.findByRole('alert')).textContent).toContain(ending[said].title);
    expect(screen.getByLabelText('E-mail address')).toBeTruthy();
    expect(window.location.search).toBe('?x=1');
  },
);

test('[SIGNIN-3] what is none of the endings is not said', async () => {
  renderAt('/app/?sign-in=constructor');
  await screen.findByLabelText('E-mail address');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('[SIGNIN-4] [B03] an address of an existing account: one code is sent, said why, and entering it signs in', async () => {
  const user = renderAt('/app/?sign-in=prove_mailbox');
  const field = await screen.findByLabelText('Six-digit code');
  expect(screen.getByRole('heading', { name: prove.title })).toBeTruthy();
  expect(screen.getByText(/to the account that has this address/).textContent).toContain(
    'maria@lakeview.example',
  );
  expect(api.calls('account.sendIdentityCode').length).toBe(1);
  await user.type(field, '123456');
  await screen.findByText('Hello Maria Santos');
  expect(api.calls('account.proveIdentity')).toEqual([{ code: '123456' }]);
});

test('[SIGNIN-4] a sign-in that this browser keeps no more says so, and leads back', async () => {
  api.answer({
    'account.sendIdentityCode': () => {
      throw new DomainError('CODE_EXPIRED', {});
    },
  });
  const user = renderAt('/app/?sign-in=prove_mailbox');
  await screen.findByText(prove.tooLate);
  await user.click(screen.getByRole('button', { name: prove.back }));
  expect(await screen.findByLabelText('E-mail address')).toBeTruthy();
});

test('[SIGNIN-4] a new code leaves the step where it is', async () => {
  const user = renderAt('/app/?sign-in=prove_mailbox');
  await user.click(await screen.findByRole('button', { name: 'Send a new code' }));
  await waitFor(() => expect(api.calls('account.sendIdentityCode').length).toBe(2));
  await screen.findByText(uiWords.account.code.resent);
  expect(screen.getByLabelText('Six-digit code')).toBeTruthy();
});
