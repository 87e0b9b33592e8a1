import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { featuresOf } from '../features/rules.ts';
import { epoch, licenseId, memberId } from '../ids.ts';
import type { Inbox, InboxEntry } from '../inbox/contract.ts';
import { mergeInbox } from './inbox-merge.ts';

const thisEpoch = epoch.parse('6f6a3c86-5d3c-4f0a-9a55-0d6f2f0f6f01');
const otherEpoch = epoch.parse('6f6a3c86-5d3c-4f0a-9a55-0d6f2f0f6f02');

function entry(license: number, seq: number, state: InboxEntry['state'], row = 0): InboxEntry {
  return {
    licenseId: licenseId.parse(`00000000-0000-4000-8000-00000000000${license}`),
    memberId: memberId.parse(`00000000-0000-4000-8000-0000000001${license}${row}`),
    seq,
    state,
    licenseName: 'Elm School',
    licenseType: 'school',
    districtName: 'Elm',
    userType: 'student',
    invitedBy: 'Tom',
    invitedAt: null,
    acceptedAt: null,
    endsAt: '2027-07-31T00:00:00.000Z',
    phase: 'active',
    popUp: state === 'invited',
    switchedOff: [],
  };
}

/** An inbox as the server makes it: features follow from the entries. */
function inbox(...entries: InboxEntry[]): Inbox {
  return { epoch: thisEpoch, entries, features: featuresOf(entries) };
}

function byLicense(state: Inbox): Inbox {
  const entries = state.entries.toSorted((a, b) => a.memberId.localeCompare(b.memberId));
  return { ...state, entries };
}

describe('mergeInbox', () => {
  test('[LIVE-6] the first inbox of a connection is taken as it is', () => {
    const first = inbox(entry(1, 3, 'invited'));
    expect(mergeInbox(null, first)).toEqual(first);
  });

  test('[LIVE-6] a newer inbox replaces what was there', () => {
    const arrived = inbox(entry(1, 4, 'accepted'));
    expect(mergeInbox(inbox(entry(1, 3, 'invited')), arrived)).toEqual(arrived);
  });

  test('[LIVE-6] an equally old one does too: the pop-up may have been told off meanwhile', () => {
    const arrived = inbox({ ...entry(1, 3, 'invited'), popUp: false });
    expect(mergeInbox(inbox(entry(1, 3, 'invited')), arrived)).toEqual(arrived);
  });

  test('[LIVE-6] an older one that arrives late changes nothing, features included', () => {
    const current = inbox(entry(1, 5, 'ended'));
    expect(mergeInbox(current, inbox(entry(1, 4, 'accepted')))).toEqual(current);
    const unlocked = inbox(entry(1, 5, 'accepted'));
    expect(mergeInbox(unlocked, inbox(entry(1, 4, 'invited')))).toEqual(unlocked);
  });

  test('[LIVE-6] an older one that does not know a licence yet does not take it away', () => {
    const current = inbox(entry(1, 3, 'accepted'), entry(2, 8, 'invited'));
    expect(byLicense(mergeInbox(current, inbox(entry(1, 3, 'accepted'))))).toEqual(current);
  });

  test('[LIVE-6] a newer row of a licence takes the place of the older one', () => {
    const arrived = inbox(entry(1, 9, 'invited', 2));
    expect(mergeInbox(inbox(entry(1, 7, 'accepted', 1)), arrived)).toEqual(arrived);
  });

  test('[LIVE-6] two that each know something newer give the newer of both, with the features of the mixture', () => {
    const current = inbox(entry(1, 9, 'ended'), entry(2, 3, 'invited'));
    const arrived = inbox(entry(1, 7, 'accepted'), entry(2, 6, 'accepted'));
    expect(byLicense(mergeInbox(current, arrived))).toEqual(
      inbox(entry(1, 9, 'ended'), entry(2, 6, 'accepted')),
    );

    const ends = inbox(entry(1, 7, 'accepted'), entry(2, 6, 'ended'));
    const merged = mergeInbox(inbox(entry(1, 9, 'ended'), entry(2, 3, 'accepted')), ends);
    expect(merged.features).toEqual(['pen', 'highlighter', 'text']);
  });

  test('[TERM-2] in a mixture, an accepted licence that is dormant unlocks nothing', () => {
    const dormant = { ...entry(1, 9, 'accepted'), phase: 'dormant' } as const;
    expect(mergeInbox(inbox(dormant), inbox(entry(2, 1, 'invited'))).features).toEqual(featuresOf([]));
  });

  test('[FEATURE-4] in a mixture, what one licence has switched off stays off unless the other gives it', () => {
    const without = inbox({ ...entry(1, 9, 'accepted'), switchedOff: ['comments'] });
    expect(mergeInbox(without, inbox(entry(2, 1, 'invited'))).features).not.toContain('comments');
    expect(mergeInbox(without, inbox(entry(2, 1, 'accepted'))).features).toContain('comments');
  });

  test('[LIVE-3] an inbox of another epoch replaces everything', () => {
    const arrived = { ...inbox(entry(1, 1, 'invited')), epoch: otherEpoch };
    expect(mergeInbox(inbox(entry(1, 90, 'accepted'), entry(2, 9, 'invited')), arrived)).toEqual(arrived);
  });
});

test('[I5] [LIVE-6] in whatever order the inboxes of a history arrive, the last one stands', () => {
  const steps = fc.array(
    fc.record({
      license: fc.integer({ min: 1, max: 3 }),
      state: fc.constantFrom('invited', 'accepted', 'rejected', 'ended'),
      row: fc.nat({ max: 1 }),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const orders = steps.chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray([...list.keys(), ...list.keys()], {
        minLength: list.length,
        maxLength: list.length * 2,
      }),
    ),
  );
  fc.assert(
    fc.property(orders, ([list, order]) => {
      const rows = new Map<string, InboxEntry>();
      const history = list.map(({ license, state, row }, place) => {
        const changed = entry(license, place + 1, state, row);
        rows.set(changed.memberId, changed);
        return inbox(...rows.values());
      });
      const last = history.at(-1);
      const arrivals = [...order.map((place) => history[place]), last].filter((one) => one !== undefined);
      const inTurn = (all: readonly Inbox[]) => all.reduce<Inbox | null>(mergeInbox, null);
      for (const all of [arrivals, arrivals.toReversed()]) {
        const end = inTurn(all);
        expect(end && byLicense(end)).toEqual(last && byLicense(last));
      }
    }),
    { numRuns: 1000 },
  );
});
