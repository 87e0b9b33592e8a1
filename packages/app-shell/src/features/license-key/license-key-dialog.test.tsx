// @vitest-environment jsdom
import { fakeApi } from '@rollcall/client/fixtures/fake-api.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { renderForMaria } from '../../fixtures/render-app.tsx';
import { en } from '../../words/en.ts';
import { LicenseKeyDialog } from './license-key-dialog.tsx';

vi.mock('@rollcall/client/live/live-provider.tsx', () => ({
  useConnection: () => ({ state: 'live', asOf: null, retry: () => {} }),
  useInboxRefresh: () => async () => {},
}));

const api = fakeApi({
  'licenseKey.redeem': () => ({ outcome: 'converted', licenseName: 'Lakeview Middle School' }),
});

afterEach(cleanup);

const key = '7K2M-9QXT-ABCD-EFGH-JKMN';

async function enter(text: string) {
  renderForMaria(<LicenseKeyDialog open onClose={() => {}} />);
  const user = userEvent.setup();
  const field = await screen.findByRole('textbox', { name: 'License key' });
  await waitFor(() => expect(document.activeElement).toBe(field));
  await user.paste(text);
  await user.keyboard('{Enter}');
  return { user, field };
}

test('[KEY-2] a pasted key is shown in groups and puts the person on the license', async () => {
  const { field } = await enter(' 7k2m9qxtabcd efgh jkmn ');
  expect(field).toHaveProperty('value', key);
  await screen.findByText('You are on Lakeview Middle School');
  expect(api.calls('licenseKey.redeem')).toEqual([{ key, requestId: expect.any(String) }]);
});

test('[KEY-1] what is no key is said without spending a try', async () => {
  await enter('7K2M');
  await screen.findByText(/There are 4 here/);
  expect(api.calls('licenseKey.redeem')).toEqual([]);
});

test('[KEY-4] a key that is not accepted stays in the field to be compared', async () => {
  api.answer({
    'licenseKey.redeem': () => {
      throw new DomainError('KEY_NOT_ACCEPTED', {});
    },
  });
  const { field } = await enter(key);
  await screen.findByText(en.refusal.KEY_NOT_ACCEPTED);
  expect(field).toHaveProperty('value', key);
  expect(document.activeElement).toBe(field);
});

test('[KEY-4] too many tries are answered with the time to wait', async () => {
  api.answer({
    'licenseKey.redeem': () => {
      throw new DomainError('THROTTLED', { retryAfterS: 300 });
    },
  });
  await enter(key);
  expect((await screen.findByRole('alert')).textContent).toContain('5 minutes');
});

test('[I3] the same key tried again is the same request; another key is another', async () => {
  api.answer({
    'licenseKey.redeem': () => {
      throw new DomainError('UNAVAILABLE', {});
    },
  });
  const { user, field } = await enter(key);
  await screen.findByText(en.refusal.UNAVAILABLE);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(api.calls('licenseKey.redeem')).toHaveLength(2));
  await user.clear(field);
  await user.paste('7K2M-9QXT-ABCD-EFGH-JKMP');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(api.calls('licenseKey.redeem')).toHaveLength(3));
  const ids = (api.calls('licenseKey.redeem') as { requestId: string }[]).map(({ requestId }) => requestId);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
});
