import type { DistrictId, LicenseId } from '@rollcall/core/ids.ts';
import { poolUsage } from '@rollcall/core/licenses/pools.ts';
import { phaseOf, type TermPhase } from '@rollcall/core/licenses/term.ts';
import type { FreeSeats } from '@rollcall/core/members/admit.ts';
import { type Selectable, sql } from 'kysely';
import type { License } from '../db/schema.gen.ts';
import type { DistrictTx, SystemTx } from '../db/tx.ts';
import { countsOf, heldOf } from './seat-counts.ts';

/** Which licence: its key. */
export interface LicensePlace {
  readonly districtId: DistrictId;
  readonly licenseId: LicenseId;
}

/** A licence as it is at this moment: whoever changes it may do so before this transaction has ended. */
export interface SeenLicense {
  readonly districtId: DistrictId;
  readonly id: LicenseId;
  readonly row: Selectable<License>;
  readonly phase: TermPhase;
  /** The database's clock at the start of the transaction: the only one that decides. */
  readonly now: Date;
}

/** A licence whose row this transaction holds: nothing on it changes until the commit. */
export interface LockedLicense extends SeenLicense {
  /** The number that this transaction's event and the rows it writes will carry. */
  readonly nextSeq: number;
}

/**
 * Takes the licence's lock. Undefined when there is no such licence in the scope. Every change of a licence, its
 * people or its seats begins here; the order is licence, then its rows.
 */
export async function lockLicense(
  tx: DistrictTx | SystemTx,
  districtId: DistrictId,
  id: LicenseId,
): Promise<LockedLicense | undefined> {
  return read(tx, districtId, id, 'wait');
}

/** Reads the licence and holds nothing. Undefined when there is no such licence in the scope. */
export async function seeLicense(
  tx: DistrictTx,
  districtId: DistrictId,
  id: LicenseId,
): Promise<SeenLicense | undefined> {
  return read(tx, districtId, id, 'not');
}

/** The same for what can come back: undefined also where somebody else has the lock. */
export async function lockFreeLicense(
  tx: DistrictTx | SystemTx,
  districtId: DistrictId,
  id: LicenseId,
): Promise<LockedLicense | undefined> {
  return read(tx, districtId, id, 'skip');
}

async function read(
  tx: DistrictTx | SystemTx,
  districtId: DistrictId,
  id: LicenseId,
  held: 'wait' | 'skip' | 'not',
): Promise<LockedLicense | undefined> {
  const row = await tx
    .selectFrom('license')
    .selectAll()
    .select(sql<Date>`now()`.as('database_now'))
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .$if(held !== 'not', (query) => query.forUpdate())
    .$if(held === 'skip', (query) => query.skipLocked())
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const phase = phaseOf({ startsAt: row.starts_at, endsAt: row.ends_at }, row.database_now);
  return { districtId, id, row, phase, now: row.database_now, nextSeq: row.seq + 1 };
}

/** Seats that may still be claimed on this licence; null is unlimited. */
export function freeSeats(row: Selectable<License>): FreeSeats {
  const counts = countsOf(row);
  const held = heldOf(row);
  return {
    staff: poolUsage('staff', row.staff_seats, counts, held).free,
    student: poolUsage('student', row.student_seats, counts, held).free,
  };
}
