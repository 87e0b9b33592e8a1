import { can } from '@rollcall/core/access/can.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { Epoch, LicenseId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { districtOfGrant } from '../../commands/run-license-command.ts';
import type { Database, DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { readStanding } from '../../views/license-views.ts';

export interface ReadScope {
  readonly tx: DistrictTx;
  readonly place: LicensePlace;
  readonly license: LicenseView;
  readonly epoch: Epoch;
}

/**
 * Reads the people of a licence that the person administers. Their right, the licence and the epoch are one statement,
 * and the first: an event that commits between two reads is then told again, never missed. NOT_FOUND when there is no
 * such licence or it is not theirs. `from` is where to read; without it, where every statement is planned anew.
 */
export async function readLicense<Result>(
  app: AppContext,
  who: SignedIn,
  licenseId: LicenseId,
  read: (scope: ReadScope) => Promise<Result>,
  from: Database = app.db,
): Promise<Result> {
  const districtId = await districtOfGrant({ db: from }, who, licenseId);
  const place = { districtId, licenseId };
  return from.withTx({ district: districtId }, async (tx) => {
    const standing = await readStanding(tx, place, who.personId);
    if (standing === undefined || !can(standing.grants, 'member.read')) {
      throw new DomainError('NOT_FOUND', { noun: 'license' });
    }
    return read({ tx, place, license: standing.license, epoch: standing.epoch });
  });
}
