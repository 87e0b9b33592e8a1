import fc from 'fast-check';
import { expect, test } from 'vitest';
import { admissionTable } from './admission-table.ts';
import { admit } from './admit.ts';
import { memberStatus } from './status.ts';

const noon = new Date('2026-09-01T12:00:00Z');
const hoursAgo = (hours: number) => new Date(noon.getTime() - hours * 3_600_000);
const pasts = {
  never: { invitedBefore: false, lastRearmedAt: null },
  long_ago: { invitedBefore: true, lastRearmedAt: hoursAgo(24) },
  lately: { invitedBefore: true, lastRearmedAt: hoursAgo(23.9) },
} as const;

test('[METHOD-4] [INVITE-2] the table says what admit says, for every combination of facts', () => {
  let checked = 0;
  fc.assert(
    fc.property(
      fc.constantFrom('none' as const, ...memberStatus.options),
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom('never' as const, 'long_ago' as const, 'lately' as const),
      fc.boolean(),
      fc.constantFrom('teacher' as const, 'student' as const, 'other' as const),
      fc.boolean(),
      (state, held, atOnce, past, leaveKnown, userType, keptOut) => {
        const rules = admissionTable(leaveKnown).filter(
          (one) =>
            one.state === state &&
            one.held === held &&
            one.at_once === atOnce &&
            one.past === past &&
            one.kept_out === keptOut,
        );
        expect(rules).toHaveLength(1);
        const [rule] = rules;
        const currentType = state === 'none' ? null : ('teacher' as const);
        const free = { staff: 5, student: 5 };
        const admission = admit(
          { state, currentType, heldBySameSource: held, keptOut, ...pasts[past] },
          { mode: atOnce ? 'at_once' : 'invite', userType, now: noon, leaveKnown },
          free,
        );
        expect(rule).toMatchObject({
          outcome: admission.outcome,
          to_state: admission.to,
          add_source: admission.addSource,
          pop_up: admission.popUp,
          claims: free.staff + free.student < 10,
        });
        expect(rule?.keeps_type === true ? currentType : userType).toBe(admission.userType);
        checked += 1;
      },
    ),
    { numRuns: 2_000 },
  );
  expect(checked).toBe(2_000);
});

test('[METHOD-4] the table is complete and says each combination once', () => {
  const keys = admissionTable(false).map(
    ({ state, held, at_once, past, kept_out }) => `${state} ${held} ${at_once} ${past} ${kept_out}`,
  );
  expect(new Set(keys).size).toBe(4 * 2 * 2 * 3 * 2);
  expect(keys).toHaveLength(96);
});

test('[RUN-10] a list of how things stand, read back in, moves nobody who is on the list', () => {
  const known = admissionTable(true).filter(({ state }) => state !== 'none');
  expect(known).toHaveLength(72);
  for (const rule of known) {
    expect(rule.to_state).toBe(rule.state);
    expect(rule.add_source).toBe(false);
    expect(rule.claims).toBe(false);
  }
});
