import type { SQLInputValue } from 'node:sqlite';
import { invalidInput } from '../api/google-error.ts';

export interface Condition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

const textColumns: Readonly<Record<string, readonly string[]>> = {
  email: ['p.email'],
  givenName: ['p.given_name'],
  familyName: ['p.family_name'],
  name: ["p.given_name || ' ' || p.family_name"],
};
const flagColumns: Readonly<Record<string, string>> = {
  isSuspended: 'p.suspended',
  isArchived: 'p.archived',
  isAdmin: 'p.is_admin',
};

const clause = /\s*([A-Za-z]+)\s*([:=])\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)"|(\S+))(\*?)/y;

/**
 * Reads the query language of users.list: clauses as `orgUnitPath='/Staff' isSuspended=false email:ann*`, all of which
 * must apply. A unit includes those below it.
 * @throws GoogleError 400 for what cannot be read.
 */
export function parseUserQuery(text: string): Condition[] {
  const conditions: Condition[] = [];
  clause.lastIndex = 0;
  while (clause.lastIndex < text.trimEnd().length) {
    const found = clause.exec(text);
    if (found === null) throw invalidInput('query');
    const [, field = '', operator = '', single, double, plain, star = ''] = found;
    const bare = plain?.replace(/\*$/, '');
    const value = single?.replace(/\\(.)/g, '$1') ?? double ?? bare ?? '';
    const prefix = star === '*' || (plain?.endsWith('*') ?? false);
    conditions.push(readClause(field, operator === '=', value, prefix));
  }
  return conditions;
}

function readClause(field: string, exact: boolean, value: string, prefix: boolean): Condition {
  if (field === 'orgUnitPath') return belowUnit(value);
  const flag = flagColumns[field];
  if (flag !== undefined) {
    if (value !== 'true' && value !== 'false') throw invalidInput('query');
    return { sql: `${flag} = ?`, values: [value === 'true' ? 1 : 0] };
  }
  const columns = textColumns[field];
  if (columns === undefined) throw invalidInput('query');
  const pattern = value.toLowerCase().replace(/[\\%_]/g, '\\$&');
  const like = exact && !prefix ? pattern : prefix ? `${pattern}%` : `%${pattern}%`;
  return {
    sql: `(${columns.map((column) => `lower(${column}) like ? escape '\\'`).join(' or ')})`,
    values: columns.map(() => like),
  };
}

function belowUnit(given: string): Condition {
  const path = `/${given.replace(/^\/|\/$/g, '')}`.toLowerCase();
  if (path === '/') return { sql: 'true', values: [] };
  const below = `${path.replace(/[\\%_]/g, '\\$&')}/%`;
  return { sql: "(lower(o.path) = ? or lower(o.path) like ? escape '\\')", values: [path, below] };
}
