// @vitest-environment jsdom
import type { DomainWideView } from '@rollcall/core/domains/contract.ts';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { domainIdOf, domainWide } from '../fixtures/domain-fixtures.ts';
import { fakeServer } from '../fixtures/fake-server.ts';
import { license, ordinaryServer } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { run } from '../fixtures/run-fixtures.ts';
import { domainWideWords } from '../words/parts/domain-wide.ts';
import { methodWords } from '../words/parts/methods.ts';
import { runWords } from '../words/parts/runs.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const base = '/licenses/00000000-0000-4000-8000-000000000001';
const words = domainWideWords.domainWide;
const district = license({ type: 'district' });
const [free] = domainWide().domains;
if (free === undefined) throw new Error('The fixture has a domain');
const chosen = {
  ...free,
  userType: 'student',
  chosenBy: 'Dana',
  chosenAt: '2026-11-01T08:00:00.000Z',
  people: 7,
} as const;

function server(view: DomainWideView) {
  return { ...ordinaryServer(district), 'domainWide.get': () => view };
}

test('[DOMAIN-5] [METHOD-3] while it is off the card says whom to ask, and so does the page', async () => {
  fakeServer.answer(server(domainWide({ switchedOnAt: null })));
  const { router } = renderApp(`${base}/add`);
  await screen.findByText(methodWords.fit.reason.domain_wide_is_off);
  await router.navigate({ to: '/licenses/$licenseId/add/domain', params: { licenseId: district.id } });
  await screen.findByText(words.off.title);
  expect(screen.queryByRole('button', { name: words.choose.plan })).toBeNull();
});

test('[DOMAIN-6] domains are chosen with a user type, and the plan comes before anything happens', async () => {
  const planned = run(7, { kind: 'domain_add', state: 'planning' });
  fakeServer.answer({
    ...server(domainWide()),
    'run.planDomains': () => planned,
    'run.get': () => planned,
  });
  const { user } = renderApp(`${base}/add/domain`);
  await user.click(await screen.findByRole('button', { name: words.choose.plan }));
  await screen.findByText(words.choose.nothing);
  expect(fakeServer.callsOf('run.planDomains')).toEqual([]);
  await user.selectOptions(screen.getByRole('combobox', { name: 'People of riverbend.example' }), 'student');
  await user.click(screen.getByRole('button', { name: words.choose.plan }));
  await screen.findByText(runWords.run.planning.title);
  expect(fakeServer.callsOf('run.planDomains')).toMatchObject([
    { domains: [{ domainId: domainIdOf(1), userType: 'student' }] },
  ]);
});

test('[DOMAIN-8] what removing somebody does is said before anything is pressed', async () => {
  fakeServer.answer(server(domainWide()));
  renderApp(`${base}/add/domain`);
  expect(await screen.findByText(words.know.removed)).toBeTruthy();
});

test('[DOMAIN-5] stopping a domain says that nobody is removed, and how people are', async () => {
  const stopped = domainWide();
  fakeServer.answer({ ...server(domainWide({ domains: [chosen] })), 'domainWide.stop': () => stopped });
  const { user } = renderApp(`${base}/add/domain`);
  const row = within(await screen.findByRole('list', { name: words.choose.list }));
  row.getByText(/7 people by it · Chosen by Dana on Nov 1, 2026/);
  await user.click(row.getByRole('button', { name: 'Stop… (riverbend.example)' }));
  const dialog = within(await screen.findByRole('alertdialog'));
  dialog.getByText(words.stop.text);
  dialog.getByText(words.stop.how);
  await user.click(dialog.getByRole('button', { name: words.stop.confirm }));
  await waitFor(() =>
    expect(fakeServer.callsOf('domainWide.stop')).toMatchObject([{ domainId: domainIdOf(1) }]),
  );
});

test('[DOMAIN-7] who found no seat is named', async () => {
  fakeServer.answer({
    ...server(domainWide({ domains: [chosen], notSeated: 1 })),
    'domainWide.notSeated': () => ({
      people: [
        { email: 'ana@riverbend.example', name: 'Ana Ruiz', place: 'riverbend.example', why: 'no_seat' },
      ],
      nextCursor: null,
    }),
  });
  renderApp(`${base}/add/domain`);
  await screen.findByText('1 person found no seat');
  expect(await screen.findByText('ana@riverbend.example')).toBeTruthy();
});

test('[DOMAIN-4] a lost domain cannot be chosen', async () => {
  fakeServer.answer(server(domainWide({ domains: [{ ...free, state: 'lost' }] })));
  renderApp(`${base}/add/domain`);
  const box = await screen.findByRole('combobox', { name: 'People of riverbend.example' });
  expect(box).toHaveProperty('disabled', true);
  screen.getByText(words.choose.lost);
});
