import { z } from 'zod';

/** What the Status column shows. */
export const memberStatus = z.enum(['invited', 'accepted', 'rejected']);
export type MemberStatus = z.infer<typeof memberStatus>;

/** `none`: nobody, or a row that has ended and is kept as history. */
export type MemberState = MemberStatus | 'none';

export type MemberEvent =
  /** Added by CSV or e-mail by an admin whose additions must be agreed to. */
  | 'addedWithInvite'
  /** Added by a domain admin, by key, or by any other immediate method. */
  | 'addedAtOnce'
  | 'join'
  | 'decline'
  | 'withdraw'
  | 'expire'
  | 'remove'
  | 'lastSourceEnds';

/**
 * `to`: the state after; a state that stays the same is a repeat and answers like the first time.
 * `refused`: the event does not exist in this state; whoever lost a race is told the state that won.
 */
export type Transition = { readonly to: MemberState } | { readonly refused: true };

const refused: Transition = { refused: true };

/** The complete transition table (SPEC INVITE-2). Every state answers every event, by type. */
export const transitions: Readonly<Record<MemberState, Readonly<Record<MemberEvent, Transition>>>> = {
  none: {
    addedWithInvite: { to: 'invited' },
    addedAtOnce: { to: 'accepted' },
    join: refused,
    decline: refused,
    withdraw: refused,
    expire: refused,
    remove: refused,
    lastSourceEnds: refused,
  },
  invited: {
    addedWithInvite: { to: 'invited' },
    addedAtOnce: { to: 'accepted' },
    join: { to: 'accepted' },
    decline: { to: 'rejected' },
    withdraw: { to: 'none' },
    expire: { to: 'none' },
    remove: { to: 'none' },
    lastSourceEnds: { to: 'none' },
  },
  accepted: {
    addedWithInvite: { to: 'accepted' },
    addedAtOnce: { to: 'accepted' },
    join: { to: 'accepted' },
    decline: refused,
    withdraw: refused,
    expire: refused,
    remove: { to: 'none' },
    lastSourceEnds: { to: 'none' },
  },
  rejected: {
    addedWithInvite: { to: 'invited' },
    addedAtOnce: { to: 'accepted' },
    join: refused,
    decline: { to: 'rejected' },
    withdraw: refused,
    expire: refused,
    remove: { to: 'none' },
    lastSourceEnds: { to: 'none' },
  },
};
