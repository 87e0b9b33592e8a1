import { noMemberFilter } from '@rollcall/core/members/filter.ts';
import { type MemberSelection, memberSelection } from '@rollcall/core/runs/contract.ts';
import { type RawBuilder, sql } from 'kysely';
import { csvBatchRows } from '../../csv/csv-batch.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { ofLicense } from '../../license-row/of-license.ts';
import type { SeenPlace } from '../../membership/change-query.ts';
import { filterConditions } from '../../views/member-list/filter-conditions.ts';
import type { RunRecord } from './batch-context.ts';

/**
 * Writes down whom a run is for, once: its portions then name the same people however the list changes. Returns how
 * many they are.
 */
export async function selectPeople(tx: DistrictTx, place: SeenPlace, run: RunRecord): Promise<number> {
  const people =
    run.undoes === null ? selected(place, memberSelection.parse(run.selection)) : changedBy(place, run);
  const { rows } = await sql<{ total: number }>`
    with person as materialized (${people}),
    portion as (
      insert into run_batch (district_id, license_id, run_id, batch_no, first_row, size, member_ids, reference, op)
      select ${run.district_id}, ${run.license_id}, ${run.id}, batch_no, min(row_no), count(*), array_agg(id order by row_no),
        min(reference), min(op)
      from person group by batch_no
      returning size
    )
    select coalesce(sum(size), 0)::int as total from portion
  `.execute(tx);
  return rows[0]?.total ?? 0;
}

/** Rows `(batch_no, row_no, id, reference, op)`, newest first. */
function selected(place: SeenPlace, selection: MemberSelection): RawBuilder<unknown> {
  return sql`
    select (row_no - 1) / ${csvBatchRows}::int as batch_no, row_no, id, '' as reference, null::text as op from (
      select m.id, row_number() over (order by m.added_at desc, m.id desc)::int as row_no
      from member m
      where ${ofLicense(place, 'm')} and m.ended_at is null and ${sql.join(conditionsOf(place, selection), sql` and `)}
    ) matching`;
}

function conditionsOf(place: SeenPlace, selection: MemberSelection): RawBuilder<unknown>[] {
  if (selection.kind === 'some') return [sql`m.id = any (${[...selection.memberIds]}::uuid[])`];
  return [
    ...filterConditions({ ...noMemberFilter, ...selection.filter }, 'as it is written'),
    // Whom the admin did not see is not meant: rows of later numbers count only if they were there before.
    sql`(m.seq <= ${selection.seq} or m.added_at <= coalesce(
      (
        select e.created_at from event e
        where e.district_id = ${place.districtId} and e.license_id = ${place.id} and e.seq = ${selection.seq}
      ), '-infinity'
    ))`,
    sql`m.id <> all (${[...selection.except]}::uuid[])`,
  ];
}

/**
 * Whom the portions of the undone run changed, portion by portion. A sync is gone back the way that it was come: who came
 * leaves before who left comes back, and takes no seat from them.
 */
function changedBy(place: SeenPlace, run: RunRecord): RawBuilder<unknown> {
  const ofUndone = sql`${ofLicense(place, 'b')} and b.run_id = ${run.undoes}`;
  return sql`
    select o.batch_no, row_number() over (order by o.batch_no, o.ord)::int as row_no, o.id, o.reference, o.op
    from (
      select c.id, c.ord, b.reference, b.op,
        case when b.op is null then b.batch_no else max(b.batch_no) over () - b.batch_no end as batch_no
      from run_batch b left join lateral unnest(b.changed_ids) with ordinality as c (id, ord) on true
      where ${ofUndone}
    ) o
    where o.id is not null`;
}
