import type { LicenseAction } from '@rollcall/core/access/actions.ts';
import { can } from '@rollcall/core/access/can.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { licenseType } from '@rollcall/core/licenses/license.ts';
import { phaseAllows, phaseOf, type TermPhase } from '@rollcall/core/licenses/term.ts';
import type { SyncHindrance } from '@rollcall/core/sync/contract.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { sql } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { districtOfGrant, readGrants } from '../../commands/run-license-command.ts';
import type { ConnectionPlace } from '../../connections/connection-row.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { assertMethodFits } from '../../license-row/assert-method-fits.ts';
import { domainWideIsOn } from '../../license-row/domain-wide.ts';

/** What is asked of one source of one licence. */
export interface SyncQuestion {
  readonly licenseId: LicenseId;
  readonly source: SyncSource;
}

export interface SyncScope {
  readonly tx: DistrictTx;
  readonly place: ConnectionPlace;
  readonly phase: TermPhase;
  /** Why the source cannot be set up now; null when it can. */
  readonly hindrance: SyncHindrance | null;
}

/**
 * Reads of a licence's source as one of its admins. Throws NOT_FOUND for a licence that is not there or not theirs, and
 * METHOD_NOT_AVAILABLE where the method does not fit the licence's type (SPEC METHOD-3).
 */
export async function withSync<Result>(
  app: AppContext,
  who: SignedIn,
  question: SyncQuestion & { readonly action: LicenseAction },
  run: (scope: SyncScope) => Promise<Result>,
): Promise<Result> {
  const { licenseId, source, action } = question;
  const districtId = await districtOfGrant(app, who, licenseId);
  const place = { districtId, licenseId, source };
  return app.db.withTx({ district: districtId }, async (tx) => {
    const license = await tx
      .selectFrom('license')
      .select(['type', 'starts_at', 'ends_at', sql<Date>`now()`.as('now')])
      .where((where) => where.and({ district_id: districtId, id: licenseId }))
      .executeTakeFirst();
    const grants = await readGrants(tx, who, districtId, licenseId);
    if (license === undefined || !can(grants, action))
      throw new DomainError('NOT_FOUND', { noun: 'license' });
    assertMethodFits(source, licenseType.parse(license.type));
    const phase = phaseOf({ startsAt: license.starts_at, endsAt: license.ends_at }, license.now);
    return run({ tx, place, phase, hindrance: await hindranceOf(app, tx, place) });
  });
}

/** Why a source cannot be set up or read now, though it fits. */
export async function hindranceOf(
  app: Pick<AppContext, 'env'>,
  tx: DistrictTx,
  place: ConnectionPlace,
): Promise<SyncHindrance | null> {
  if (app.env.google === undefined) return 'google_not_configured';
  if (place.source === 'ou' && (await domainWideIsOn(tx, place))) return 'domain_wide_is_on';
  return null;
}

/** For what sets up or reads: throws METHOD_NOT_AVAILABLE with what hinders it. */
export function assertUnhindered({ hindrance, place }: Pick<SyncScope, 'hindrance' | 'place'>): void {
  if (hindrance === null) return;
  throw new DomainError('METHOD_NOT_AVAILABLE', { method: place.source, reason: hindrance });
}

/** Throws LICENSE_NOT_ACTIVE for a licence that takes nobody in at present. */
export function assertTakesPeople(phase: TermPhase): void {
  if (phaseAllows[phase].adding || phase === 'active') return;
  throw new DomainError('LICENSE_NOT_ACTIVE', { phase });
}
