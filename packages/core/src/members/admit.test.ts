import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { poolOf } from '../licenses/pools.ts';
import { userType } from '../licenses/seats.ts';
import { type AdmissionFacts, type AdmissionRequest, admit } from './admit.ts';
import { transitions } from './status.ts';

const now = new Date('2026-09-10T08:00:00Z');
const anHourAgo = new Date('2026-09-10T07:00:00Z');
const yesterday = new Date('2026-09-09T08:00:00Z');

const nobody: AdmissionFacts = {
  state: 'none',
  currentType: null,
  heldBySameSource: false,
  invitedBefore: false,
  lastRearmedAt: null,
  keptOut: false,
};
const invited: AdmissionFacts = { ...nobody, state: 'invited', currentType: 'student', invitedBefore: true };
const accepted: AdmissionFacts = { ...nobody, state: 'accepted', currentType: 'student' };
const rejected: AdmissionFacts = {
  ...nobody,
  state: 'rejected',
  currentType: 'student',
  invitedBefore: true,
};

const invite: AdmissionRequest = { mode: 'invite', userType: 'student', now };
const atOnce: AdmissionRequest = { mode: 'at_once', userType: 'student', now };
const plenty = () => ({ staff: 10, student: 10 });
const none = () => ({ staff: 0, student: 0 });

describe('what adding one person does', () => {
  test.each([
    ['nobody, invite', nobody, invite, 'invited', 'invited', 1],
    ['nobody, at once', nobody, atOnce, 'added', 'accepted', 1],
    ['invited, invite', invited, invite, 'already_invited', 'invited', 0],
    ['invited, at once', invited, atOnce, 'converted', 'accepted', 0],
    ['accepted, invite', accepted, invite, 'already_member', 'accepted', 0],
    ['accepted, at once', accepted, atOnce, 'already_member', 'accepted', 0],
    ['rejected, invite', rejected, invite, 'reinvited', 'invited', 1],
    ['rejected, at once', rejected, atOnce, 'converted', 'accepted', 1],
  ] as const)('[INVITE-2] [SEAT-1] %s', (_case, facts, request, outcome, to, seats) => {
    const free = plenty();
    expect(admit(facts, request, free)).toMatchObject({ from: facts.state, to, outcome, addSource: true });
    expect(free).toEqual({ staff: 10, student: 10 - seats });
  });

  test.each([
    ['nobody', nobody],
    ['rejected', rejected],
  ])('[SEAT-4] %s without a free seat stays, with no_seat', (_case, facts) => {
    for (const request of [invite, atOnce])
      expect(admit(facts, request, none())).toMatchObject({
        outcome: 'no_seat',
        from: facts.state,
        to: facts.state,
        addSource: false,
        popUp: 'leave',
      });
  });

  test('[SEAT-2] who is invited already becomes Accepted without a free seat', () => {
    const free = none();
    expect(admit(invited, atOnce, free)).toMatchObject({ outcome: 'converted', to: 'accepted' });
    expect(free).toEqual(none());
  });

  test('[SEAT-5] a pool that is over its limit gives out nothing', () => {
    const free = { staff: 10, student: -3 };
    expect(admit(nobody, atOnce, free).outcome).toBe('no_seat');
    expect(free).toEqual({ staff: 10, student: -3 });
  });

  test('[SEAT-3] an unlimited pool stays unlimited', () => {
    const free = { staff: 0, student: null };
    expect(admit(nobody, atOnce, free).outcome).toBe('added');
    expect(free).toEqual({ staff: 0, student: null });
  });

  test('[SEAT-3] the seat comes from the pool of the user type', () => {
    const free = { staff: 1, student: 0 };
    expect(admit(nobody, { ...atOnce, userType: 'other' }, free).outcome).toBe('added');
    expect(admit(nobody, { ...atOnce, userType: 'teacher' }, free).outcome).toBe('no_seat');
    expect(free).toEqual({ staff: 0, student: 0 });
  });

  test('[SEAT-6] a row that holds a seat keeps its user type; one that holds none takes the new one', () => {
    const asTeacher = { ...atOnce, userType: 'teacher' } as const;
    expect(admit(invited, asTeacher, plenty()).userType).toBe('student');
    expect(admit(accepted, asTeacher, plenty()).userType).toBe('student');
    expect(admit(rejected, asTeacher, plenty()).userType).toBe('teacher');
    expect(admit(nobody, asTeacher, plenty()).userType).toBe('teacher');
  });

  test('[SOURCE-5] who is kept out is left exactly as they are, and no seat is taken', () => {
    for (const facts of [nobody, invited, accepted, rejected]) {
      const free = plenty();
      expect(admit({ ...facts, keptOut: true }, atOnce, free)).toEqual({
        outcome: 'excluded',
        from: facts.state,
        to: facts.state,
        userType: 'student',
        addSource: false,
        popUp: 'leave',
      });
      expect(free).toEqual(plenty());
    }
  });

  test('[SOURCE-2] a source that holds the row already is not added again', () => {
    for (const facts of [invited, accepted, rejected])
      for (const request of [invite, atOnce])
        expect(admit({ ...facts, heldBySameSource: true }, request, plenty()).addSource).toBe(false);
  });
});

describe('the pop-up', () => {
  const declined = (lastRearmedAt: Date | null) => ({ ...rejected, lastRearmedAt });

  test('[INVITE-5] the first invite arms it', () => {
    expect(admit(nobody, invite, plenty()).popUp).toBe('arm');
  });

  test('[INVITE-5] an invite after a decline brings it back once a day', () => {
    expect(admit(declined(null), invite, plenty()).popUp).toBe('rearm');
    expect(admit(declined(yesterday), invite, plenty()).popUp).toBe('rearm');
  });

  test('[INVITE-5] [B20] a second one within a day changes the status and keeps quiet', () => {
    expect(admit(declined(anHourAgo), invite, plenty())).toMatchObject({
      outcome: 'reinvited',
      to: 'invited',
      popUp: 'keep_quiet',
    });
  });

  test('[INVITE-5] withdrawn and invited again counts like added again', () => {
    const withdrawn = { ...nobody, invitedBefore: true };
    expect(admit(withdrawn, invite, plenty()).popUp).toBe('rearm');
    expect(admit({ ...withdrawn, lastRearmedAt: anHourAgo }, invite, plenty()).popUp).toBe('keep_quiet');
  });

  test('[B20] a hundred re-adds within a day bring it back once and never accept', () => {
    let lastRearmedAt: Date | null = null;
    const answers = Array.from({ length: 100 }, (_, minute) => {
      const at = new Date(now.getTime() + minute * 60_000);
      const admission = admit(declined(lastRearmedAt), { ...invite, now: at }, plenty());
      if (admission.popUp === 'rearm') lastRearmedAt = at;
      return admission;
    });
    expect(answers.filter((admission) => admission.popUp === 'rearm')).toHaveLength(1);
    expect(answers.filter((admission) => admission.to !== 'invited')).toEqual([]);
  });

  test('[INVITE-5] it is left alone where no invite is made', () => {
    expect(admit(invited, invite, plenty()).popUp).toBe('leave');
    expect(admit(invited, atOnce, plenty()).popUp).toBe('leave');
    expect(admit(rejected, atOnce, plenty()).popUp).toBe('leave');
    expect(admit(nobody, atOnce, plenty()).popUp).toBe('leave');
  });
});

const types = fc.constantFrom(...userType.options);
const anybody: fc.Arbitrary<AdmissionFacts> = fc
  .record({
    state: fc.constantFrom('none', 'invited', 'accepted', 'rejected'),
    type: types,
    heldBySameSource: fc.boolean(),
    invitedBefore: fc.boolean(),
    lastRearmedAt: fc.constantFrom(null, anHourAgo, yesterday),
    keptOut: fc.constant(false),
  })
  .map(({ type, ...facts }) => ({ ...facts, currentType: facts.state === 'none' ? null : type }));
const requests = fc.record({
  mode: fc.constantFrom('invite', 'at_once'),
  userType: types,
  now: fc.constant(now),
});
const freeSeats = fc.option(fc.integer({ min: -2, max: 6 }));
const batches = fc.array(fc.tuple(anybody, requests), { maxLength: 40 });
const holdsSeat = { none: 0, invited: 1, accepted: 1, rejected: 0 };

test('[I1] [SEAT-3] in any batch each pool gives out at most what was free, and counts it right', () => {
  fc.assert(
    fc.property(batches, freeSeats, freeSeats, (batch, staff, student) => {
      const free = { staff, student };
      const claimed = { staff: 0, student: 0 };
      for (const [facts, request] of batch) {
        const { from, to, userType: type } = admit(facts, request, free);
        claimed[poolOf[type]] += holdsSeat[to] - holdsSeat[from];
      }
      for (const pool of ['staff', 'student'] as const) {
        const before = { staff, student }[pool];
        expect(free[pool]).toBe(before === null ? null : before - claimed[pool]);
        expect(claimed[pool]).toBeGreaterThanOrEqual(0);
        if (before !== null) expect(claimed[pool]).toBeLessThanOrEqual(Math.max(before, 0));
      }
    }),
    { numRuns: 1000 },
  );
});

test('[SEAT-4] nobody is refused while a seat of their pool is free, and everybody else is served', () => {
  fc.assert(
    fc.property(batches, freeSeats, freeSeats, (batch, staff, student) => {
      const free = { staff, student };
      for (const [facts, request] of batch) {
        const left = free[poolOf[request.userType]];
        const { outcome } = admit(facts, request, free);
        const needsSeat = holdsSeat[facts.state] === 0;
        expect(outcome === 'no_seat').toBe(needsSeat && left !== null && left <= 0);
      }
    }),
    { numRuns: 1000 },
  );
});

test('[INVITE-2] outcome and state agree with the transition table for everybody', () => {
  fc.assert(
    fc.property(anybody, requests, freeSeats, (facts, request, student) => {
      const admission = admit(facts, request, { staff: 5, student });
      const { from, to, outcome, userType: type, popUp } = admission;
      expect(from).toBe(facts.state);
      if (outcome === 'no_seat') {
        expect(to).toBe(from);
        return;
      }
      const event = request.mode === 'invite' ? 'addedWithInvite' : 'addedAtOnce';
      expect(transitions[from][event]).toEqual({ to });
      expect(outcome.startsWith('already_')).toBe(to === from);
      expect(popUp === 'leave').toBe(to === from || to !== 'invited');
      if (holdsSeat[from] === 1) expect(type).toBe(facts.currentType);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['no seat is free', { ...rejected }, none()],
  ['the person is kept out', { ...rejected, keptOut: true }, plenty()],
])('[INVITE-2] whoever declined stays as they were, with their user type, where %s', (_why, facts, free) => {
  const admission = admit(facts, { ...atOnce, userType: 'teacher' }, free);
  expect(admission).toMatchObject({
    from: 'rejected',
    to: 'rejected',
    userType: 'student',
    addSource: false,
  });
});
