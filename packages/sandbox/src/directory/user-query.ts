import type { SQLInputValue } from 'node:sqlite';
import { invalidInput } from '../api/google-error.ts';

export interface Condition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

const like = (what: string): string => `lower(${what}) like ? escape '\\'`;
const alias = `exists (select 1 from alias a
  where a.customer_id = p.customer_id and a.person_id = p.id and ${like('a.email')})`;
/** What a text field is compared with: any of these. An address may be a former one. */
const textTests: Readonly<Record<string, readonly string[]>> = {
  email: [like('p.email'), alias],
  givenName: [like('p.given_name')],
  familyName: [like('p.family_name')],
  name: [like("p.given_name || ' ' || p.family_name")],
};
/** A word without a field. */
const anywhere = [like('p.given_name'), like('p.family_name'), like('p.email')];
const flagColumns: Readonly<Record<string, string>> = {
  isSuspended: 'p.suspended',
  isArchived: 'p.archived',
  isAdmin: 'p.is_admin',
};

const clause = /\s*(?:([A-Za-z]+)\s*([:=])\s*)?(?:'((?:[^'\\]|\\.)*)'|"([^"]*)"|([^\s:='"]+))(\*?)/y;

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
    const [, field, operator, single, double, plain, star = ''] = found;
    const value = single?.replace(/\\(.)/g, '$1') ?? double ?? plain?.replace(/\*$/, '') ?? '';
    const prefix = star === '*' || (plain?.endsWith('*') ?? false);
    conditions.push(readClause(field, operator === '=', value, prefix));
  }
  return conditions;
}

function readClause(field: string | undefined, exact: boolean, value: string, prefix: boolean): Condition {
  if (field === 'orgUnitPath') return belowUnit(value);
  const flag = field === undefined ? undefined : flagColumns[field];
  if (flag !== undefined) {
    if (!exact || (value !== 'true' && value !== 'false')) throw invalidInput('query');
    return { sql: `${flag} = ?`, values: [value === 'true' ? 1 : 0] };
  }
  const tests = field === undefined ? anywhere : textTests[field];
  if (tests === undefined) throw invalidInput('query');
  const escaped = asPattern(value);
  const pattern = prefix ? `${escaped}%` : exact ? escaped : `%${escaped}%`;
  return { sql: `(${tests.join(' or ')})`, values: tests.map(() => pattern) };
}

function belowUnit(given: string): Condition {
  const path = `/${given.replace(/^\/|\/$/g, '')}`.toLowerCase();
  if (path === '/') return { sql: 'true', values: [] };
  return { sql: `(lower(o.path) = ? or ${like('o.path')})`, values: [path, `${asPattern(path)}/%`] };
}

/** Small letters, in which `%` and `_` mean themselves. */
function asPattern(value: string): string {
  return value.toLowerCase().replace(/[\\%_]/g, '\\$&');
}
