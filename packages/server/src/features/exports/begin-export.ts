import type { LicenseAction } from '@rollcall/core/access/actions.ts';
import { can } from '@rollcall/core/access/can.ts';
import type { ExportedList } from '@rollcall/core/audit/contract.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { districtOfGrant, readGrants } from '../../commands/run-license-command.ts';
import { recordChange } from '../../events/record-change.ts';
import { type LicensePlace, lockLicense } from '../../license-row/lock-license.ts';

const actionFor: Readonly<Record<ExportedList, LicenseAction>> = {
  people: 'member.export',
  audit: 'audit.read',
};

/** Where an export reads, and what its file is called after. */
export interface BegunExport {
  readonly place: LicensePlace;
  readonly licenseName: string;
}

/**
 * Checks the right and writes down that the list was taken (SPEC EXPORT-4), before a byte of it leaves. NOT_FOUND covers
 * "no such licence" and "not yours" alike.
 */
export async function beginExport(
  app: AppContext,
  who: SignedIn,
  asked: { readonly licenseId: LicenseId; readonly exported: ExportedList; readonly filtered: boolean },
): Promise<BegunExport> {
  const { licenseId, exported, filtered } = asked;
  const districtId = await districtOfGrant(app, who, licenseId);
  const place = { districtId, licenseId };
  const licenseName = await app.db.withTx({ district: districtId }, async (tx) => {
    const license = await lockLicense(tx, districtId, licenseId);
    const grants = await readGrants(tx, who, districtId, licenseId);
    if (license === undefined || !can(grants, actionFor[exported])) {
      throw new DomainError('NOT_FOUND', { noun: 'license' });
    }
    await recordChange(tx, license, {
      type: 'list.exported',
      payload: {},
      actor: { kind: 'person', personId: who.personId, sessionId: who.sessionId },
      targets: [],
      details: { exported, filtered },
    });
    return license.row.name;
  });
  app.live.committed(place);
  return { place, licenseName };
}

/** A name that every system can save: ASCII letters and digits with hyphens, the day, and what it is. */
export function exportFileName(what: string, licenseName: string, at: Date): string {
  const name = licenseName
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return [name, what, at.toISOString().slice(0, 10)]
    .filter((part) => part !== '')
    .join('-')
    .toLowerCase()
    .concat('.csv');
}
