import type { MemberId } from '@rollcall/core/ids.ts';
import { noMemberFilter } from '@rollcall/core/members/filter.ts';
import { startSelectionInput } from '@rollcall/core/runs/contract.ts';
import { expect, test } from 'vitest';
import { member } from '../../fixtures/fixtures.ts';
import {
  isSelected,
  makesSense,
  nobodySelected,
  type Selection,
  selectedCount,
  selectionInput,
  tickLimit,
  withPeople,
} from './selection.ts';

const rows = Array.from({ length: tickLimit + 1 }, (_, index) => member(index + 1));
const all: Selection = {
  kind: 'all',
  filter: noMemberFilter,
  seq: 7,
  total: 5_000,
  isExact: true,
  except: new Set(),
};

test('people are ticked and unticked one by one', () => {
  const two = withPeople(nobodySelected, rows.slice(0, 2), true);
  expect(selectedCount(two)).toBe(2);
  const one = withPeople(two, rows.slice(0, 1), false);
  expect([isSelected(one, member(1).id), isSelected(one, member(2).id)]).toEqual([false, true]);
  expect(selectionInput(one)).toEqual({ kind: 'some', memberIds: [member(2).id] });
  expect(selectionInput(withPeople(one, rows.slice(1, 2), false))).toBeNull();
});

test('[LIST-11] all that match are a filter and a number, less those unticked, whatever is loaded', () => {
  const less = withPeople(all, rows.slice(0, 3), false);
  expect(selectedCount(less)).toBe(4_997);
  expect(isSelected(less, member(1).id)).toBe(false);
  expect(isSelected(less, 'somebody who is not loaded' as MemberId)).toBe(true);
  expect(selectionInput(less)).toMatchObject({ kind: 'all', filter: noMemberFilter, seq: 7 });
});

test('[LIST-11] no more people than the server takes are ticked, or unticked, one by one', () => {
  expect(withPeople(nobodySelected, rows, true)).toBe(nobodySelected);
  expect(withPeople(all, rows, false)).toBe(all);
  const most = withPeople(nobodySelected, rows.slice(0, tickLimit), true);
  const selection = selectionInput(most);
  const input = {
    licenseId: crypto.randomUUID(),
    verb: 'remove',
    selection,
    userType: null,
    requestId: crypto.randomUUID(),
  };
  expect(startSelectionInput.safeParse(input).success).toBe(true);
});

test.each([
  ['remind', { invited: true, accepted: false, rejected: false }],
  ['withdraw', { invited: true, accepted: false, rejected: false }],
  ['reinvite', { invited: false, accepted: false, rejected: true }],
  ['remove', { invited: true, accepted: true, rejected: true }],
  ['change_type', { invited: true, accepted: true, rejected: true }],
] as const)('%s is offered where it exists for somebody who is selected', (verb, expected) => {
  for (const status of ['invited', 'accepted', 'rejected'] as const) {
    expect(makesSense(withPeople(nobodySelected, [member(1, { status })], true), verb)).toBe(
      expected[status],
    );
    expect(makesSense({ ...all, filter: { ...noMemberFilter, statuses: [status] } }, verb)).toBe(
      expected[status],
    );
  }
  expect(makesSense(all, verb)).toBe(true);
});
