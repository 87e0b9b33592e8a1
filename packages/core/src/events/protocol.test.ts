import { expect, test } from 'vitest';
import { licensePacket, watchInput } from './protocol.ts';

const id = (end: number) => `6f6a3c86-5d3c-4f0a-9a55-0d6f2f0f6f0${end}`;
const count = { accepted: 1, invited: 0, rejected: 0 };
const packet = {
  licenseId: id(1),
  epoch: id(2),
  from: 4,
  to: 5,
  license: {
    id: id(1),
    name: 'Elm School',
    type: 'school',
    districtName: 'Elm',
    startsAt: '2026-08-01T00:00:00.000Z',
    endsAt: '2027-07-31T00:00:00.000Z',
    phase: 'active',
    staffSeats: null,
    studentSeats: 50,
    counts: { teacher: count, student: count, other: count },
    seatsHeld: { staff: 0, student: 0 },
    keyEnabled: false,
    keyUserType: 'student',
    seq: 5,
  },
  members: [
    {
      id: id(3),
      email: 'Ana@school.edu',
      canonicalEmail: 'ana@school.edu',
      name: null,
      userType: 'student',
      status: 'invited',
      sources: ['email'],
      addedBy: 'Tom',
      addedAt: '2026-09-01T08:00:00.000Z',
      shownOn: null,
      lastActiveOn: null,
      mail: null,
      declineReason: null,
      seq: 5,
    },
  ],
  removed: [],
  bulk: false,
  happened: [{ type: 'member.added', count: 1 }],
};

test('[F20] an older client reads the packet of a newer server: fields it does not know are left out', () => {
  const newer = {
    ...packet,
    fresh: 1,
    license: { ...packet.license, fresh: 1, counts: { ...packet.license.counts, guest: count } },
    members: packet.members.map((member) => ({ ...member, fresh: 1 })),
  };
  expect(licensePacket.parse(newer)).toEqual(licensePacket.parse(packet));
  expect(JSON.stringify(licensePacket.parse(newer))).not.toContain('fresh');
});

test('[F20] a newer client reads the packet of an older server: what that one does not say is as it was then', () => {
  const { seatsHeld: _held, ...license } = packet.license;
  const members = packet.members.map(({ lastActiveOn: _day, mail: _mail, ...member }) => member);
  expect(licensePacket.parse({ ...packet, license, members })).toEqual(licensePacket.parse(packet));
  const { runs } = licensePacket.parse({ ...packet, runs: [{ id: id(4), state: 'dreaming' }] });
  expect(runs).toBeUndefined();
});

test('[LIVE-2] a packet without its range, or with a row that is none, is refused', () => {
  expect(licensePacket.safeParse({ ...packet, from: undefined }).success).toBe(false);
  expect(licensePacket.safeParse({ ...packet, members: [{ id: id(3) }] }).success).toBe(false);
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '5'])(
  '[LIVE-3] %s is no position to resume from',
  (after) => {
    expect(watchInput.safeParse({ licenseId: id(1), epoch: id(2), after }).success).toBe(false);
    expect(watchInput.safeParse({ licenseId: id(1), epoch: id(2), after: 5 }).success).toBe(true);
  },
);

test('[B04] [E06] a request to watch names no room and no district', () => {
  const input = { licenseId: id(1), epoch: null, after: null };
  expect(watchInput.safeParse(input).success).toBe(true);
  expect(watchInput.safeParse({ ...input, room: 'license:1' }).success).toBe(false);
  expect(watchInput.safeParse({ ...input, districtId: id(2) }).success).toBe(false);
});
