import { can } from '@rollcall/core/access/can.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { districtOfGrant, readGrants } from '../../commands/run-license-command.ts';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';

/** Reads what is said of features on a licence that the person administers; NOT_FOUND where they do not. */
export async function readFeatures<Result>(
  app: AppContext,
  who: SignedIn,
  licenseId: LicenseId,
  read: (tx: DistrictTx, place: LicensePlace) => Promise<Result>,
): Promise<Result> {
  const districtId = await districtOfGrant(app, who, licenseId);
  return app.db.withTx({ district: districtId }, async (tx) => {
    if (!can(await readGrants(tx, who, districtId, licenseId), 'feature.read'))
      throw new DomainError('NOT_FOUND', { noun: 'license' });
    return read(tx, { districtId, licenseId });
  });
}
