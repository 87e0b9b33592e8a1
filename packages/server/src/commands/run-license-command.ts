import type { LicenseAction } from '@rollcall/core/access/actions.ts';
import type { Actor, Grants } from '@rollcall/core/access/actor.ts';
import { can } from '@rollcall/core/access/can.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { DistrictId, LicenseId, RequestId } from '@rollcall/core/ids.ts';
import type { AppContext } from '../app-context.ts';
import type { SignedIn } from '../auth/session.ts';
import type { DistrictTx } from '../db/tx.ts';
import { type LockedLicense, lockLicense } from '../license-row/lock-license.ts';
import { firstResult } from './first-result.ts';

export interface LicenseCommand {
  readonly licenseId: LicenseId;
  readonly action: LicenseAction;
  readonly requestId: RequestId;
  /** What was asked for, without the request id: a retry must ask for the same. */
  readonly body: unknown;
}

export interface LicenseCommandScope {
  readonly tx: DistrictTx;
  readonly license: LockedLicense;
  readonly grants: Grants;
  readonly actor: Actor;
  readonly actorName: string;
}

/**
 * One admin's command on one licence, as one transaction: district from the person's own grant, lock, grant read
 * again under the lock, first result of a repeated request, the command, its result kept. NOT_FOUND covers
 * "no such licence" and "not yours" alike. After the commit the relay is woken.
 */
export async function runLicenseCommand<Result extends object>(
  app: AppContext,
  who: SignedIn,
  command: LicenseCommand,
  run: (scope: LicenseCommandScope) => Promise<Result>,
): Promise<Result> {
  const districtId = await districtOfGrant(app, who, command.licenseId);
  const result = await app.db.withTx({ district: districtId }, async (tx) => {
    const license = await lockLicense(tx, districtId, command.licenseId);
    if (license === undefined) throw new DomainError('NOT_FOUND', { noun: 'license' });
    const grants = await readGrants(tx, who, districtId, command.licenseId);
    if (!can(grants, command.action)) throw new DomainError('NOT_FOUND', { noun: 'license' });
    const actor: Actor = { kind: 'person', personId: who.personId, sessionId: who.sessionId };
    // The action is part of what was asked: the same row with the same id may be named by another verb.
    const body = { action: command.action, asked: command.body };
    return firstResult(tx, { ...command, districtId, actorId: who.personId, body }, () =>
      run({ tx, license, grants, actor, actorName: who.name }),
    );
  });
  app.live.committed({ districtId, licenseId: command.licenseId });
  return result;
}

/** The district in which the person holds a grant on this licence. No value from a client ever names a district. */
export async function districtOfGrant(
  app: Pick<AppContext, 'db'>,
  who: SignedIn,
  licenseId: LicenseId,
): Promise<DistrictId> {
  const grant = await app.db.withTx({ person: who.personId }, (tx) =>
    tx
      .selectFrom('license_admin')
      .select('district_id')
      .where('person_id', '=', who.personId)
      .where('license_id', '=', licenseId)
      .executeTakeFirst(),
  );
  if (grant === undefined) throw new DomainError('NOT_FOUND', { noun: 'license' });
  return grant.district_id as DistrictId;
}

/** The person's grants as they are now, inside the transaction that uses them. */
export async function readGrants(
  tx: DistrictTx,
  who: Pick<SignedIn, 'personId'>,
  districtId: DistrictId,
  licenseId: LicenseId,
): Promise<Grants> {
  const licenseGrant = await tx
    .selectFrom('license_admin')
    .select('license_id')
    .where((where) => where.and({ district_id: districtId, license_id: licenseId, person_id: who.personId }))
    .executeTakeFirst();
  // A domain that waits for its proof or was given up makes nobody anything; one whose proof is lost is the district's yet.
  const domainGrant = await tx
    .selectFrom('domain_admin as held')
    .innerJoin('domain', (join) =>
      join.onRef('domain.district_id', '=', 'held.district_id').onRef('domain.id', '=', 'held.domain_id'),
    )
    .select('held.domain_id')
    .where('held.district_id', '=', districtId)
    .where('held.person_id', '=', who.personId)
    .where('domain.verified_at', 'is not', null)
    .executeTakeFirst();
  return {
    districtId,
    licenseAdminOf: licenseGrant === undefined ? null : licenseId,
    domainAdmin: domainGrant !== undefined,
  };
}
