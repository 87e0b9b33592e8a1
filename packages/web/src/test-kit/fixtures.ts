import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { Epoch, LicenseId, MemberId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { AdditionLine, AdditionPlan, MemberPage, MemberView } from '@rollcall/core/members/contract.ts';

const licenseId = '00000000-0000-4000-8000-000000000001' as LicenseId;
export const epoch = '00000000-0000-4000-8000-00000000000e' as Epoch;

const nobody = { accepted: 0, invited: 0, rejected: 0 };
export const noCounts = { teacher: nobody, student: nobody, other: nobody };

export function license(changes: Partial<LicenseView> = {}): LicenseView {
  return {
    id: licenseId,
    name: 'Cedar Building',
    type: 'building',
    districtName: 'Riverbend',
    startsAt: '2026-09-01T00:00:00.000Z',
    endsAt: '2999-09-01T00:00:00.000Z',
    phase: 'active',
    staffSeats: 10,
    studentSeats: 40,
    counts: noCounts,
    keyEnabled: false,
    keyUserType: 'student',
    seq: 10,
    ...changes,
  };
}

export function member(number: number, changes: Partial<MemberView> = {}): MemberView {
  const email = `p${number}@school.example`;
  return {
    id: `00000000-0000-4000-8000-${number.toString().padStart(12, '0')}` as MemberId,
    email,
    canonicalEmail: email,
    name: null,
    userType: 'student',
    status: 'invited',
    sources: ['email'],
    addedBy: 'Ana Ruiz',
    // The lower the number, the newer the row: lists are easy to read in their usual order.
    addedAt: new Date(Date.UTC(2026, 10, 22, 10, 0, 0) - number * 1000).toISOString(),
    shownOn: null,
    seq: 5,
    ...changes,
  };
}

export function page(members: MemberView[], changes: Partial<MemberPage> = {}): MemberPage {
  return { members, nextCursor: null, counts: noCounts, seq: 10, epoch, ...changes };
}

export function packet(seq: number, changes: Partial<LicensePacket> = {}): LicensePacket {
  return {
    licenseId,
    epoch,
    from: seq,
    to: seq,
    license: license({ seq }),
    members: [],
    removed: [],
    bulk: false,
    happened: [],
    ...changes,
  };
}

/** Answers of a server on which Lena Ortiz manages one licence. */
export function ordinaryServer(view: LicenseView = license()) {
  return {
    'account.me': () => ({
      personId: '00000000-0000-4000-8000-0000000000aa',
      sessionId: '00000000-0000-4000-8000-0000000000bb',
      name: 'Lena Ortiz',
      emails: ['lena@school.example'],
      isAdmin: true,
    }),
    'license.list': () => [view],
    'license.get': () => ({
      license: view,
      epoch,
      admins: [{ name: 'Lena Ortiz', email: 'lena@school.example', isDomainAdmin: false, isMe: true }],
      myAdditions: 'invite',
    }),
    'member.list': () => page([]),
  };
}

const pool = { total: 40, used: 0, reserved: 1, free: 39, over: 0 };

export function plan(lines: AdditionLine[], digest: string): AdditionPlan {
  return { lines, outcomes: {}, seatsAfter: { staff: pool, student: pool }, digest };
}

export function line(number: number, text: string, outcome: AdditionLine['outcome']): AdditionLine {
  return { line: number, text, email: text.includes('@') ? text : null, outcome, reason: null };
}
