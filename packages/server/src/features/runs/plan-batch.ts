import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import { ofLicense } from '../../license-row/of-license.ts';
import type { BatchContext } from './batch-context.ts';
import { type BatchSummary, summaryExpressions, summaryOf } from './batch-summary.ts';
import { batchOf } from './run-batch.ts';

/** Works out what a portion would do, and keeps it with the portion. No member row is written. */
export async function planBatch(tx: DistrictTx, context: BatchContext): Promise<BatchSummary> {
  const { place, run, batchNo } = context;
  const { rows, change } = batchOf[run.kind](context);
  const planned = await sql<{ s: unknown }>`
    with ${rows}, ${change.decided(place)}, ${summaryExpressions},
    kept as (
      update run_batch b set
        planned = (select array_agg(outcome order by ord) from outcome_row),
        planned_counts = summary.s
      from summary
      where ${ofLicense(place, 'b')} and b.run_id = ${run.id} and b.batch_no = ${batchNo}
    )
    select s from summary
  `.execute(tx);
  return summaryOf(planned.rows[0]?.s, context.size);
}
