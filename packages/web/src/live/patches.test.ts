import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { MemberPage } from '@rollcall/core/members/contract.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Happening, SimulatedLicense } from '../fixtures/simulated-license.ts';
import { appendToLog, type ChangeLog, followList, type LiveList } from './change-log.ts';
import { applyPacket, compareRows, type ListQuery, type LoadedList, loadedList } from './patches.ts';

const happening: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constantFrom('add', 'add', 'status', 'status', 'shown', 'remove'),
  pick: fc.nat(1000),
});
const query: fc.Arbitrary<ListQuery> = fc.record({
  filter: fc.record({ status: fc.constantFrom(null, 'invited', 'accepted', 'rejected') }),
  sort: fc.constantFrom('added', 'email'),
});

/** What a fresh read of the same stretch gives. */
function fresh(license: SimulatedLicense, list: LoadedList, { filter, sort }: ListQuery) {
  const { end } = list.stretches.at(-1) ?? { end: null };
  return license.list({ filter, sort }).filter((row) => end === null || compareRows(row, end, sort) <= 0);
}

test('[LIVE-2] what is loaded, patched by packets, is what a fresh read of it gives', () => {
  let checked = 0;
  fc.assert(
    fc.property(
      query,
      fc.array(happening, { maxLength: 40 }),
      fc.array(fc.array(happening, { minLength: 1, maxLength: 6 }), { maxLength: 20 }),
      fc.integer({ min: 1, max: 12 }),
      (asked, past, bursts, limit) => {
        const license = new SimulatedLicense();
        license.tell(past);
        let list = loadedList([license.read(asked, limit, null)]);
        for (const burst of bursts) {
          list = applyPacket(list, license.tell(burst), asked);
          expect(list.rows).toEqual(fresh(license, list, asked));
          checked += list.rows.length;
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(checked).toBeGreaterThan(1000);
});

/** Steps of a page's life: something happens, what happened arrives, the next page is read, all are read anew. */
type Step = { readonly do: 'happen' | 'arrive' | 'more' | 'anew'; readonly burst: readonly Happening[] };

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('happen', 'happen', 'happen', 'arrive', 'arrive', 'more', 'more', 'anew'),
  burst: fc.array(happening, { minLength: 1, maxLength: 4 }),
});
const addition: fc.Arbitrary<Happening> = fc.record({ kind: fc.constant('add'), pick: fc.nat(1000) });
const pageSize = 5;

/** Reads as many pages as there were, one behind the other. */
function readAnew(license: SimulatedLicense, asked: ListQuery, count: number): MemberPage[] {
  const pages = [license.read(asked, pageSize, null)];
  for (let last = pages[0]; last?.nextCursor && pages.length < count; last = pages.at(-1)) {
    pages.push(license.read(asked, pageSize, last.members.at(-1) ?? null));
  }
  return pages;
}

test('[LIVE-2] [I5] pages read before, between and after packets end as a fresh read', () => {
  let pagesRead = 0;
  let compared = 0;
  const past = fc.array(addition, { minLength: 10, maxLength: 40 });
  const steps = fc.array(step, { minLength: 10, maxLength: 40 });
  fc.assert(
    fc.property(query, past, steps, (asked, before, taken) => {
      const license = new SimulatedLicense();
      license.tell(before);
      let pages = readAnew(license, asked, 1);
      let log: ChangeLog = [];
      let onTheWay: LicensePacket[] = [];
      let live: LiveList | null = null;
      for (const { do: what, burst } of taken) {
        const last = pages.at(-1);
        if (what === 'happen') onTheWay.push(license.tell(burst));
        if (what === 'arrive') {
          log = onTheWay.reduce(appendToLog, log);
          onTheWay = [];
        }
        if (what === 'more' && last?.nextCursor) {
          pages = [...pages, license.read(asked, pageSize, last.members.at(-1) ?? null)];
          pagesRead += 1;
        }
        if (what === 'anew') pages = readAnew(license, asked, pages.length);
        live = followList(live, pages, asked, log);
        if (onTheWay.length > 0) continue;
        expect(live.list.rows).toEqual(fresh(license, live.list, asked));
        compared += 1;
      }
    }),
    { numRuns: 500 },
  );
  expect(pagesRead).toBeGreaterThan(500);
  expect(compared).toBeGreaterThan(500);
});

const everybody: ListQuery = { filter: { status: null }, sort: 'added' };
const invited: ListQuery = { filter: { status: 'invited' }, sort: 'email' };
const add = (pick: number): Happening => ({ kind: 'add', pick });

test('a packet that changes nothing on the list returns the list itself', () => {
  const license = new SimulatedLicense();
  license.tell([add(0), add(1), add(2)]);
  const list = loadedList([license.read(everybody, 10, null)]);
  expect(applyPacket(list, { members: license.rows, removed: [] }, everybody)).toBe(list);
});

test('rows that did not change keep their identity', () => {
  const license = new SimulatedLicense();
  license.tell([add(0), add(1), add(2)]);
  const list = loadedList([license.read(everybody, 10, null)]);
  const next = applyPacket(list, license.tell([{ kind: 'shown', pick: 1 }]), everybody);
  const kept = next.rows.filter((row) => list.rows.includes(row));
  expect(next.rows).toHaveLength(3);
  expect(kept).toHaveLength(2);
});

test('rows behind what is loaded are not inserted', () => {
  const license = new SimulatedLicense();
  license.tell([add(4), add(4), add(4)]);
  const list = loadedList([license.read(everybody, 2, null)]);
  const packet = license.tell([add(0)]);
  expect(packet.members).toHaveLength(1);
  expect(applyPacket(list, packet, everybody)).toBe(list);
});

test('old news does not bring back who has left the list since', () => {
  const license = new SimulatedLicense();
  const first = license.tell([{ kind: 'add', pick: 0 }]);
  license.tell([{ kind: 'status', pick: 1 }]);
  const list = loadedList([
    license.read({ ...invited, filter: { status: first.members[0]?.status ?? null } }, 10, null),
  ]);
  expect(list.rows).toEqual([]);
  expect(applyPacket(list, first, { ...invited, filter: { status: first.members[0]?.status ?? null } })).toBe(
    list,
  );
});

test('news of another epoch leaves a list alone', () => {
  const license = new SimulatedLicense();
  const pages = [license.read(everybody, 10, null)];
  const packet = { ...license.tell([add(1)]), epoch: '00000000-0000-4000-8000-0000000000ff' as never };
  expect(followList(null, pages, everybody, [packet]).list.rows).toEqual([]);
  expect(
    followList(null, pages, everybody, [{ ...packet, epoch: pages[0]?.epoch as never }]).list.rows,
  ).toHaveLength(1);
});

test('a long log is joined, and lists continue from it as if it were not', () => {
  const license = new SimulatedLicense();
  license.tell(Array.from({ length: 20 }, (_, index) => add(index)));
  const pages = [license.read(everybody, 50, null)];
  let log: ChangeLog = [];
  let live: LiveList | null = null;
  for (let index = 0; index < 1000; index += 1) {
    const kind = index % 7 === 0 ? 'remove' : index % 3 === 0 ? 'add' : 'status';
    log = appendToLog(log, license.tell([{ kind, pick: index * 31 }]));
    live = followList(live, pages, everybody, log);
  }
  expect(log.length).toBeLessThan(250);
  expect(live?.list.rows).toEqual(license.list(everybody));
});
