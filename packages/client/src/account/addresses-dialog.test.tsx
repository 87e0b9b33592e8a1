// @vitest-environment jsdom
import { DomainError } from '@rollcall/core/errors.ts';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { ApiProvider } from '../api/api-provider.tsx';
import { fakeApi } from '../fixtures/fake-api.ts';
import { maria } from '../fixtures/person.ts';
import { uiWords } from '../words/en.ts';
import { WordsProvider } from '../words/words-provider.tsx';
import { AccountContext } from './account.ts';
import { AddressesDialog } from './addresses-dialog.tsx';

const api = fakeApi({
  'account.me': () => maria,
  'account.requestAddressCode': () => ({ demoCode: null }),
  'account.addAddress': () => ({ ok: true }),
});

afterEach(cleanup);

async function addAddress() {
  render(
    <WordsProvider words={uiWords}>
      <ApiProvider>
        <AccountContext value={maria}>
          <AddressesDialog open onClose={() => {}} />
        </AccountContext>
      </ApiProvider>
    </WordsProvider>,
  );
  const user = userEvent.setup();
  await user.type(screen.getByLabelText('Add another address'), 'maria@home.example{Enter}');
  await user.type(await screen.findByLabelText('Six-digit code'), '123456');
}

test('[ADDR-5] an address becomes the person’s with the code that was sent to it', async () => {
  await addAddress();
  await screen.findByText('maria@home.example is yours now');
  expect(api.calls('account.addAddress')).toEqual([{ email: 'maria@home.example', code: '123456' }]);
});

test('[ADDR-5] an address of another account is refused, with the way to that account', async () => {
  api.answer({
    'account.addAddress': () => {
      throw new DomainError('ADDRESS_TAKEN', {});
    },
  });
  await addAddress();
  await screen.findByText(uiWords.account.addresses.taken);
  expect(screen.getByText(uiWords.account.addresses.takenDetail)).toBeTruthy();
});
