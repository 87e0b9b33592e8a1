import { canonicalEmail } from '@rollcall/core/emails.ts';
import { readPiece } from '@rollcall/core/members/split-addresses.ts';
import type { CsvColumn, CsvLimits, CsvQuestion, CsvRole } from '@rollcall/core/runs/csv-contract.ts';
import { findMarker } from './export-marker.ts';
import { emailRank, headerWord, leavesSurnameToName, roleOfHeader, saysUserType } from './header-words.ts';
import { unreadable } from './refuse-file.ts';
import { userTypeOf } from './user-type-words.ts';

export interface ColumnProposal {
  readonly hasHeader: boolean;
  readonly columns: CsvColumn[];
  readonly questions: CsvQuestion[];
  readonly ignored: string[];
  readonly duplicateHeaders: string[];
}

/** What each column is, by its header and by what it holds. `records` are not blank; the first may be the header. */
export function proposeColumns(records: readonly string[][], limits: CsvLimits): ColumnProposal {
  const [first = [], ...others] = records;
  const width = Math.max(first.length, ...others.map((fields) => fields.length));
  const indexes = Array.from({ length: Math.min(width, limits.columns) }, (_, index) => index);
  const firstHasAddress = first.some(isAddress);
  const isKnown = (field: string) => emailRank(field) > 0 || roleOfHeader(field) !== undefined;
  const isHeader = !firstHasAddress && first.some(isKnown);
  const emails = emailColumns(isHeader ? first : [], indexes, isHeader ? others : records);
  const [email] = emails;
  if (email === undefined) throw unreadable('no_email_column');

  // No known word, yet no address where all others have one: most likely headings all the same.
  const hasHeader = isHeader || !isAddress(first[email] ?? '');
  const header = hasHeader ? first : [];
  const roles = hasHeader
    ? rolesOf(header, email, others)
    : indexes.map((at): CsvRole => (at === email ? 'email' : 'ignored'));
  const questions: CsvQuestion[] = [];
  if (!isHeader) questions.push({ question: 'header', firstLine: first });
  if (emails.length > 1) questions.push({ question: 'email_column', columns: emails });
  const marker = findMarker(header);
  return {
    hasHeader,
    columns: indexes.map((index) => ({
      index,
      header: (header[index] ?? '').trim() === '' ? null : (header[index] ?? null),
      role: roles[index] ?? 'ignored',
    })),
    questions,
    ignored: header.filter(
      (name, at) => name.trim() !== '' && at !== marker && (roles[at] ?? 'ignored') === 'ignored',
    ),
    duplicateHeaders: header.filter((name, at) => isRepeated(header, name, at)),
  };
}

function isRepeated(header: readonly string[], name: string, at: number): boolean {
  const word = headerWord(name);
  return word !== '' && header.findIndex((other) => headerWord(other) === word) < at;
}

function isAddress(cell: string): boolean {
  return cell.includes('@') && canonicalEmail(readPiece(cell.trim()).address).ok;
}

/**
 * The columns that may hold the addresses, the likeliest first. A header that says so counts unless the column holds
 * something else; without such a header it is the columns that hold addresses.
 */
function emailColumns(
  header: readonly string[],
  indexes: readonly number[],
  rows: readonly string[][],
): number[] {
  const held = indexes.map((at) => {
    const cells = rows.map((fields) => (fields[at] ?? '').trim()).filter((cell) => cell !== '');
    return { filled: cells.length, addresses: cells.filter((cell) => cell.includes('@')).length };
  });
  const named = indexes
    .filter((at) => !isRepeated(header, header[at] ?? '', at))
    .map((at) => ({ at, rank: emailRank(header[at] ?? ''), ...(held[at] ?? { filled: 0, addresses: 0 }) }))
    .filter(({ rank, filled, addresses }) => rank > 0 && (addresses > 0 || (filled === 0 && rank > 1)));
  const sure = named.filter(({ rank }) => rank > 1);
  const candidates = sure.length > 0 ? sure : named;
  if (candidates.length > 0) {
    return candidates
      .sort((a, b) => b.rank - a.rank || b.addresses - a.addresses || a.at - b.at)
      .map(({ at }) => at);
  }
  // A column that says "e-mail" and holds anything else is still the one that was meant: its rows say what is wrong.
  const meant = indexes.filter((at) => emailRank(header[at] ?? '') === 3);
  const found = indexes.filter((at) => {
    const { filled = 0, addresses = 0 } = held[at] ?? {};
    return addresses > 0 && addresses >= filled / 2;
  });
  return found.length > 0 ? found : meant;
}

/** The role of each headed column; the first column of a role has it. */
function rolesOf(header: readonly string[], email: number, rows: readonly string[][]): CsvRole[] {
  const roles = header.map((name): CsvRole => roleOfHeader(name) ?? 'ignored');
  for (const [at, role] of roles.entries()) {
    if (role !== 'userType' || saysUserType(header[at] ?? '')) continue;
    const cells = rows.map((fields) => fields[at] ?? '').filter((cell) => cell.trim() !== '');
    const saidElsewhere = header.some((name) => saysUserType(name));
    if (saidElsewhere || (cells.length > 0 && !cells.some((cell) => userTypeOf(cell)))) roles[at] = 'ignored';
  }
  for (const [at, role] of roles.entries()) if (roles.indexOf(role) < at) roles[at] = 'ignored';
  roles[email] = 'email';
  return joinNames(header, roles);
}

/** In `Vorname;Name` the name is the surname. */
function joinNames(header: readonly string[], roles: readonly CsvRole[]): CsvRole[] {
  const first = header[roles.indexOf('firstName')];
  const isSurname = first !== undefined && leavesSurnameToName(first) && !roles.includes('lastName');
  return roles.map((role) => (role === 'name' && isSurname ? 'lastName' : role));
}
