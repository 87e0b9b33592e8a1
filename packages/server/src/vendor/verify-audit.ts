import type { DistrictId, LicenseId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import { ChainReader, type StoredAudit } from '../audit/verify-chain.ts';
import type { SystemTx } from '../db/tx.ts';

/** Audit rows read at a time: a licence may have any number. */
const pageSize = 2_000;

/**
 * Verifies a licence's audit chain (SPEC I10). Null when every row is as it was written, else the number of the
 * first that is missing, out of place or changed. What is added while it reads is left for the next time.
 */
export async function verifyAudit(
  tx: SystemTx,
  place: { readonly districtId: DistrictId; readonly licenseId: LicenseId },
): Promise<number | null> {
  const { audit_head: head, seq: last } = await tx
    .selectFrom('license')
    .select(['audit_head', 'seq'])
    .where((where) => where.and({ district_id: place.districtId, id: place.licenseId }))
    .executeTakeFirstOrThrow();
  const reader = new ChainReader();
  for (let after = 0; after < last; after += pageSize) {
    const broken = reader.read(await readPage(tx, place, after, Math.min(last, after + pageSize)));
    if (broken !== null) return broken;
  }
  return reader.end(head);
}

async function readPage(
  tx: SystemTx,
  place: { readonly districtId: DistrictId; readonly licenseId: LicenseId },
  after: number,
  to: number,
): Promise<StoredAudit[]> {
  const { rows } = await sql<StoredAudit>`
    select a.district_id as "districtId", a.license_id as "licenseId", a.seq, a.at, a.actor_kind as "actorKind",
      a.actor_id as "actorId", a.action, a.targets, a.values_hash as "valuesHash", a.prev_hash as "prevHash", a.hash,
      v.details
    from audit a
    left join audit_value v using (district_id, license_id, seq)
    where a.district_id = ${place.districtId} and a.license_id = ${place.licenseId} and a.seq > ${after} and a.seq <= ${to}
    order by a.seq
  `.execute(tx);
  return rows;
}
