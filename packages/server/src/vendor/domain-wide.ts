import type { Actor } from '@rollcall/core/access/actor.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import { methodFits, type UnavailableReason } from '@rollcall/core/licenses/deployment-methods.ts';
import { sql } from 'kysely';
import type { SystemTx } from '../db/tx.ts';
import { logDomain } from '../domains/log-domain.ts';
import { recordChange } from '../events/record-change.ts';
import { type LicensePlace, lockLicense } from '../license-row/lock-license.ts';

const vendor = { kind: 'vendor', name: 'vendor' } as const satisfies Actor;

/** Why domain-wide deployment cannot be switched on for a licence. */
export class DomainWideNotPossible extends Error {
  override readonly name = 'DomainWideNotPossible';
  readonly reason: UnavailableReason | 'ou_is_synced';

  constructor(reason: UnavailableReason | 'ou_is_synced') {
    super(`Domain-wide deployment is not possible: ${reason}`);
    this.reason = reason;
  }
}

/**
 * Switches domain-wide deployment on or off. Off removes nobody and keeps the choice of domains: nobody new comes by
 * them. False when it stood so before. On throws DomainWideNotPossible for another type than District, and where
 * organizational units are synced: the two exclude each other (SPEC DOMAIN-5).
 */
export async function switchDomainWide(tx: SystemTx, place: LicensePlace, on: boolean): Promise<boolean> {
  const license = await lockLicense(tx, place.districtId, place.licenseId);
  if (license === undefined) throw new DomainError('NOT_FOUND', { noun: 'license' });
  if ((license.row.domain_wide_at !== null) === on) return false;
  if (on) await assertPossible(tx, place, license.row.type);
  await tx
    .updateTable('license')
    .set({ domain_wide_at: on ? sql<Date>`now()` : null })
    .where((where) => where.and({ district_id: place.districtId, id: place.licenseId }))
    .execute();
  const what = on ? 'switched_on' : 'switched_off';
  await recordChange(tx, license, {
    type: 'domains.changed',
    payload: {},
    actor: vendor,
    targets: [],
    details: { what, domains: [] },
  });
  await logDomain(
    tx,
    place.districtId,
    { actor: vendor, name: null },
    { action: what, licenseName: license.row.name },
  );
  return true;
}

async function assertPossible(
  tx: SystemTx,
  { districtId, licenseId }: LicensePlace,
  type: keyof (typeof methodFits)['domain'],
): Promise<void> {
  const fit = methodFits.domain[type];
  if (!fit.fits) throw new DomainWideNotPossible(fit.reason);
  const synced = await tx
    .selectFrom('connection')
    .select('source')
    .where((where) => where.and({ district_id: districtId, license_id: licenseId, source: 'ou' }))
    .where('saved_at', 'is not', null)
    .executeTakeFirst();
  if (synced !== undefined) throw new DomainWideNotPossible('ou_is_synced');
}
