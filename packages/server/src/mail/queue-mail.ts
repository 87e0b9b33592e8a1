import { sql } from 'kysely';
import type { DistrictTx, SystemTx } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';

/** A message to all admins of a licence. */
export interface AdminNotice {
  readonly kind: 'term_notice';
  /** How many whole days the term has left; 0: it has ended. */
  readonly days: number;
}

/**
 * Queues a notice for each admin of the licence, if their district has mail switched on; returns how many were queued.
 * It leaves if, and only if, the transaction commits. Whoever calls it sees to it that it is called once.
 */
export async function queueMail(
  tx: DistrictTx | SystemTx,
  place: LicensePlace,
  notice: AdminNotice,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into mail (district_id, license_id, kind, admin_email, days, due_at)
    select a.district_id, a.license_id, ${notice.kind}, a.email, ${notice.days}, now()
    from license_admin a join district d on d.id = a.district_id and d.mail_since is not null
    where a.district_id = ${place.districtId} and a.license_id = ${place.licenseId}
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
