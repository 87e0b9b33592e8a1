import { packetRowLimit } from '@rollcall/core/events/protocol.ts';
import type { DistrictId, LicenseId, MemberId } from '@rollcall/core/ids.ts';
import { describe, expect, test } from 'vitest';
import { namedRows, peopleOf, type StoredEvent } from './stored-event.ts';

const ids = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `row ${from + index}` as MemberId);

function event(
  type: string,
  memberIds: readonly MemberId[] | null,
  named = memberIds?.length ?? null,
): StoredEvent {
  return {
    districtId: 'district' as DistrictId,
    licenseId: 'license' as LicenseId,
    seq: 1,
    type,
    named,
    memberIds,
    runId: null,
  };
}

describe('the rows that events name', () => {
  test('[LIVE-5] are each listed once, in the order in which they were named', () => {
    expect(
      namedRows([
        event('member.added', ids(1, 3)),
        event('license.keyChanged', null),
        event('member.joined', ids(2, 4)),
      ]),
    ).toEqual(ids(1, 4));
  });

  test('[LIVE-5] are told as a range when they are too many, together or in one event', () => {
    const half = packetRowLimit / 2;
    const fits = [event('member.added', ids(1, half)), event('member.added', ids(half + 1, packetRowLimit))];
    expect(namedRows(fits)).toHaveLength(packetRowLimit);
    expect(namedRows([...fits, event('member.joined', ids(1, 2))])).toHaveLength(packetRowLimit);
    expect(namedRows([...fits, event('member.joined', ids(900, 900))])).toBeNull();
    expect(namedRows([event('member.added', null, packetRowLimit + 1)])).toBeNull();
  });

  test('[F20] are unknown when an event cannot be understood', () => {
    expect(namedRows([event('member.cloned', ids(1, 1))])).toBeNull();
    expect(namedRows([event('member.added', null)])).toBeNull();
  });

  test('are none when events are of the licence itself', () => {
    expect(namedRows([event('license.renewed', null)])).toEqual([]);
  });
});

describe('whose inbox an event changes', () => {
  test.each([
    ['member.joined', 'members'],
    ['member.shown', 'none'],
    ['license.renewed', 'everyMember'],
    ['member.cloned', 'everyMember'],
  ])('[F20] %s: %s', (type, people) => {
    expect(peopleOf(event(type, null))).toBe(people);
  });
});
