import { hash } from 'node:crypto';
import type { ApiCall } from './call.ts';

/** What a page token says: opaque to clients, as Google's are. */
interface Token {
  /** The page that it leads to; the first, which needs no token, is 1. */
  readonly page: number;
  /** The place after which that page begins, and the one before it began. */
  readonly after: readonly string[];
  readonly before: readonly string[];
  /** A token is good for the query that it came from only. */
  readonly query: string;
}

export interface Paged<Row> {
  readonly rows: Row[];
  readonly nextPageToken?: string;
}

/** The number of the page that a request asks for; 1 where its token cannot be read. */
export function readPageNumber(query: URLSearchParams): number {
  return decode(query.get('pageToken'))?.page ?? 1;
}

/**
 * One page by its token. `read` answers up to `limit` rows that come after a place; `placeOf` names a row's own.
 * A token of another query, or none at all, throws what `refuse` makes.
 */
export function readPage<Row>(
  call: ApiCall,
  limit: number,
  reader: {
    read(after: readonly string[], limit: number): Row[];
    placeOf(row: Row): readonly string[];
    refuse(): Error;
  },
): Paged<Row> {
  const given = call.query.get('pageToken') ?? '';
  const query = queryHash(call);
  const token = given === '' ? { page: 1, after: [], before: [], query } : decode(given);
  if (token === undefined || token.query !== query) throw reader.refuse();
  if (call.pageFault === 'empty_list') return { rows: [] };
  const found = reader.read(token.after, limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const next =
    found.length > limit && last !== undefined
      ? encode({ page: token.page + 1, after: reader.placeOf(last), before: token.after, query })
      : undefined;
  const shown = call.pageFault === 'repeated_page' ? reader.read(token.before, limit) : rows;
  const nextPageToken = call.pageFault === 'same_token' && given !== '' ? given : next;
  return { rows: shown, ...(nextPageToken === undefined ? {} : { nextPageToken }) };
}

function queryHash(call: ApiCall): string {
  const others = [...call.query].filter(
    ([name]) => !['pageToken', 'maxResults', 'pageSize', 'fields'].includes(name),
  );
  return hash('sha256', JSON.stringify([call.caller.id, call.path, others.sort()]), 'base64url').slice(0, 10);
}

function encode(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function decode(text: string | null): Token | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text ?? '', 'base64url').toString());
    if (typeof value !== 'object' || value === null) return undefined;
    const { page, after, before, query } = value as Partial<Token>;
    if (typeof page !== 'number' || typeof query !== 'string') return undefined;
    if (!Array.isArray(after) || !Array.isArray(before)) return undefined;
    return { page, after: after.map(String), before: before.map(String), query };
  } catch {
    return undefined;
  }
}
