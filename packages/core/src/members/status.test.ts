import { expect, test } from 'vitest';
import { type MemberEvent, type MemberState, transitions } from './status.ts';

const events = [
  'addedWithInvite',
  'addedAtOnce',
  'join',
  'decline',
  'withdraw',
  'expire',
  'remove',
  'lastSourceEnds',
] as const satisfies readonly MemberEvent[];

/** Copied by hand from the rule: one line per state, in the order of `events`; `-` is refused. */
const rule = {
  none: ['invited', 'accepted', '-', '-', '-', '-', '-', '-'],
  invited: ['invited', 'accepted', 'accepted', 'rejected', 'none', 'none', 'none', 'none'],
  accepted: ['accepted', 'accepted', 'accepted', '-', '-', '-', 'none', 'none'],
  rejected: ['invited', 'accepted', '-', 'rejected', '-', '-', 'none', 'none'],
} as const satisfies Record<MemberState, readonly string[]>;

const lines = (['none', 'invited', 'accepted', 'rejected'] as const).flatMap((from) =>
  events.map((event, place) => [from, event, rule[from][place]] as const),
);

test.each(lines)('[INVITE-2] %s, %s → %s', (from, event, to) => {
  expect(transitions[from][event]).toEqual(to === '-' ? { refused: true } : { to });
});

test('[INVITE-2] the table knows no other state or event', () => {
  expect(Object.keys(transitions).sort()).toEqual(Object.keys(rule).sort());
  for (const answers of Object.values(transitions))
    expect(Object.keys(answers).sort()).toEqual([...events].sort());
});

test('[I7] Rejected becomes Accepted only by a new act of adding', () => {
  const ways = events.filter((event) => {
    const transition = transitions.rejected[event];
    return 'to' in transition && transition.to === 'accepted';
  });
  expect(ways).toEqual(['addedAtOnce']);
});
