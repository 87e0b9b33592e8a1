import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import { ofLicense } from '../../license-row/of-license.ts';
import type { BatchContext } from './batch-context.ts';

/**
 * Keeps by name who of a portion of a domain found no seat, and forgets who has one: after the portion was applied, in
 * its transaction.
 */
export async function noteNotSeated(
  tx: DistrictTx,
  { place, run, batchNo, reference }: Pick<BatchContext, 'place' | 'run' | 'batchNo' | 'reference'>,
): Promise<void> {
  await sql`
    with answered as materialized (
      select u.* from run_batch b
      cross join lateral unnest(b.emails, b.shown, b.names, b.user_types, b.outcomes)
        as u (email, shown, name, user_type, outcome)
      where ${ofLicense(place, 'b')} and b.run_id = ${run.id} and b.batch_no = ${batchNo}
    ),
    seated as (
      delete from source_person s using answered a
      where ${ofLicense(place, 's')} and s.source = 'domain' and s.reference = ${reference}
        and s.external_id = a.email and a.outcome <> 'no_seat'
    )
    insert into source_person (
      district_id, license_id, source, reference, external_id, email, shown, name, user_type, why
    )
    select ${place.districtId}, ${place.id}, 'domain', ${reference}, email, email, shown, name, user_type, 'no_seat'
    from answered where outcome = 'no_seat'
    on conflict do nothing
  `.execute(tx);
}
