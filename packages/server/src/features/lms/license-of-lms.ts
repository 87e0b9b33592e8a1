import type { LicenseAction } from '@rollcall/core/access/actions.ts';
import { can } from '@rollcall/core/access/can.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId, PlatformId, RequestId } from '@rollcall/core/ids.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import {
  districtOfGrant,
  type LicenseCommandScope,
  readGrants,
  runLicenseCommand,
} from '../../commands/run-license-command.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { assertMethodFits } from '../../license-row/assert-method-fits.ts';
import { type LicensePlace, type SeenLicense, seeLicense } from '../../license-row/lock-license.ts';
import { findPlatformRow, type PlatformRow } from '../../lms/find-platform.ts';

/**
 * Reads of a licence's learning management systems as one of its admins. Throws NOT_FOUND for a licence that is not there
 * or not theirs, and METHOD_NOT_AVAILABLE where assignments do not fit its type (SPEC METHOD-3).
 */
export async function withLms<Result>(
  app: AppContext,
  who: SignedIn,
  licenseId: LicenseId,
  read: (tx: DistrictTx, license: SeenLicense) => Promise<Result>,
): Promise<Result> {
  const action: LicenseAction = 'lms.read';
  const districtId = await districtOfGrant(app, who, licenseId);
  return app.db.withTx({ district: districtId }, async (tx) => {
    const license = await seeLicense(tx, districtId, licenseId);
    const grants = await readGrants(tx, who, districtId, licenseId);
    if (license === undefined || !can(grants, action))
      throw new DomainError('NOT_FOUND', { noun: 'license' });
    assertMethodFits('assignment', license.row.type);
    return read(tx, license);
  });
}

/** A change of them: the same refusals, under the licence's lock. */
export async function changeLms<Result extends object>(
  app: AppContext,
  who: SignedIn,
  command: { readonly licenseId: LicenseId; readonly requestId: RequestId; readonly body: unknown },
  run: (scope: LicenseCommandScope) => Promise<Result>,
): Promise<Result> {
  return runLicenseCommand<Result>(app, who, { ...command, action: 'lms.control' }, async (scope) => {
    assertMethodFits('assignment', scope.license.row.type);
    return run(scope);
  });
}

/** A registration of the licence. NOT_FOUND where there is none. */
export async function getPlatform(
  tx: DistrictTx,
  place: LicensePlace,
  platformId: PlatformId,
): Promise<PlatformRow> {
  const row = await findPlatformRow(tx, { ...place, platformId });
  if (row === undefined) throw new DomainError('NOT_FOUND', { noun: 'lms' });
  return row;
}

export function placeOf({ districtId, id }: Pick<SeenLicense, 'districtId' | 'id'>): LicensePlace {
  return { districtId, licenseId: id };
}
