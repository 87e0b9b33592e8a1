import { poolOf } from '../licenses/pools.ts';
import { type SeatPool, userType } from '../licenses/seats.ts';
import { type AdmissionFacts, admit } from './admit.ts';
import type { AdditionOutcome } from './outcomes.ts';
import { rearmableAt } from './pop-up.ts';
import type { MemberState } from './status.ts';

/** Whether an invite of the person was on screen before, and if so, whether it may come back already. */
type PopUpPast = 'never' | 'long_ago' | 'lately';

/** What `admit` says for one combination of facts, seats left aside: those are given out in the order of the rows. */
export interface AdmissionRule {
  readonly state: MemberState;
  readonly held: boolean;
  readonly at_once: boolean;
  readonly past: PopUpPast;
  readonly kept_out: boolean;
  readonly outcome: AdditionOutcome;
  readonly to_state: MemberState;
  /** The row takes a seat that it does not hold yet. */
  readonly claims: boolean;
  /** The row keeps its user type, whatever the addition says. */
  readonly keeps_type: boolean;
  readonly add_source: boolean;
  readonly pop_up: 'leave' | 'arm' | 'rearm' | 'keep_quiet';
  /** What the same person's next address in the same batch is answered. */
  readonly again: AdditionOutcome;
}

const now = new Date(0);
const longAgo = new Date(now.getTime() - (rearmableAt(now).getTime() - now.getTime()));
const pasts: Readonly<Record<PopUpPast, Pick<AdmissionFacts, 'invitedBefore' | 'lastRearmedAt'>>> = {
  never: { invitedBefore: false, lastRearmedAt: null },
  long_ago: { invitedBefore: true, lastRearmedAt: longAgo },
  lately: { invitedBefore: true, lastRearmedAt: now },
};
const states: readonly MemberState[] = ['none', 'invited', 'accepted', 'rejected'];
const unlimited = () => ({ staff: null, student: null });

/**
 * Every answer of `admit` as a table (96 rows), so that a database can look up what is decided here for thousands of
 * people at a time. `leaveKnown`: whoever has a row is left exactly as they are.
 */
export function admissionTable(leaveKnown: boolean): AdmissionRule[] {
  return states.flatMap((state) =>
    [false, true].flatMap((held) =>
      [false, true].flatMap((atOnce) =>
        (Object.keys(pasts) as PopUpPast[]).flatMap((past) =>
          [false, true].map((keptOut) => ruleOf({ state, held, atOnce, past, keptOut }, leaveKnown)),
        ),
      ),
    ),
  );
}

interface Combination {
  readonly state: MemberState;
  readonly held: boolean;
  readonly atOnce: boolean;
  readonly past: PopUpPast;
  readonly keptOut: boolean;
}

function ruleOf({ state, held, atOnce, past, keptOut }: Combination, leaveKnown: boolean): AdmissionRule {
  // Two types that differ tell whether the row keeps its own.
  const facts = { currentType: state === 'none' ? null : 'other', keptOut, ...pasts[past] } as const;
  const request = { mode: atOnce ? 'at_once' : 'invite', userType: 'student', now, leaveKnown } as const;
  const free = { staff: 1, student: 1 };
  const admission = admit({ ...facts, state, heldBySameSource: held }, request, free);
  const after = { ...facts, state: admission.to, currentType: admission.userType, heldBySameSource: true };
  return {
    state,
    held,
    at_once: atOnce,
    past,
    kept_out: keptOut,
    outcome: admission.outcome,
    to_state: admission.to,
    claims: free.staff + free.student < 2,
    keeps_type: admission.userType === 'other',
    add_source: admission.addSource,
    pop_up: admission.popUp,
    again: admit(after, request, unlimited()).outcome,
  };
}

/** Which pool a user type uses, by name of the type. */
export const poolTable: Readonly<Record<string, SeatPool>> = Object.fromEntries(
  userType.options.map((type) => [type, poolOf[type]]),
);
