import { describe, expect, it } from 'vitest';
import { GoogleError } from '../api/google-error.ts';
import { parseUserQuery } from './user-query.ts';

const patterns = (query: string) => parseUserQuery(query).map(({ values }) => values[0]);

describe('a query of users.list', () => {
  it.each([
    ['', []],
    ['isSuspended=false', [0]],
    ["orgUnitPath='/Students/High School' isArchived=true", ['/students/high school', 1]],
    ['email:dana*', ['dana%']],
    ["name:'Ann Lee'", ['%ann lee%']],
    ["familyName='O\\'Neil'", ["o'neil"]],
    ['givenName:50%_', ['%50\\%\\_%']],
    ['Jane smith', ['%jane%', '%smith%']],
    ["givenName:'Jo'* isAdmin=true", ['jo%', 1]],
  ])('%s', (query, expected) => {
    expect(patterns(query)).toEqual(expected);
  });

  it.each(['shoeSize=44', 'isSuspended=maybe', 'isSuspended:true', "name='open", 'name=', '= 3'])(
    '%s cannot be read',
    (query) => {
      expect(() => parseUserQuery(query)).toThrow(GoogleError);
    },
  );
});
