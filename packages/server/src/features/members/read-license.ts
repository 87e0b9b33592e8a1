import { can } from '@rollcall/core/access/can.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { Epoch, LicenseId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { districtOfGrant, readGrants } from '../../commands/run-license-command.ts';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { readEpoch } from '../../views/inbox.ts';
import { findLicenseView } from '../../views/license-views.ts';

export interface ReadScope {
  readonly tx: DistrictTx;
  readonly place: LicensePlace;
  readonly license: LicenseView;
  readonly epoch: Epoch;
}

/**
 * Reads the people of a licence that the person administers. The licence is read first: an event that commits between
 * two reads is then told again, never missed. NOT_FOUND when there is no such licence or it is not theirs.
 */
export async function readLicense<Result>(
  app: AppContext,
  who: SignedIn,
  licenseId: LicenseId,
  read: (scope: ReadScope) => Promise<Result>,
): Promise<Result> {
  const districtId = await districtOfGrant(app, who, licenseId);
  return app.db.withTx({ district: districtId }, async (tx) => {
    const grants = await readGrants(tx, who, districtId, licenseId);
    const license = await findLicenseView(tx, districtId, licenseId);
    if (license === undefined || !can(grants, 'member.read')) {
      throw new DomainError('NOT_FOUND', { noun: 'license' });
    }
    return read({ tx, place: { districtId, licenseId }, license, epoch: await readEpoch(tx) });
  });
}
