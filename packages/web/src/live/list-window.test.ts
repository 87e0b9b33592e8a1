import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import { type MemberActivity, noMemberFilter } from '@rollcall/core/members/filter.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Happening, SimulatedLicense } from '../fixtures/simulated-license.ts';
import { compareRows, type ListQuery } from './list-order.ts';
import {
  extendAfter,
  extendBefore,
  type ListWindow,
  lastOf,
  openWindow,
  type PageRequest,
  patchWindow,
  requestAfter,
  requestAt,
  requestBefore,
  trimWindow,
} from './list-window.ts';

const now = new Date('2026-11-22T12:00:00Z');
const happening: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constantFrom('add', 'add', 'status', 'status', 'shown', 'name', 'remove'),
  pick: fc.nat(1000),
});
const query: fc.Arbitrary<ListQuery> = fc.record({
  filter: fc
    .record({
      statuses: fc.constantFrom<MemberStatus[]>([], ['invited'], ['accepted', 'rejected']),
      activity: fc.constantFrom<MemberActivity | null>(null, null, 'not_shown'),
    })
    .map((fields) => ({ ...noMemberFilter, ...fields })),
  sort: fc.constantFrom('added' as const, 'email' as const, 'name' as const),
  order: fc.constantFrom('ascending' as const, 'descending' as const),
});
const place: fc.Arbitrary<PageRequest> = fc.record({
  cursor: fc.constant(null),
  towards: fc.constantFrom('after', 'after', 'before'),
  skip: fc.integer({ min: 0, max: 10 }),
});
const pageSize = 5;

/** What a fresh read between the same two places gives. */
function fresh(license: SimulatedLicense, { stretches, query: asked }: ListWindow) {
  const { from } = stretches[0];
  const { end } = lastOf({ stretches } as ListWindow);
  return license.list(asked).filter((row) => {
    const behind = from === null ? 1 : compareRows(row, from.place, asked);
    return (
      (behind > 0 || (behind === 0 && from?.itself)) && (end === null || compareRows(row, end, asked) <= 0)
    );
  });
}

function open(
  license: SimulatedLicense,
  asked: ListQuery,
  request: PageRequest,
  size = pageSize,
): ListWindow | null {
  const page = license.read(asked, size, request);
  if (page.members.length === 0 && license.list(asked).length > 0) return null;
  return openWindow(asked, page, request, license.list(asked).indexOf(page.members[0] as never));
}

test('[LIVE-2] a window, patched by packets, is what a fresh read between its ends gives', () => {
  let checked = 0;
  let inside = 0;
  const bursts = fc.array(fc.array(happening, { minLength: 1, maxLength: 6 }), { maxLength: 20 });
  fc.assert(
    fc.property(
      query,
      place,
      fc.array(happening, { minLength: 20, maxLength: 60 }),
      bursts,
      (asked, at, past, told) => {
        const license = new SimulatedLicense();
        license.tell(past);
        let window = open(license, asked, at);
        if (window === null) return;
        for (const burst of told) {
          window = patchWindow(window, license.tell(burst), now).window;
          expect(window.rows).toEqual(fresh(license, window));
          checked += window.rows.length;
          if (window.stretches[0].from !== null) inside += 1;
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(checked).toBeGreaterThan(1000);
  expect(inside).toBeGreaterThan(100);
});

/** Steps of a window's life: something happens, what happened arrives, it grows at an end, is trimmed or read elsewhere. */
type Step = {
  readonly do: 'happen' | 'arrive' | 'after' | 'before' | 'trim' | 'again';
  readonly burst: readonly Happening[];
};
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('happen', 'happen', 'happen', 'arrive', 'arrive', 'after', 'before', 'trim', 'again'),
  burst: fc.array(happening, { minLength: 1, maxLength: 4 }),
});

function grow(license: SimulatedLicense, window: ListWindow, side: 'after' | 'before'): ListWindow {
  const request = side === 'after' ? requestAfter(window) : requestBefore(window);
  if (request === null) return window;
  const page = license.read(window.query, pageSize, request);
  return side === 'after' ? extendAfter(window, page, request) : extendBefore(window, page, request);
}

function take(license: SimulatedLicense, window: ListWindow, { do: what, burst }: Step): ListWindow {
  if (what === 'after' || what === 'before') return grow(license, window, what);
  const at = window.first + ((burst[0]?.pick ?? 0) % Math.max(1, window.rows.length));
  if (what === 'trim') return trimWindow(window, at, at, pageSize);
  if (what !== 'again') return window;
  return open(license, window.query, requestAt(window, at).request) ?? window;
}

test('[LIVE-2] [I5] windows that grow, shrink and jump between packets end as a fresh read', () => {
  let compared = 0;
  let stretches = 0;
  const addition: fc.Arbitrary<Happening> = fc.record({ kind: fc.constant('add'), pick: fc.nat(1000) });
  const past = fc.array(addition, { minLength: 10, maxLength: 40 });
  fc.assert(
    fc.property(
      query,
      place,
      past,
      fc.array(step, { minLength: 10, maxLength: 40 }),
      (asked, at, before, steps) => {
        const license = new SimulatedLicense();
        license.tell(before);
        let window = open(license, asked, at);
        if (window === null) return;
        const log: LicensePacket[] = [];
        let onTheWay: LicensePacket[] = [];
        for (const one of steps) {
          if (one.do === 'happen') onTheWay.push(license.tell(one.burst));
          if (one.do === 'arrive') {
            for (const packet of onTheWay) window = patchWindow(window, packet, now).window;
            log.push(...onTheWay);
            onTheWay = [];
          }
          const { seq } = license;
          window = take(license, window, one);
          // What was told before a page was read may still have to be folded into it.
          for (const packet of log)
            if (packet.to > seq - 50) window = patchWindow(window, packet, now).window;
          stretches = Math.max(stretches, window.stretches.length);
          if (onTheWay.length > 0) continue;
          expect(window.rows).toEqual(fresh(license, window));
          compared += 1;
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(compared).toBeGreaterThan(500);
  expect(stretches).toBeGreaterThan(3);
});

const everybody: ListQuery = { filter: noMemberFilter, sort: 'added', order: 'descending' };
const beginning: PageRequest = { cursor: null, towards: 'after', skip: 0 };
const add = (pick: number): Happening => ({ kind: 'add', pick });

function windowOf(license: SimulatedLicense, asked = everybody, size = 10): ListWindow {
  const window = open(license, asked, beginning, size);
  if (window === null) throw new Error('There is nobody at the beginning');
  return window;
}

test('a packet that changes nothing on the list returns the window itself', () => {
  const license = new SimulatedLicense();
  license.tell([add(0), add(1), add(2)]);
  const window = windowOf(license);
  expect(patchWindow(window, { members: license.rows, removed: [] }, now).window).toBe(window);
});

test('rows that did not change keep their identity', () => {
  const license = new SimulatedLicense();
  license.tell([add(0), add(1), add(2)]);
  const window = windowOf(license);
  const next = patchWindow(window, license.tell([{ kind: 'shown', pick: 1 }]), now).window;
  expect(next.rows).toHaveLength(3);
  expect(next.rows.filter((row) => window.rows.includes(row))).toHaveLength(2);
});

test('rows behind what is loaded are not inserted', () => {
  const license = new SimulatedLicense();
  license.tell([add(4), add(4), add(4)]);
  const window = windowOf(license, everybody, 2);
  const packet = license.tell([add(0)]);
  expect(packet.members).toHaveLength(1);
  expect(patchWindow(window, packet, now).window).toBe(window);
});

test('old news does not bring back who has left the list since', () => {
  const license = new SimulatedLicense();
  const first = license.tell([add(0)]);
  license.tell([{ kind: 'status', pick: 1 }]);
  const status = first.members[0]?.status ?? 'invited';
  const window = windowOf(license, { ...everybody, filter: { ...noMemberFilter, statuses: [status] } });
  expect(window.rows).toEqual([]);
  expect(patchWindow(window, first, now).window).toBe(window);
});

test('who leaves is named with what became of them, and who comes is named', () => {
  const license = new SimulatedLicense();
  license.tell([add(0), add(0), add(0)]);
  const window = windowOf(license, { ...everybody, filter: { ...noMemberFilter, statuses: ['invited'] } });
  const [one, two] = window.rows;
  if (one === undefined || two === undefined) throw new Error('Nobody is invited');
  const declined = { ...one, status: 'rejected' as const, seq: one.seq + 10 };
  const patched = patchWindow(window, { members: [declined], removed: [two.id] }, now);
  expect([...patched.left]).toEqual([
    [one.id, declined],
    [two.id, null],
  ]);
  expect(patchWindow(patched.window, { members: [{ ...one, seq: 30 }], removed: [] }, now).arrived).toEqual(
    new Set([one.id]),
  );
});
