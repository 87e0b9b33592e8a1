import { noMemberFilter } from '@rollcall/core/members/filter.ts';
import { expect, test } from 'vitest';
import { queryOf, searchOf } from './users-query.ts';
import { readUsersSearch } from './users-search.ts';

const full = {
  filter: {
    ...noMemberFilter,
    search: 'ana ruiz',
    statuses: ['invited' as const, 'rejected' as const],
    userTypes: ['teacher' as const],
    sources: ['csv' as const],
    addedBy: 'Lena Ortiz',
    domain: 'school.example',
    addedFrom: '2026-01-01',
    addedTo: '2026-02-01',
    activity: 'not_shown' as const,
  },
  sort: 'name' as const,
  order: 'descending' as const,
};

test('[LIST-12] a list survives the way through the address', () => {
  expect(queryOf(searchOf(full))).toEqual(full);
  expect(queryOf(readUsersSearch({ ...searchOf(full) }))).toEqual(full);
});

test('everybody, newest first, needs nothing in the address; another column begins at A', () => {
  expect(searchOf(queryOf({}))).toEqual({});
  expect(queryOf({ sort: 'email' })).toMatchObject({ sort: 'email', order: 'ascending' });
  expect(searchOf({ filter: noMemberFilter, sort: 'email', order: 'ascending' })).toEqual({ sort: 'email' });
});

test('what does not belong there is left out, and a number is words to search for', () => {
  const read = readUsersSearch({
    status: 'dormant',
    from: 'soon',
    sort: 'age',
    q: 12,
    more: 'yes',
    by: ['x'],
  });
  expect(read).toEqual({ status: 'dormant', from: 'soon', sort: 'age', q: '12' });
  expect(searchOf(queryOf(read))).toEqual({ q: '12' });
});
