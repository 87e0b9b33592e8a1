import { describe, expect, it } from 'vitest';
import { applyFieldMask } from './field-mask.ts';

const body = {
  nextPageToken: 't',
  users: [
    { id: '1', name: { fullName: 'A B', familyName: 'B' }, aliases: ['x'] },
    { id: '2', name: { fullName: 'C D', familyName: 'D' } },
  ],
};

describe('the fields parameter', () => {
  it.each([
    ['nextPageToken', { nextPageToken: 't' }],
    ['users(id)', { users: [{ id: '1' }, { id: '2' }] }],
    ['users/id', { users: [{ id: '1' }, { id: '2' }] }],
    [
      'users(id,name/fullName)',
      {
        users: [
          { id: '1', name: { fullName: 'A B' } },
          { id: '2', name: { fullName: 'C D' } },
        ],
      },
    ],
    ['nextPageToken, users/aliases', { nextPageToken: 't', users: [{ aliases: ['x'] }, {}] }],
    [
      'users/id,users/name/familyName',
      {
        users: [
          { id: '1', name: { familyName: 'B' } },
          { id: '2', name: { familyName: 'D' } },
        ],
      },
    ],
    ['*', body],
    ['nothingOfTheKind', {}],
  ])('%s keeps what it names', (fields, kept) => {
    expect(applyFieldMask(body, fields)).toEqual(kept);
  });

  it.each(['users(id', 'users)', 'users//id', ',', 'users(id))', ''])('"%s" cannot be read', (fields) => {
    expect(applyFieldMask(body, fields)).toBeUndefined();
  });
});
