import type { MemberPlaces } from '@rollcall/core/members/contract.ts';
import { noMemberFilter } from '@rollcall/core/members/filter.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { epoch, packet } from '../fixtures/fixtures.ts';
import { SimulatedLicense } from '../fixtures/simulated-license.ts';
import { appendToLog, type ChangeLog } from './change-log.ts';
import type { ListQuery } from './list-order.ts';
import { LiveRows } from './live-rows.ts';

const byEmail: ListQuery = { filter: noMemberFilter, sort: 'email', order: 'ascending' };
const invited: ListQuery = { ...byEmail, filter: { ...noMemberFilter, statuses: ['invited'] } };
const every = 100;

beforeEach(() => vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A list on a simulated licence of so many people, with what was read of it. */
function openList(people: number, query = byEmail, fails = false) {
  let failing = fails;
  const license = new SimulatedLicense();
  license.tell(Array.from({ length: people }, (_, index) => ({ kind: 'add' as const, pick: index })));
  const reads: unknown[] = [];
  const places = (): MemberPlaces => {
    const rows = license.list(query);
    const cursors = rows.filter((_, index) => (index + 1) % every === 0).map((row) => JSON.stringify(row));
    return { total: rows.length, isExact: true, every, cursors, seq: license.seq, epoch };
  };
  const rows = new LiveRows(query, {
    readPage: async (request) => {
      reads.push(request);
      if (failing) throw new Error('The line is down');
      return license.read(query, 100, request);
    },
    readPlaces: async () => places(),
  });
  let log: ChangeLog = [];
  const hear = (...happenings: Parameters<SimulatedLicense['tell']>[0]) => {
    ({ log } = appendToLog(log, [license.tell(happenings)]));
    rows.hear(log, { epoch, seq: 0 }, 0);
  };
  const settle = () => vi.advanceTimersByTimeAsync(1_000);
  const shown = () => rows.getState().shown?.rows.map(({ email }) => email) ?? [];
  const all = () => license.list(query).map(({ email }) => email);
  const heal = () => {
    failing = false;
  };
  rows.setTotal(people);
  rows.start();
  return { license, rows, reads, hear, settle, shown, all, heal };
}

test('[LIST-9] reads on while somebody scrolls, and lets go of what lies far behind', async () => {
  const { rows, settle, shown, all } = openList(3_000);
  await settle();
  for (let from = 0; from < 2_000; from += 40) {
    rows.see(from, from + 20);
    await settle();
  }
  const { window } = rows.getState();
  expect(window?.first).toBeGreaterThan(500);
  expect(shown().length).toBeLessThanOrEqual(1_300);
  expect(shown()).toEqual(all().slice(window?.first, (window?.first ?? 0) + shown().length));
});

test('[LIST-9] a jump reads once, where the reader stops, and not on the way', async () => {
  const { rows, reads, settle, shown, all } = openList(5_000);
  await settle();
  const before = reads.length;
  for (const from of [900, 1_800, 2_900, 3_700]) rows.see(from, from + 20);
  await settle();
  // Where they stopped, and on from there in both directions.
  expect(reads.length - before).toBeLessThanOrEqual(3);
  const first = rows.getState().window?.first ?? 0;
  expect(first).toBeLessThanOrEqual(3_700);
  expect(shown()).toEqual(all().slice(first, first + shown().length));
  rows.see(4_980, 4_999);
  await settle();
  expect(shown().at(-1)).toBe(all().at(-1));
  expect((rows.getState().window?.first ?? 0) + shown().length).toBe(5_000);
});

test('[LIST-10] who leaves while being looked at stays, marked, until the reader goes on', async () => {
  const { rows, license, hear, settle, shown } = openList(400, invited);
  await settle();
  rows.see(0, 20);
  const one = rows.getState().shown?.rows[3];
  const far = rows.getState().shown?.rows[60];
  if (one === undefined || far === undefined) throw new Error('Too few people are invited');
  hear({ kind: 'remove', pick: license.rows.indexOf(one) });
  hear({ kind: 'remove', pick: license.rows.indexOf(far) });
  expect(rows.getState().shown?.stayed.get(one.id)?.mark).toBe('left');
  expect(shown()).toContain(one.email);
  expect(shown()).not.toContain(far.email);
  rows.see(30, 50);
  expect(shown()).not.toContain(one.email);
});

test('whoever was removed by the reader goes at once, whether the news comes before or after', async () => {
  const { rows, license, hear, settle, shown } = openList(50);
  await settle();
  rows.see(0, 20);
  const [one, two] = rows.getState().shown?.rows ?? [];
  if (one === undefined || two === undefined) throw new Error('Nobody is there');
  rows.dismiss(one.id);
  hear({ kind: 'remove', pick: license.rows.indexOf(one) });
  hear({ kind: 'remove', pick: license.rows.indexOf(two) });
  rows.dismiss(two.id);
  expect(shown()).not.toContain(one.email);
  expect(shown()).not.toContain(two.email);
});

test('[LIST-10] nobody comes under the hand of a reader who works in the list; they are shown when asked for', async () => {
  const { rows, hear, settle, shown, all } = openList(30);
  await settle();
  rows.see(0, 29);
  rows.setBusy(true);
  const before = shown();
  for (let pick = 0; pick < 8; pick += 1) hear({ kind: 'add', pick });
  // Those behind the last row on screen do not move it.
  expect(shown().slice(0, 29)).toEqual(before.slice(0, 29));
  expect(shown()).not.toEqual(all());
  const held = all().length - shown().length;
  expect(rows.getState().newcomers).toBe(held);
  rows.showNewcomers();
  expect(rows.getState().newcomers).toBe(0);
  expect(shown()).toEqual(all());
});

test('[LIST-10] who comes before the eyes of an idle reader is not counted as still to be shown', async () => {
  const { license, rows, settle, shown, all } = openList(30);
  await settle();
  rows.see(0, 20);
  let beforeEyes = 0;
  let behind = 0;
  for (let pick = 0; pick < 12; pick += 1) {
    const onScreen = shown().slice(0, 21);
    const told = license.tell([{ kind: 'add', pick }]);
    told.happened.push({ type: 'member.added', count: 1 });
    rows.hear(appendToLog([], [told]).log, { epoch, seq: 0 }, 0);
    await settle();
    if (all().slice(0, 21).join() === onScreen.join()) behind += 1;
    else beforeEyes += 1;
  }
  expect(beforeEyes).toBeGreaterThan(0);
  expect(rows.getState().newcomers).toBe(behind);
});

test('[LIST-10] who was held back takes their place once nobody looks there', async () => {
  const { rows, hear, settle, shown, all } = openList(300);
  await settle();
  rows.see(0, 90);
  rows.setBusy(true);
  for (let pick = 0; pick < 20; pick += 1) hear({ kind: 'add', pick });
  expect(shown()).not.toEqual(all().slice(0, shown().length));
  rows.see(92, 99);
  await settle();
  expect(shown()).toEqual(all().slice(0, shown().length));
  expect(rows.getState().newcomers).toBe(0);
});

test('[LIVE-5] what is told in bulk has the rows on screen read anew, at most once a second', async () => {
  const { rows, license, reads, settle, shown, all } = openList(300);
  await settle();
  rows.see(0, 20);
  await settle();
  const before = reads.length;
  for (let burst = 0; burst < 50; burst += 1) {
    const told = license.tell([{ kind: 'add', pick: burst }]);
    const bulk = packet(told.to, { epoch, bulk: true });
    rows.hear([bulk], { epoch, seq: told.to }, 0);
    await vi.advanceTimersByTimeAsync(20);
  }
  await settle();
  expect(reads.length - before).toBeLessThanOrEqual(6);
  expect(shown()).toEqual(all().slice(0, shown().length));
});

test('a read that failed stops the list and is repeated when asked', async () => {
  const { rows, reads, settle, shown, heal } = openList(300, byEmail, true);
  await settle();
  expect(rows.getState().failure?.kind).toBe('open');
  const tried = reads.length;
  await settle();
  expect(reads).toHaveLength(tried);
  heal();
  rows.readAnew();
  await settle();
  expect(shown().length).toBeGreaterThan(0);
});
