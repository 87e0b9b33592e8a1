import type { Actor } from '@rollcall/core/access/actor.ts';
import type { DomainChoice } from '@rollcall/core/domains/contract.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { DomainId, LicenseId } from '@rollcall/core/ids.ts';
import type { DistrictTx } from '../db/tx.ts';
import { recordChange } from '../events/record-change.ts';
import { assertMethodFits } from '../license-row/assert-method-fits.ts';
import { type LockedLicense, lockLicense } from '../license-row/lock-license.ts';
import { logDomain } from './log-domain.ts';
import type { LicenseDomainsChange } from './tell-licenses.ts';

/** Somebody's change of the domains of a licence whose lock this transaction has. */
export interface LicenseDomainsScope {
  readonly tx: DistrictTx;
  readonly license: LockedLicense;
  readonly actor: Actor;
  readonly actorName: string;
}

/** Throws METHOD_NOT_AVAILABLE where the licence is of another type, or the vendor has not switched it on. */
export function assertDomainWide({ row }: Pick<LockedLicense, 'row'>): void {
  assertMethodFits('domain', row.type);
  if (row.domain_wide_at === null)
    throw new DomainError('METHOD_NOT_AVAILABLE', { method: 'domain', reason: 'domain_wide_is_off' });
}

/** Throws NOT_FOUND unless each of the domains is the district's by a proof that holds. */
export async function assertOwnDomains(
  tx: DistrictTx,
  { districtId }: Pick<LockedLicense, 'districtId'>,
  choices: readonly DomainChoice[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(choices.map((choice) => choice.domainId))];
  const rows = await tx
    .selectFrom('domain')
    .select(['id', 'name'])
    .where('district_id', '=', districtId)
    .where('id', 'in', ids)
    .where('verified_at', 'is not', null)
    .where('lost_at', 'is', null)
    .execute();
  if (rows.length !== ids.length) throw new DomainError('NOT_FOUND', { noun: 'domain' });
  return new Map(rows.map((row) => [row.id, row.name]));
}

/**
 * Makes the domains those of the licence: their people come from now on, as the given user types. Returns the ones that
 * were not chosen before. Throws like the two checks above.
 */
export async function saveDomainChoice(
  scope: LicenseDomainsScope,
  choices: readonly DomainChoice[],
): Promise<DomainId[]> {
  const { tx, license, actorName } = scope;
  assertDomainWide(license);
  const names = await assertOwnDomains(tx, license, choices);
  const place = { district_id: license.districtId, license_id: license.id };
  const before = await tx
    .selectFrom('license_domain')
    .select('domain_id')
    .where((where) => where.and(place))
    .execute();
  const known = new Set(before.map((row) => row.domain_id));
  for (const { domainId, userType } of choices) {
    const chosen = { user_type: userType, chosen_by: actorName, chosen_at: license.now };
    await tx
      .insertInto('license_domain')
      .values({ ...place, domain_id: domainId, ...chosen })
      .onConflict((conflict) =>
        conflict.columns(['district_id', 'license_id', 'domain_id']).doUpdateSet(chosen),
      )
      .execute();
  }
  await record(scope, 'chosen', names);
  return choices.map((choice) => choice.domainId).filter((id) => !known.has(id));
}

/** The domains' people come to this licence no more by themselves; who is on it stays. Returns how many were chosen. */
export async function leaveOutDomains(
  scope: LicenseDomainsScope,
  domainIds: readonly DomainId[],
): Promise<number> {
  const { tx, license } = scope;
  if (domainIds.length === 0) return 0;
  const place = { district_id: license.districtId, license_id: license.id };
  const left = await tx
    .deleteFrom('license_domain')
    .where((where) => where.and(place))
    .where('domain_id', 'in', [...domainIds])
    .returning('domain_id')
    .execute();
  if (left.length === 0) return 0;
  const ids = left.map((row) => row.domain_id);
  await tx
    .deleteFrom('source_person')
    .where((where) => where.and({ ...place, source: 'domain' }))
    .where('reference', 'in', ids)
    .execute();
  const named = await tx
    .selectFrom('domain')
    .select(['id', 'name'])
    .where('district_id', '=', license.districtId)
    .where('id', 'in', ids)
    .execute();
  await record(scope, 'left_out', new Map(named.map((row) => [row.id, row.name])));
  return left.length;
}

/** The licence's lock is taken once more: a change of the same transaction may have moved its number on. */
async function record(
  { tx, license, actor, actorName }: LicenseDomainsScope,
  what: LicenseDomainsChange['what'],
  domains: ReadonlyMap<string, string>,
): Promise<void> {
  const present = await lockLicense(tx, license.districtId, license.id as LicenseId);
  if (present === undefined) throw new Error('A licence has gone under its own lock');
  await recordChange(tx, present, {
    type: 'domains.changed',
    payload: {},
    actor,
    targets: [...domains.keys()],
    details: { what, domains: [...domains.values()] } satisfies LicenseDomainsChange,
  });
  for (const domain of domains.values()) {
    const line = { action: 'license_domains_changed', domain, licenseName: license.row.name } as const;
    await logDomain(tx, license.districtId, { actor, name: actorName }, line);
  }
}
