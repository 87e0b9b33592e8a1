// @vitest-environment jsdom

import { refusalWords } from '@rollcall/client/words/en-refusals.ts';
import type { DomainView } from '@rollcall/core/domains/contract.ts';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { domain, domainIdOf, domainList, waitingDomain } from '../fixtures/domain-fixtures.ts';
import { fakeServer, Refusal } from '../fixtures/fake-server.ts';
import { ordinaryServer } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { domainWords } from '../words/parts/domains.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const words = domainWords.domains;

function server(domains: DomainView[], changes: Parameters<typeof domainList>[1] = {}) {
  return {
    ...ordinaryServer(),
    'domain.list': () => domainList(domains, changes),
    'domain.log': () => ({ entries: [], nextCursor: null }),
  };
}
const cardOf = async (name: string) => within(await screen.findByRole('region', { name }));

test('[DOMAIN-1] a domain that waits shows the record to copy, and is looked up by a click', async () => {
  const one = waitingDomain();
  fakeServer.answer({
    ...server([domain(), one]),
    'domain.check': () => ({ ...one, lastAnswer: 'missing', lastCheckedAt: '2026-11-22T10:05:00.000Z' }),
  });
  const { user } = renderApp('/domains');
  const card = await cardOf(one.name);
  card.getByText(one.record.name);
  card.getByText(one.record.value);
  expect(card.getByRole('button', { name: words.record.copyValue })).toBeTruthy();
  await user.click(card.getByRole('button', { name: `Check now: ${one.name}` }));
  await card.findByText(/The record of students.example was not found/);
  expect(fakeServer.callsOf('domain.check')).toMatchObject([{ domainId: one.id }]);
});

test('[DOMAIN-1] what the vendor has confirmed needs no record and is not removed', async () => {
  fakeServer.answer(server([domain()]));
  renderApp('/domains');
  const card = await cardOf('riverbend.example');
  card.getByText(words.facts.byVendor);
  expect(card.queryAllByRole('button')).toEqual([]);
});

test('[DOMAIN-3] a lost domain says since when, what follows, and until when it can come back', async () => {
  const lost = waitingDomain({
    state: 'lost',
    verifiedAt: '2026-09-01T10:00:00.000Z',
    failingSince: '2026-11-01T10:00:00.000Z',
    lostAt: '2026-11-04T10:00:00.000Z',
    givenUpAt: '2026-12-04T10:00:00.000Z',
  });
  fakeServer.answer(server([lost]));
  renderApp('/domains');
  const card = await cardOf(lost.name);
  card.getByText(/Since November 4, 2026 nobody new is added.*given up on December 4, 2026/);
  expect(card.getByText(lost.record.value)).toBeTruthy();
});

test('[B13] a name that is refused stays in the box, with the reason', async () => {
  fakeServer.answer({
    ...server([domain()]),
    'domain.add': () => {
      throw new Refusal({ code: 'DOMAIN_NOT_ACCEPTED', details: { reason: 'not_available' } });
    },
  });
  const { user } = renderApp('/domains');
  const box = await screen.findByRole('textbox', { name: words.add.label });
  await user.click(screen.getByRole('button', { name: words.add.submit }));
  await screen.findByText(words.add.empty);
  await user.type(box, 'other.example{Enter}');
  await screen.findByText(refusalWords.domainNotAccepted.not_available);
  expect(box).toHaveProperty('value', 'other.example');
  expect(fakeServer.callsOf('domain.add')).toMatchObject([{ beside: domainIdOf(1), name: 'other.example' }]);
});

test('[B19] the setting says what each choice does, and is saved by choosing', async () => {
  fakeServer.answer({
    ...server([domain()]),
    'domain.changeSetting': () => ({ addWithoutInvitation: 'verified_domains_only' }),
  });
  const { user } = renderApp('/domains');
  await screen.findByText(words.setting.verified_domains_onlyHint);
  await user.click(screen.getByRole('radio', { name: /Only addresses in our verified domains/ }));
  await waitFor(() =>
    expect(fakeServer.callsOf('domain.changeSetting')).toMatchObject([
      { beside: domainIdOf(1), addWithoutInvitation: 'verified_domains_only' },
    ]),
  );
});

test('[MAIL-1] who gets mail is chosen, and nothing is chosen where none can be sent', async () => {
  fakeServer.answer({
    ...server([domain()]),
    'domain.changeMail': () => ({ mail: 'staff' }),
  });
  const { user } = renderApp('/domains');
  const card = await cardOf(words.mail.title);
  expect(card.getByRole('radio', { name: /^No mail/ })).toHaveProperty('checked', true);
  card.getByText(/mail leaves 2 minutes later/);
  await user.click(card.getByRole('radio', { name: /^Staff only/ }));
  await waitFor(() =>
    expect(fakeServer.callsOf('domain.changeMail')).toMatchObject([{ beside: domainIdOf(1), mail: 'staff' }]),
  );
});

test('[MAIL-1] where nothing can be sent, that is said, and nothing can be switched on', async () => {
  fakeServer.answer(server([domain()], { mailIsSetUp: false }));
  renderApp('/domains');
  const card = await cardOf(words.mail.title);
  card.getByText(words.mail.notSetUp);
  expect(card.getByRole('radio', { name: /^Staff only/ })).toHaveProperty('disabled', true);
});

test('removing asks first, and only what waits can be removed', async () => {
  const one = waitingDomain();
  fakeServer.answer({ ...server([domain(), one]), 'domain.remove': () => ({ ok: true }) });
  const { user } = renderApp('/domains');
  const card = await cardOf(one.name);
  await user.click(card.getByRole('button', { name: `Remove: ${one.name}` }));
  expect(fakeServer.callsOf('domain.remove')).toEqual([]);
  await user.click(await screen.findByRole('button', { name: words.removeConfirm }));
  await waitFor(() => expect(fakeServer.callsOf('domain.remove')).toMatchObject([{ domainId: one.id }]));
});

test('the log tells who did what', async () => {
  const entry = {
    at: '2026-11-22T10:00:00.000Z',
    licenseName: null,
    setting: null,
    domain: 'students.example',
  };
  fakeServer.answer({
    ...server([domain()]),
    'domain.log': () => ({
      entries: [
        { ...entry, id: domainIdOf(8), by: { kind: 'system' }, action: 'verified' },
        { ...entry, id: domainIdOf(9), by: { kind: 'person', name: 'Lena Ortiz' }, action: 'added' },
      ],
      nextCursor: null,
    }),
  });
  renderApp('/domains');
  const list = within(await screen.findByRole('list', { name: words.log.list }));
  expect(list.getAllByRole('listitem').map((line) => line.querySelector('p')?.textContent)).toEqual([
    'students.example was verified',
    'Lena Ortiz added students.example',
  ]);
});

test('[B22] whoever looks after no domain is told so, and has no way there in the bar', async () => {
  fakeServer.answer(ordinaryServer());
  renderApp('/domains');
  await screen.findByText(words.none.title);
  expect(screen.queryByRole('link', { name: 'Domains' })).toBeNull();
});

test('[DEMO-1] in the demo the way to its DNS is beside the record', async () => {
  fakeServer.answer(server([waitingDomain()], { sandboxUrl: 'http://127.0.0.1:4400/dns' }));
  renderApp('/domains');
  const link = await screen.findByRole('link', { name: words.sandbox.open });
  expect(link.getAttribute('href')).toBe('http://127.0.0.1:4400/dns');
  await screen.findByRole('link', { name: 'Domains' });
});
