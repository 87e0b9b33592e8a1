import type { RunReturns } from '@rollcall/core/runs/contract.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { openWays } from '../../views/open-ways.ts';
import type { RunRecord } from './batch-context.ts';

/**
 * By what how many of those whom a run takes off come back, or can come back, where they are not kept out: as their sources
 * and the ways stand at this moment. A file names them by the address of their row; by another address of theirs they are
 * taken off as well and not counted here.
 */
export async function readReturns(
  tx: DistrictTx,
  place: LicensePlace,
  run: Pick<RunRecord, 'id' | 'kind'>,
): Promise<RunReturns> {
  const people =
    run.kind === 'csv_remove'
      ? sql`cross join lateral unnest(b.emails) as u (email) join member m on m.email = u.email`
      : sql`cross join lateral unnest(b.member_ids) as u (id) join member m on m.id = u.id`;
  const { rows } = await sql<RunReturns['people'][number]>`
    with way as materialized (${openWays(place)})
    select s.kind, count(distinct m.id)::int as count
    from run_batch b ${people}
      and m.district_id = b.district_id and m.license_id = b.license_id and m.ended_at is null
    join member_source s on s.district_id = m.district_id and s.license_id = m.license_id and s.member_id = m.id
      and s.ended_at is null
    where b.district_id = ${place.districtId} and b.license_id = ${place.licenseId} and b.run_id = ${run.id}
      and exists (select from way w where w.kind = s.kind and coalesce(w.reference, s.reference) = s.reference)
    group by s.kind order by count desc, s.kind
  `.execute(tx);
  return { people: rows };
}
