import { packetRowLimit } from '@rollcall/core/events/protocol.ts';
import type { MemberId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import type { LockedLicense } from '../../license-row/lock-license.ts';
import { ofLicense } from '../../license-row/of-license.ts';
import { settleAddresses } from '../../membership/roster-change.ts';
import type { BatchContext } from './batch-context.ts';
import { type BatchSummary, summaryExpressions, summaryOf } from './batch-summary.ts';
import { batchOf } from './run-batch.ts';

export interface AppliedBatch {
  readonly summary: BatchSummary;
  readonly changed: number;
  /** The changed rows; null when they are more than an event names. */
  readonly memberIds: readonly MemberId[] | null;
}

/**
 * Does what a portion is for, under the licence's lock: one statement decides about each row as it is now, writes, and
 * keeps the outcomes with the portion; addresses that change hands within it follow in a second. The caller records the change in the same transaction.
 */
export async function applyBatch(
  tx: DistrictTx,
  license: LockedLicense,
  context: BatchContext,
): Promise<AppliedBatch> {
  const { run, batchNo } = context;
  const { rows, change } = batchOf[run.kind](context);
  const applied = await sql<{ s: unknown; changed: number; memberIds: MemberId[] | null }>`
    with ${rows}, ${change.decided(license)}, ${change.written(license)}, ${summaryExpressions},
    kept as (
      update run_batch b set
        outcomes = (select array_agg(outcome order by ord) from outcome_row),
        outcome_counts = summary.s,
        changed_ids = (select array_agg(id order by ord) from written),
        before = (select jsonb_object_agg(id, was) from before),
        seq = ${license.nextSeq},
        applied_at = ${license.now}
      from summary
      where ${ofLicense(license, 'b')} and b.run_id = ${run.id} and b.batch_no = ${batchNo}
    )
    select s, (select count(*) from written)::int as changed,
      case when (select count(*) from written) <= ${packetRowLimit} then array(select id from written order by ord) end
        as "memberIds"
    from summary
  `.execute(tx);
  if (run.kind === 'sync' && context.op === 'change')
    await settleAddresses(tx, license, { runId: run.id, batchNo });
  const [row] = applied.rows;
  return {
    summary: summaryOf(row?.s, context.size),
    changed: row?.changed ?? 0,
    memberIds: row?.memberIds ?? null,
  };
}
