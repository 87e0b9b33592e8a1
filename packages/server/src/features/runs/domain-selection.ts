import { domainChoices } from '@rollcall/core/domains/contract.ts';
import { domainId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { csvBatchRows } from '../../csv/csv-batch.ts';
import type { DistrictTx } from '../../db/tx.ts';
import type { RunRecord } from './batch-context.ts';

const domainSelection = z.strictObject({
  kind: z.literal('domains'),
  domains: domainChoices.min(1),
  /** Those that the confirmation has made the licence's, and an undo takes back; empty before it. */
  fresh: z.array(domainId),
});
/** What a run of domains was asked for, as it is kept with the run. */
export type DomainSelection = z.infer<typeof domainSelection>;

export function domainSelectionOf(run: Pick<RunRecord, 'selection'>): DomainSelection {
  return domainSelection.parse(run.selection);
}

/**
 * Writes down who has verified an address in the chosen domains, once, in portions of one domain each. Only domains that
 * the district has shown to be its own have anybody. Returns how many addresses those are.
 */
export async function selectDomainPeople(tx: DistrictTx, run: RunRecord): Promise<number> {
  const { domains } = domainSelectionOf(run);
  const { rows } = await sql<{ total: number }>`
    with choice as (
      select c.choice_no, c.domain_id, c.user_type
      from unnest(${domains.map((choice) => choice.domainId)}::uuid[], ${domains.map((choice) => choice.userType)}::text[])
        with ordinality as c (domain_id, user_type, choice_no)
    ),
    person as materialized (
      select c.choice_no, c.domain_id, c.user_type, p.email, p.shown, p.name,
        (row_number() over (partition by c.choice_no order by p.email) - 1) / ${csvBatchRows}::int as part
      from choice c cross join lateral people_of_domain(c.domain_id, '', 2147483647) p
    ),
    numbered as (
      select choice_no, part, domain_id, count(*)::int as size,
        array_agg(email order by email) as emails, array_agg(shown order by email) as shown,
        array_agg(name order by email) as names, array_agg(user_type order by email) as user_types
      from person group by choice_no, part, domain_id
    ),
    portion as (
      insert into run_batch (
        district_id, license_id, run_id, batch_no, first_row, size, emails, shown, names, user_types, reference
      )
      select ${run.district_id}, ${run.license_id}, ${run.id},
        row_number() over (order by choice_no, part) - 1,
        1 + coalesce(sum(size) over (order by choice_no, part rows between unbounded preceding and 1 preceding), 0),
        size, emails, shown, names, user_types, domain_id::text
      from numbered
      returning size
    )
    select coalesce(sum(size), 0)::int as total from portion
  `.execute(tx);
  return rows[0]?.total ?? 0;
}
