// @vitest-environment jsdom
import { ApiProvider } from '@rollcall/client/api/api-provider.tsx';
import { WordsProvider } from '@rollcall/client/words/words-provider.tsx';
import { type AuditEntry, type AuditPage, noAuditFilter } from '@rollcall/core/audit/contract.ts';
import { eventType } from '@rollcall/core/events/catalog.ts';
import type { RunId } from '@rollcall/core/ids.ts';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { fakeServer, Refusal } from '../../fixtures/fake-server.ts';
import { license } from '../../fixtures/fixtures.ts';
import { useFakeBrowser } from '../../fixtures/render-app.tsx';
import { type LicenseFeed, LicenseFeedContext } from '../../live/license-feed.ts';
import { en as domainEn } from '../../words/domains/en.ts';
import { en } from '../../words/en.ts';
import { en as licenseEn } from '../../words/license/en.ts';
import { en as lmsConnectEn } from '../../words/lms-connect/en.ts';
import { auditWords } from '../../words/parts/audit.ts';
import { AuditLog } from './audit-log.tsx';

useFakeBrowser();
const words = auditWords.audit;
const { id: licenseId } = license();

function entry(seq: number, changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    seq,
    at: '2026-11-22T10:00:00.000Z',
    actor: { kind: 'admin', name: 'Lena Ortiz' },
    action: 'member.removed',
    people: { shown: [{ email: `p${seq}@school.example`, name: null }], count: 1 },
    facts: { was: 'accepted' },
    run: null,
    ...changes,
  };
}

function page(entries: AuditEntry[], changes: Partial<AuditPage> = {}): AuditPage {
  return { entries, nextCursor: null, seq: 10, tooManyPeople: false, ...changes };
}

/** The log as it stands on its page; what is returned makes the licence go on. */
function renderLog(list: (input: { filter: unknown; cursor?: number }) => AuditPage) {
  fakeServer.answer({
    'audit.actors': () => [{ id: crypto.randomUUID(), name: 'Omar Haddad' }],
    'audit.list': list,
  });
  let goOn: (seq: number) => void = () => {};
  function Page() {
    const [seq, setSeq] = useState(10);
    goOn = setSeq;
    return (
      <LicenseFeedContext value={{ licenseId, license: license({ seq }) } as LicenseFeed}>
        <AuditLog licenseId={licenseId} />
      </LicenseFeedContext>
    );
  }
  const router = createRouter({
    routeTree: createRootRoute({ component: Page }),
    history: createMemoryHistory(),
  });
  render(
    <WordsProvider words={{ ...en, ...licenseEn, ...domainEn, ...lmsConnectEn }} timeZone="UTC">
      <ApiProvider>
        <RouterProvider router={router as never} />
      </ApiProvider>
    </WordsProvider>,
  );
  return { user: userEvent.setup(), goOn: (seq: number) => goOn(seq) };
}

const items = async () =>
  within(await screen.findByRole('list', { name: words.list })).getAllByRole('listitem');
const lastFilter = () => (fakeServer.callsOf('audit.list').at(-1) as { filter: unknown } | undefined)?.filter;

test('[AUDIT-1] entries are sentences, and older ones come when asked for', async () => {
  const { user } = renderLog(({ cursor }) =>
    cursor === 9 ? page([entry(8)]) : page([entry(10), entry(9)], { nextCursor: 9 }),
  );
  const [first] = await items();
  expect(first?.textContent).toContain('Lena Ortiz removed p10@school.example');
  expect(first?.textContent).toContain('Was Accepted');
  await user.click(screen.getByRole('button', { name: words.more }));
  await waitFor(async () => expect(await items()).toHaveLength(3));
  expect(screen.queryByRole('button', { name: words.more })).toBeNull();
});

test('[AUDIT-2] who and whom: former admins, the vendor, many people, runs, and what was erased', async () => {
  const shown = [1, 2, 3].map((number) => ({
    email: `p${number}@a.example`,
    name: number === 1 ? 'Ana' : null,
  }));
  const runId = '00000000-0000-4000-8000-0000000000cc' as RunId;
  renderLog(() =>
    page([
      entry(5, { actor: { kind: 'former_admin', name: null }, people: { shown, count: 40 }, facts: null }),
      entry(4, {
        action: 'license.renewed',
        actor: { kind: 'vendor', name: null },
        facts: { staffSeats: null },
      }),
      entry(3, {
        action: 'run.ended',
        actor: { kind: 'system', name: null },
        run: { id: runId, number: 12, kind: 'csv_add' },
        facts: { ended: 'done', outcomes: { invited: 1200 } },
      }),
      entry(2, {
        action: 'admin.granted',
        actor: { kind: 'vendor', name: null },
        facts: { admin: 'new@a.example' },
      }),
      entry(1, {
        action: 'member.declined',
        actor: { kind: 'member', name: 'Ben' },
        facts: { reason: null },
      }),
      entry(0, {
        action: 'run.ended',
        actor: { kind: 'system', name: null },
        run: { id: runId, number: 13, kind: 'csv_add' },
        facts: { ended: 'cancelled', failure: 'right_ended', outcomes: { invited: 20 } },
      }),
    ]),
  );
  const texts = (await items()).map(({ textContent }) => textContent);
  expect(texts[0]).toContain(
    `${words.actors.former_admin} removed Ana (p1@a.example), p2@a.example, p3@a.example and 37 others`,
  );
  expect(texts[0]).toContain(words.erased);
  expect(texts[1]).toContain(`${words.actors.vendor} renewed the license`);
  expect(texts[1]).toContain(words.facts.staffUnlimited);
  expect(texts[2]).toContain('Upload #12 ended');
  expect(texts[2]).toContain('Done · Invited: 1,200');
  expect(texts[5]).toContain(`Stopped · ${words.facts.failure.right_ended} · Invited: 20`);
  expect(screen.getByRole('link', { name: 'Open Upload #12' }).getAttribute('href')).toContain(runId);
  expect(texts[3]).toContain('The vendor made new@a.example a license admin');
  expect(texts[4]).toContain('Ben declined the invitation');
  expect(texts[4]).toContain(words.facts.noReason);
});

test('[AUDIT-2] every action has its sentence', async () => {
  renderLog(() => page(eventType.options.map((action, index) => entry(index + 1, { action, facts: {} }))));
  for (const { textContent } of await items()) expect(textContent).not.toMatch(/audit\.|undefined|\{/);
});

test('[AUDIT-3] what is asked for is asked of the server, and is what the export holds', async () => {
  const { user } = renderLog(() => page([entry(10)]));
  await items();
  await user.type(screen.getByRole('searchbox', { name: words.search }), ' maria ');
  await user.selectOptions(screen.getByRole('combobox', { name: words.action }), words.groups.answers);
  await user.selectOptions(screen.getByRole('combobox', { name: words.actor }), words.actors.vendor);
  await user.type(screen.getByRole('textbox', { name: words.run }), '#7');
  const asked = {
    ...noAuditFilter,
    search: 'maria',
    actions: ['member.joined', 'member.declined'],
    actor: 'vendor',
    runNumber: 7,
  };
  await waitFor(() => expect(lastFilter()).toEqual(asked));
  const href = screen.getByRole('link', { name: words.export }).getAttribute('href') ?? '';
  const link = new URL(href, 'http://localhost');
  expect(link.pathname).toBe(`/files/licenses/${licenseId}/audit.csv`);
  expect(JSON.parse(link.searchParams.get('filter') ?? '')).toEqual(asked);
  await user.click(screen.getByRole('button', { name: words.clear }));
  await waitFor(() =>
    expect(
      new URL(
        screen.getByRole('link', { name: words.export }).getAttribute('href') ?? '',
        'http://localhost',
      ).searchParams.get('filter'),
    ).toBe(JSON.stringify(noAuditFilter)),
  );
});

test('[LIVE-9] what happens meanwhile moves nothing, and is there to be shown', async () => {
  let entries = [entry(10)];
  let seq = 10;
  const { user, goOn } = renderLog(() => page(entries, { seq }));
  await items();
  entries = [entry(12), entry(11), ...entries];
  seq = 12;
  goOn(12);
  await screen.findByText('2 new entries');
  expect(await items()).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: words.showNews }));
  await waitFor(async () => expect(await items()).toHaveLength(3));
  expect(screen.queryByText(/new entr/)).toBeNull();
});

test('nothing that matches, too much that matches, and a failure have words and a way out', async () => {
  let fails = true;
  const { user } = renderLog(() => {
    if (fails) throw new Refusal({ code: 'INTERNAL', details: { correlationId: 'abc' } });
    return page([], { tooManyPeople: true });
  });
  await screen.findByText(words.failed);
  fails = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText(words.emptyTitle);
  expect(screen.getByText(words.tooManyPeople)).toBeTruthy();
});
