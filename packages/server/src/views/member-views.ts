import { canonicalEmail } from '@rollcall/core/emails.ts';
import type { DistrictId, LicenseId, MemberId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { MemberFilter, MemberSort, MemberView } from '@rollcall/core/members/contract.ts';
import type { SourceKind } from '@rollcall/core/members/sources.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { DistrictTx } from '../db/tx.ts';

export interface ListRow {
  readonly id: MemberId;
  readonly email: string;
  readonly email_shown: string;
  readonly name: string | null;
  readonly user_type: UserType;
  readonly status: MemberStatus;
  readonly sources: SourceKind[];
  readonly added_by: string;
  readonly added_at: Date;
  readonly shown_on: string | null;
  readonly decline_reason: string | null;
  readonly seq: number;
}

/** The columns of the list. Whoever supplied the person sees these and no more (an allow-list). */
export const listColumns = sql`
  m.id, m.email, m.email_shown, m.name, m.user_type, m.status, m.added_by, m.added_at, m.seq,
  m.decline_reason,
  to_char(m.shown_at at time zone 'UTC', 'YYYY-MM-DD') as shown_on,
  array(
    select distinct s.kind from member_source s
    where s.district_id = m.district_id and s.license_id = m.license_id and s.member_id = m.id and s.ended_at is null
    order by s.kind
  ) as sources
`;

/** The instants among the columns, for reading a row from JSON. */
export const listInstants = { added_at: true } as const;

export function presentMember(row: ListRow): MemberView {
  return {
    id: row.id,
    email: row.email_shown,
    canonicalEmail: row.email,
    name: row.name,
    userType: row.user_type,
    status: row.status,
    sources: row.sources,
    addedBy: row.added_by,
    addedAt: row.added_at.toISOString(),
    shownOn: row.shown_on,
    declineReason: row.decline_reason,
    seq: row.seq,
  };
}

/** As a Date, which the driver writes so that the database reads any of them; a text may be outside its calendar. */
const instant = z.iso.datetime().transform((text) => new Date(text));
const isCanonical = (text: string): boolean => {
  const result = canonicalEmail(text);
  return result.ok && result.email === text;
};

const cursorParts = {
  added: z.tuple([z.literal('added'), instant, z.uuid()]),
  email: z.tuple([z.literal('email'), z.string().refine(isCanonical)]),
};

/** Where the next page starts. A cursor that was tampered with starts at the beginning of the list. */
function afterCursor(sort: MemberSort, cursor: string | null): RawBuilder<unknown> {
  const parts = parseCursor(cursor);
  if (sort === 'added') {
    const parsed = cursorParts.added.safeParse(parts);
    return parsed.success
      ? sql`and (m.added_at, m.id) < (${parsed.data[1]}::timestamptz, ${parsed.data[2]}::uuid)`
      : sql``;
  }
  const parsed = cursorParts.email.safeParse(parts);
  return parsed.success ? sql`and m.email > ${parsed.data[1]}` : sql``;
}

function parseCursor(cursor: string | null): unknown {
  if (cursor === null) return null;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

function cursorOf(sort: MemberSort, row: ListRow): string {
  const parts = sort === 'added' ? ['added', row.added_at.toISOString(), row.id] : ['email', row.email];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

const orderBy: Readonly<Record<MemberSort, RawBuilder<unknown>>> = {
  added: sql`m.added_at desc, m.id desc`,
  email: sql`m.email`,
};

/** A page of live rows in keyset order. The tenant predicate is repeated here: row security is the net, not the filter. */
export async function listMembers(
  tx: DistrictTx,
  place: { readonly districtId: DistrictId; readonly licenseId: LicenseId },
  query: {
    readonly filter: MemberFilter;
    readonly sort: MemberSort;
    readonly cursor: string | null;
    readonly limit: number;
  },
): Promise<{ members: MemberView[]; nextCursor: string | null }> {
  const byStatus = query.filter.status === null ? sql`` : sql`and m.status = ${query.filter.status}`;
  const { rows } = await sql<ListRow>`
    select ${listColumns} from member m
    where m.district_id = ${place.districtId} and m.license_id = ${place.licenseId} and m.ended_at is null
      ${byStatus} ${afterCursor(query.sort, query.cursor)}
    order by ${orderBy[query.sort]}
    limit ${query.limit + 1}
  `.execute(tx);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    members: page.map(presentMember),
    nextCursor: rows.length > query.limit && last !== undefined ? cursorOf(query.sort, last) : null,
  };
}
