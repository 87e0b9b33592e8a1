import { canonicalEmail } from '@rollcall/core/emails.ts';
import type { MemberOrder, MemberSort } from '@rollcall/core/members/contract.ts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';

/** What places a row, as the database spells it: the instant to the millisecond, the folded name. */
export interface KeyRow {
  readonly id: string;
  readonly email: string;
  readonly added_at: Date;
  /** Empty where the list is in another order, and where no cursor can begin. */
  readonly name_key: string;
}

/** The columns of a `KeyRow`. `name_key` is what the index on names holds. */
export const nameKey = sql`(member_name_key(m.name) collate "C")`;

type Key = readonly RawBuilder<unknown>[];

/** By what each order sorts. The last part is unique among a licence's live rows. */
const keys: Readonly<Record<MemberSort, Key>> = {
  added: [sql`m.added_at`, sql`m.id`],
  email: [sql`m.email`],
  name: [nameKey, sql`m.email`],
};

/** `order by`, in list order or from its end. */
export function orderBy(sort: MemberSort, order: MemberOrder): RawBuilder<unknown> {
  const direction = order === 'ascending' ? sql`asc` : sql`desc`;
  return sql.join(keys[sort].map((part) => sql`${part} ${direction}`));
}

export function reversed(order: MemberOrder): MemberOrder {
  return order === 'ascending' ? 'descending' : 'ascending';
}

/** As a Date, which the driver writes so that the database reads any of them; a text may be outside its calendar. */
const instant = z.iso.datetime().transform((text) => new Date(text));
const isCanonical = (text: string): boolean => {
  const result = canonicalEmail(text);
  return result.ok && result.email === text;
};
const address = z.string().refine(isCanonical);
const storable = z
  .string()
  .max(400)
  .refine((text) => text.isWellFormed() && !text.includes('\0'));

const cursorParts = {
  added: z.tuple([z.literal('added'), instant, z.uuid()]),
  email: z.tuple([z.literal('email'), address]),
  name: z.tuple([z.literal('name'), storable, address]),
};

/** The place that a cursor names, as bound values. Null, an edge of the list, for none and for one that says nothing. */
export function placeOf(sort: MemberSort, cursor: string | null): Key | null {
  const parsed = cursorParts[sort].safeParse(parseCursor(cursor));
  if (!parsed.success) return null;
  const [, ...parts] = parsed.data;
  if (sort === 'added') return [sql`${parts[0]}::timestamptz`, sql`${parts[1]}::uuid`];
  return parts.map((part) => sql`${part}::text collate "C"`);
}

/** The same of a list in the order of being added, for a function that takes nulls for an edge. */
export function placedInstant(cursor: string | null): Key {
  return placeOf('added', cursor) ?? [sql`null::timestamptz`, sql`null::uuid`];
}

/** The same of a list in the order by name. */
export function placedName(cursor: string | null): Key {
  return placeOf('name', cursor) ?? [sql`null::text`, sql`null::text`];
}

function parseCursor(cursor: string | null): unknown {
  if (cursor === null) return null;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** Rows behind the place in this order. A place of null: all rows. */
export function behind(sort: MemberSort, order: MemberOrder, place: Key | null): RawBuilder<unknown> {
  if (place === null) return sql`true`;
  const than = order === 'ascending' ? sql`>` : sql`<`;
  return sql`(${sql.join([...keys[sort]])}) ${than} (${sql.join([...place])})`;
}

const cursorOfRow: Readonly<Record<MemberSort, (row: KeyRow) => readonly string[]>> = {
  added: (row) => [row.added_at.toISOString(), row.id],
  email: (row) => [row.email],
  name: (row) => [row.name_key, row.email],
};

/** What an empty window gives back: read against its direction, it names the edge of the list where that one lies. */
export const edgeCursor = Buffer.from(JSON.stringify(['edge'])).toString('base64url');

/** Names the place of a row; `behind` it begins the rest of the list. */
export function cursorOf(sort: MemberSort, row: KeyRow): string {
  return Buffer.from(JSON.stringify([sort, ...cursorOfRow[sort](row)])).toString('base64url');
}
