import { poolOf } from '../licenses/pools.ts';
import type { SeatPool, UserType } from '../licenses/seats.ts';
import type { AdditionOutcome } from './outcomes.ts';
import { mayRearm } from './pop-up.ts';
import { type MemberState, type MemberStatus, transitions } from './status.ts';

/** What is known about one person on one licence at the moment of adding, read under the licence's lock. */
export interface AdmissionFacts {
  readonly state: MemberState;
  /** The user type of the live row; null without one. */
  readonly currentType: UserType | null;
  /** True when a live source of the same kind and reference holds the row already. */
  readonly heldBySameSource: boolean;
  /** True when the person saw an invite to this licence before, also one that has ended. */
  readonly invitedBefore: boolean;
  readonly lastRearmedAt: Date | null;
  /** An admin keeps the person out, and this kind of addition does not override that. */
  readonly keptOut: boolean;
}

export interface AdmissionRequest {
  readonly mode: 'invite' | 'at_once';
  readonly userType: UserType;
  readonly now: Date;
  /** Whoever has a row is left exactly as they are: the list of how things stand is read back in. */
  readonly leaveKnown?: boolean;
}

/** What to write for one person. */
export interface Admission {
  readonly outcome: AdditionOutcome;
  readonly from: MemberState;
  readonly to: MemberState;
  /** The type the row has afterwards. A row that holds a seat keeps its type; changing it is another verb. */
  readonly userType: UserType;
  readonly addSource: boolean;
  readonly popUp: 'leave' | 'arm' | 'rearm' | 'keep_quiet';
}

/** Seats that may still be claimed, per pool; null is unlimited. `admit` takes from it what it gives out. */
export type FreeSeats = Record<SeatPool, number | null>;

const outcomeOf: Readonly<Record<MemberState, Readonly<Record<MemberStatus, AdditionOutcome>>>> = {
  none: { invited: 'invited', accepted: 'added', rejected: 'already_member' },
  invited: { invited: 'already_invited', accepted: 'converted', rejected: 'already_invited' },
  accepted: { invited: 'already_member', accepted: 'already_member', rejected: 'already_member' },
  rejected: { invited: 'reinvited', accepted: 'converted', rejected: 'already_invited' },
};

const leftOutcome: Readonly<Record<MemberStatus, AdditionOutcome>> = {
  invited: 'already_invited',
  accepted: 'already_member',
  rejected: 'stays_rejected',
};

const holdsSeat: Readonly<Record<MemberState, boolean>> = {
  none: false,
  invited: true,
  accepted: true,
  rejected: false,
};

/**
 * Decides what adding one person does (SPEC INVITE-2, SEAT-1): the heart of all eight methods. Pure but for `free`,
 * from which it takes the seat it gives out, so that a batch is decided person by person in its order.
 */
export function admit(facts: AdmissionFacts, request: AdmissionRequest, free: FreeSeats): Admission {
  const transition = transitions[facts.state][request.mode === 'invite' ? 'addedWithInvite' : 'addedAtOnce'];
  const to = 'to' in transition ? transition.to : facts.state;
  const keepsType = holdsSeat[facts.state] && facts.currentType !== null;
  const userType = keepsType && facts.currentType !== null ? facts.currentType : request.userType;
  const typeNow = facts.currentType ?? request.userType;
  const unchanged = { from: facts.state, to: facts.state, userType: typeNow, popUp: 'leave' } as const;

  if (facts.keptOut) return { ...unchanged, outcome: 'excluded', addSource: false };
  if (request.leaveKnown === true && facts.state !== 'none') {
    return { ...unchanged, outcome: leftOutcome[facts.state], addSource: false };
  }
  if (to === 'none') return { ...unchanged, outcome: 'already_member', addSource: false };
  const outcome = outcomeOf[facts.state][to];
  if (to === facts.state) return { ...unchanged, outcome, addSource: !facts.heldBySameSource };

  if (!holdsSeat[facts.state]) {
    const pool = poolOf[userType];
    const left = free[pool];
    if (left !== null && left <= 0) return { ...unchanged, outcome: 'no_seat', addSource: false };
    if (left !== null) free[pool] = left - 1;
  }
  return {
    outcome,
    from: facts.state,
    to,
    userType,
    addSource: !facts.heldBySameSource,
    popUp: to === 'invited' ? popUpOf(facts, request.now) : 'leave',
  };
}

function popUpOf(facts: AdmissionFacts, now: Date): Admission['popUp'] {
  if (!facts.invitedBefore) return 'arm';
  return mayRearm(facts.lastRearmedAt, now) ? 'rearm' : 'keep_quiet';
}
