import type { RunId } from '@rollcall/core/ids.ts';
import type { MemberOutcome } from '@rollcall/core/members/outcomes.ts';
import { placeholderPattern } from '@rollcall/core/members/placeholder-address.ts';
import type { RunRow } from '@rollcall/core/runs/contract.ts';
import { type RawBuilder, sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';

export interface RowsWanted {
  readonly runId: RunId;
  /** What would happen, or what has happened to the rows that were applied. */
  readonly which: 'plan' | 'result';
  /** Empty is all. */
  readonly outcomes: readonly MemberOutcome[];
  /** Rows behind this number; 0 begins. */
  readonly after: number;
  readonly limit: number;
}

const columns: Readonly<
  Record<RowsWanted['which'], { outcomes: RawBuilder<unknown>; counts: RawBuilder<unknown> }>
> = {
  plan: { outcomes: sql.ref('b.planned'), counts: sql.ref('b.planned_counts') },
  result: { outcomes: sql.ref('b.outcomes'), counts: sql.ref('b.outcome_counts') },
};

/**
 * Rows of a run in its order. Portions without any of the wanted outcomes are passed over unopened, so that the three
 * bad rows of a million are found at once. Of who is on the list, the address and name are those of the list.
 */
export async function readRunRows(
  tx: DistrictTx,
  place: LicensePlace,
  wanted: RowsWanted,
): Promise<RunRow[]> {
  const { rows } = await rowsQuery<RunRow>(place, wanted, sql``).execute(tx);
  return rows;
}

/** A row as the file had it, to be corrected there. */
export interface RunRowOfFile extends RunRow {
  /** The fields of a row that was refused for what stands in it; null for others, and once they are kept no longer. */
  readonly fields: readonly string[] | null;
  /** The user type that the file itself names. */
  readonly ownUserType: RunRow['userType'];
}

/** Text of refused rows that is read at once: some rows may be as long as a line of a file. In bytes. */
const rawBytesAtOnce = 4 * 2 ** 20;

/**
 * As `readRunRows`, with what a file needs that is to be uploaded again. Fewer rows than the limit, but at least one if
 * there is one, where they are long: some 4 MB.
 */
export async function readRunRowsOfFile(
  tx: DistrictTx,
  place: LicensePlace,
  wanted: RowsWanted,
): Promise<RunRowOfFile[]> {
  const extra = sql`, l.raw::jsonb as fields, l.user_type as "ownUserType"`;
  const short = sql`(
    select * from (
      select line.*, coalesce(sum(octet_length(raw)) over (
        order by row_no rows between unbounded preceding and 1 preceding
      ), 0) as bytes_before
      from line
    ) measured where bytes_before < ${rawBytesAtOnce}
  )`;
  const { rows } = await rowsQuery<RunRowOfFile>(place, wanted, extra, short).execute(tx);
  return rows;
}

function rowsQuery<Row>(
  place: LicensePlace,
  wanted: RowsWanted,
  extra: RawBuilder<unknown>,
  lines: RawBuilder<unknown> = sql`line`,
) {
  const { outcomes, counts } = columns[wanted.which];
  const names = [...wanted.outcomes];
  const some = names.length > 0;
  return sql<Row>`
    with portion as materialized (
      select b.* from run_batch b
      where b.district_id = ${place.districtId} and b.license_id = ${place.licenseId} and b.run_id = ${wanted.runId}
        and ${outcomes} is not null and b.first_row + b.size > ${wanted.after}
        ${some ? sql`and (${counts} -> 'outcomes') ?| ${names}::text[]` : sql``}
    ),
    line as (
      select (b.first_row + u.ord - 1)::int as row_no, u.*
      from (select * from portion order by batch_no) b
      cross join lateral unnest(
        b.lines, b.emails, b.shown, b.names, b.user_types, b.reasons, b.raws, b.member_ids,
        ${wanted.which === 'plan' ? sql`b.planned` : sql`b.outcomes`}
      ) with ordinality as u (line, email, shown, name, user_type, reason, raw, member_id, outcome, ord)
      where b.first_row + u.ord - 1 > ${wanted.after}
        ${some ? sql`and u.outcome = any (${names}::text[])` : sql``}
      order by b.batch_no, u.ord
      limit ${wanted.limit}
    )
    select l.row_no as "row", l.line, l.outcome, l.reason,
      coalesce(l.shown, l.email, m.email_shown, '') as text,
      case when coalesce(l.email, m.email) not like ${placeholderPattern} then coalesce(l.email, m.email) end as email,
      coalesce(l.name, m.name) as name,
      coalesce(l.user_type, m.user_type) as "userType"${extra}
    from ${lines} l
    left join member m on m.district_id = ${place.districtId} and m.license_id = ${place.licenseId} and m.id = l.member_id
    order by l.row_no
  `;
}

/** How far a run has come, in rows: those up to this number have their result, those behind it only a plan. */
export async function countAppliedRows(tx: DistrictTx, place: LicensePlace, runId: RunId): Promise<number> {
  const { rows } = await sql<{ applied: number }>`
    select coalesce(max(first_row + size - 1), 0)::int as applied from run_batch
    where district_id = ${place.districtId} and license_id = ${place.licenseId} and run_id = ${runId}
      and outcomes is not null
  `.execute(tx);
  return rows[0]?.applied ?? 0;
}

/** How many fields the longest of the refused rows has, as the file had them; 0 without any. */
export async function widestRefusedRow(tx: DistrictTx, place: LicensePlace, runId: RunId): Promise<number> {
  const { rows } = await sql<{ width: number }>`
    select coalesce(max(json_array_length(raw::json)), 0)::int as width
    from run_batch b cross join lateral unnest(b.raws) raw
    where b.district_id = ${place.districtId} and b.license_id = ${place.licenseId} and b.run_id = ${runId}
  `.execute(tx);
  return rows[0]?.width ?? 0;
}
