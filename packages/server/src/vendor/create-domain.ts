import { type DomainRefusal, ownableDomain } from '@rollcall/core/domains.ts';
import type { DistrictId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { SystemTx } from '../db/tx.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** Why a domain cannot be a district's (SPEC B13). `not_available` never tells whose it is. */
export class DomainNotAccepted extends Error {
  override readonly name = 'DomainNotAccepted';
  readonly reason: DomainRefusal | 'not_available';

  constructor(reason: DomainRefusal | 'not_available') {
    super(`The domain is not accepted: ${reason}`);
    this.reason = reason;
  }
}

/**
 * Enters a domain that the vendor has seen to be the district's, as verified: the vendor's word takes the place of a
 * record in its DNS that is missing. Idempotent. Throws DomainNotAccepted
 * for what is no domain or everybody's, and for another district's verified domain, its parents and its children.
 */
export async function ensureDomain(
  tx: SystemTx,
  districtId: DistrictId,
  raw: string,
): Promise<{ id: string; name: string; created: boolean }> {
  const result = ownableDomain(raw);
  if (!result.ok) throw new DomainNotAccepted(result.reason);
  const name = result.domain;
  await oneAtATime(tx);
  const known = await tx
    .selectFrom('domain')
    .select(['id', 'verified_at', 'lost_at'])
    .where((where) => where.and({ district_id: districtId, name }))
    .executeTakeFirst();
  if (known?.verified_at != null && known.lost_at === null) return { id: known.id, name, created: false };
  if (await overlapsAnother(tx, districtId, name)) throw new DomainNotAccepted('not_available');
  const byVendor = {
    verified_at: new Date(),
    proof: 'vendor',
    failing_since: null,
    lost_at: null,
    next_check_at: null,
  };
  const row = await tx
    .insertInto('domain')
    .values({ district_id: districtId, name, ...byVendor })
    .onConflict((conflict) => conflict.columns(['district_id', 'name']).doUpdateSet(byVendor))
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: row.id, name, created: true };
}

async function overlapsAnother(tx: SystemTx, districtId: DistrictId, name: string): Promise<boolean> {
  const { rows } = await sql`
    select from domain
    where district_id <> ${districtId} and verified_at is not null
      and (name = ${name} or name like '%.' || ${name} or ${name} like '%.' || name)
    limit 1
  `.execute(tx);
  return rows.length > 0;
}
