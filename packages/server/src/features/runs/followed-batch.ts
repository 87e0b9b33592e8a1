import type { FreeSeats } from '@rollcall/core/members/admit.ts';
import { type SyncSource, syncSource } from '@rollcall/core/sync/sync-source.ts';
import { type RawBuilder, sql } from 'kysely';
import type { MemberChange } from '../../membership/change-query.ts';
import { rosterChange } from '../../membership/roster-change.ts';
import { joiningRows, rosterJoin } from '../../membership/roster-join.ts';
import { rosterLeave } from '../../membership/roster-leave.ts';
import { rosterChangeUndo, rosterLeaveUndo } from '../../membership/roster-undo.ts';
import { additionUndo } from '../../membership/undo-query.ts';
import type { BatchContext, RunBatch, RunRecord } from './batch-context.ts';

/** What has happened to the people of a portion in the other system. */
type FollowedOp = 'join' | 'change' | 'leave';

/** The portion of a sync, by what it says of its people. `ofBatch` finds it. */
export function followedBatch(context: BatchContext, ofBatch: RawBuilder<unknown>): RunBatch {
  const source = sourceOf(context.run);
  return portions[opOf(context)](context, source, ofBatch);
}

const portions: Readonly<
  Record<FollowedOp, (context: BatchContext, source: SyncSource, ofBatch: RawBuilder<unknown>) => RunBatch>
> = {
  join: ({ place, rules, free, addedBy }, source, ofBatch) => ({
    rows: joiningRows(place, source, people(ofBatch), rules.verifiedDomains),
    change: rosterJoin({ source, verifiedDomains: rules.verifiedDomains, free, addedBy }),
  }),
  change: ({ free, addedBy }, source, ofBatch) => ({
    rows: unrefused(ofBatch),
    change: rosterChange({ source, free, addedBy }),
  }),
  leave: (_context, source, ofBatch) => ({ rows: unrefused(ofBatch), change: rosterLeave(source) }),
};

/** How a portion of a sync is taken back, by what it did. */
export function followedUndo(undone: RunRecord, context: BatchContext): MemberChange {
  return undos[opOf(context)](sourceOf(undone), context.free);
}

const undos: Readonly<Record<FollowedOp, (source: SyncSource, free: FreeSeats) => MemberChange>> = {
  join: (kind) => additionUndo({ kind, reference: null }, null),
  change: rosterChangeUndo,
  leave: rosterLeaveUndo,
};

function sourceOf({ source }: RunRecord): SyncSource {
  return syncSource.parse(source);
}

function opOf({ op }: BatchContext): FollowedOp {
  if (op === 'join' || op === 'change' || op === 'leave') return op;
  throw new Error('A portion of a sync that does not say what has happened to its people');
}

function unrefused(ofBatch: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`batch_row as materialized (select p.*, null::text as refusal from (${people(ofBatch)}) p)`;
}

function people(ofBatch: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select u.ord::int, u.external_id, u.item_ids::text[] as item_ids, u.email, coalesce(u.shown, u.email) as shown, u.name,
      u.user_type
    from run_batch b
    cross join lateral unnest(b.external_ids, b.item_ids, b.emails, b.shown, b.names, b.user_types)
      with ordinality as u (external_id, item_ids, email, shown, name, user_type, ord)
    where ${ofBatch}`;
}
