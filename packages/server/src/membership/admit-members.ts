import type { Actor } from '@rollcall/core/access/actor.ts';
import type { MemberId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import { CountChange } from '../license-row/count-change.ts';
import { freeSeats, type LockedLicense } from '../license-row/lock-license.ts';
import { type AdmissionQuery, type AdmissionSource, decidedExpressions } from './admission-query.ts';
import { type Candidate, candidateRows, type DecidedAdmission, decidedColumns } from './decide-admissions.ts';
import { writeExpressions } from './write-admissions.ts';

export interface Addition {
  readonly candidates: readonly Candidate[];
  readonly source: AdmissionSource;
  readonly actor: Actor;
  /** The adding person's name as it is now: a snapshot for the list and the pop-up. */
  readonly addedBy: string;
}

/**
 * A few people onto a licence, as one change: decided and written under the licence's lock, the seats claimed with one
 * guarded update, one event and one audit row. Returns one decision per candidate, in order. Nothing is written when
 * nothing changes.
 */
export async function admitMembers(
  tx: DistrictTx,
  license: LockedLicense,
  addition: Addition,
): Promise<DecidedAdmission[]> {
  const { source, addedBy } = addition;
  const query: AdmissionQuery = {
    candidates: candidateRows(addition.candidates),
    source,
    free: freeSeats(license.row),
    leaveKnown: false,
  };
  const { rows: decided } = await sql<DecidedAdmission & { readonly writtenId: MemberId | null }>`
    with ${decidedExpressions(license, query)}, ${writeExpressions(license, source, addedBy)}
    select ${decidedColumns},
      case when d.to_state <> d.state or d.add_source then coalesce(d.fresh_id, d.member_id) end as "writtenId"
    from decided d order by d.ord
  `.execute(tx);
  const memberIds = [...new Set(decided.flatMap(({ writtenId }) => writtenId ?? []))];
  if (memberIds.length === 0) return decided;

  const counts = new CountChange();
  for (const { writtenId, from, to, fromType, userType } of decided) {
    if (writtenId !== null)
      counts.move({ state: from, userType: fromType ?? userType }, { state: to, userType });
  }
  await recordChange(tx, license, {
    type: 'member.added',
    payload: { memberIds },
    actor: addition.actor,
    counts,
    targets: memberIds,
    details: { source: source.kind, people: decided.map(({ email, outcome }) => ({ email, outcome })) },
  });
  return decided;
}
