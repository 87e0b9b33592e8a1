import type { Actor } from '@rollcall/core/access/actor.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { EventPayload, EventType } from '@rollcall/core/events/catalog.ts';
import { noSeatsHeld, type SeatPool, type SeatsHeld, seatPool } from '@rollcall/core/licenses/seats.ts';
import { type RawBuilder, sql } from 'kysely';
import { actorIdOf, canonicalJson, chainHash, sha256 } from '../audit/chain.ts';
import type { DistrictTx, SystemTx } from '../db/tx.ts';
import { CountChange } from '../license-row/count-change.ts';
import { freeSeats, type LockedLicense } from '../license-row/lock-license.ts';
import { historyOf } from './license-history.ts';

export interface Change<Type extends EventType> {
  readonly type: Type;
  readonly payload: EventPayload<Type>;
  readonly actor: Actor;
  readonly counts?: CountChange;
  /** Seats that a run begins to hold, per pool; negative when it spends or gives back. */
  readonly holds?: SeatsHeld;
  /** Ids of the rows concerned, for the hashed part of the audit log. */
  readonly targets: readonly string[];
  /** What a person reads in the audit log; erasable, so it may hold names and addresses. */
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * Writes what makes a change a change, in one statement under the licence's lock: the counters with the guard
 * that never lets a claim pass the total, the next number, the event, and the audit row chained to the one before
 * (SPEC R4, R5, I1, I6). Throws SEATS_EXHAUSTED when the claim does not fit. The relay tells after the commit.
 */
export async function recordChange<Type extends EventType>(
  tx: DistrictTx | SystemTx,
  license: LockedLicense,
  change: Change<Type>,
): Promise<void> {
  const counts = change.counts ?? new CountChange();
  const holds = change.holds ?? noSeatsHeld;
  const needed = (pool: SeatPool) => counts.claimed(pool) + holds[pool];
  const details = canonicalJson(change.details);
  const valuesHash = sha256(details);
  const actorId = actorIdOf(change.actor);
  const entry = {
    districtId: license.districtId,
    licenseId: license.id,
    seq: license.nextSeq,
    at: license.now,
    actorKind: change.actor.kind,
    actorId,
    action: change.type,
    targets: change.targets,
    valuesHash,
  } as const;
  const hash = chainHash(license.row.audit_head, entry);
  const day = historyOf(license, change);
  const assignments = sql.join([
    sql`seq = license.seq + 1`,
    sql`audit_head = ${hash}`,
    ...counts.assignments(),
    ...heldAssignments(holds),
    ...day.assignments,
  ]);

  const { rows } = await sql<{ seq: number }>`
    with changed as (
      update license set ${assignments}
      where district_id = ${license.districtId} and id = ${license.id} and seq = ${license.row.seq}
        and (${needed('staff')}::int <= 0 or staff_seats is null or
          teacher_accepted + teacher_invited + other_accepted + other_invited + staff_held
            + ${needed('staff')}::int <= staff_seats)
        and (${needed('student')}::int <= 0 or student_seats is null or
          student_accepted + student_invited + student_held + ${needed('student')}::int <= student_seats)
      returning seq
    ), told as (
      insert into event (district_id, license_id, seq, type, payload)
      select ${license.districtId}, ${license.id}, seq, ${change.type}, ${JSON.stringify(change.payload)}::jsonb from changed
    ), audited as (
      insert into audit (district_id, license_id, seq, at, actor_kind, actor_id, action, targets, values_hash, prev_hash, hash)
      select ${license.districtId}, ${license.id}, seq, ${license.now}, ${change.actor.kind}, ${actorId}, ${change.type},
        ${[...change.targets]}::uuid[], ${valuesHash}, ${license.row.audit_head}, ${hash} from changed
    ), explained as (
      insert into audit_value (district_id, license_id, seq, details)
      select ${license.districtId}, ${license.id}, seq, ${details}::jsonb from changed
    )${day.closing}
    select seq from changed
  `.execute(tx);
  if (rows[0]?.seq !== license.nextSeq) throw seatsExhausted(license, needed);
}

function heldAssignments(holds: SeatsHeld): RawBuilder<unknown>[] {
  return seatPool.options
    .filter((pool) => holds[pool] !== 0)
    .map(
      (pool) => sql`${sql.ref(`${pool}_held`)} = ${sql.ref(`license.${pool}_held`)} + ${holds[pool]}::int`,
    );
}

function seatsExhausted(license: LockedLicense, needed: (pool: SeatPool) => number): Error {
  const free = freeSeats(license.row);
  const pool = seatPool.options.find((name) => {
    const left = free[name];
    return left !== null && needed(name) > left;
  });
  if (pool !== undefined) return new DomainError('SEATS_EXHAUSTED', { pool });
  return new Error('The license row changed under its own lock');
}
