import type { LicenseAction } from '@rollcall/core/access/actions.ts';
import { can } from '@rollcall/core/access/can.ts';
import type { ExportedList } from '@rollcall/core/audit/contract.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId, RunId } from '@rollcall/core/ids.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { districtOfGrant, readGrants } from '../../commands/run-license-command.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { recordChange } from '../../events/record-change.ts';
import { type LicensePlace, lockLicense } from '../../license-row/lock-license.ts';

const actionFor: Readonly<Record<ExportedList, LicenseAction>> = {
  people: 'member.export',
  audit: 'audit.read',
  results: 'member.export',
  refused: 'member.export',
};

/** Where an export reads, and what its file is called after. */
export interface BegunExport<Found = null> {
  readonly place: LicensePlace;
  readonly licenseName: string;
  /** What was looked up of what is exported. */
  readonly found: Found;
}

export interface ExportAsked<Found = null> {
  readonly licenseId: LicenseId;
  readonly exported: ExportedList;
  readonly filtered: boolean;
  /** The run whose rows they are; undefined for lists of the licence itself. */
  readonly runId?: RunId;
  /** Looks up what is exported, under the licence's lock and after the right was checked. May throw NOT_FOUND. */
  readonly find: (tx: DistrictTx, place: LicensePlace) => Promise<Found>;
}

/**
 * Checks the right and writes down that the list was taken (SPEC EXPORT-4), before a byte of it leaves. NOT_FOUND covers
 * "no such licence" and "not yours" alike.
 */
export async function beginExport<Found>(
  app: AppContext,
  who: SignedIn,
  asked: ExportAsked<Found>,
): Promise<BegunExport<Found>> {
  const { licenseId, exported, filtered, runId } = asked;
  const districtId = await districtOfGrant(app, who, licenseId);
  const place = { districtId, licenseId };
  const begun = await app.db.withTx({ district: districtId }, async (tx) => {
    const license = await lockLicense(tx, districtId, licenseId);
    const grants = await readGrants(tx, who, districtId, licenseId);
    if (license === undefined || !can(grants, actionFor[exported])) {
      throw new DomainError('NOT_FOUND', { noun: 'license' });
    }
    const found = await asked.find(tx, place);
    await recordChange(tx, license, {
      type: 'list.exported',
      payload: {},
      actor: { kind: 'person', personId: who.personId, sessionId: who.sessionId },
      targets: runId === undefined ? [] : [runId],
      details: { exported, filtered },
    });
    return { place, licenseName: license.row.name, found };
  });
  app.live.committed(place);
  return begun;
}

/** For `find`: a list of the licence itself is there whenever the licence is. */
export const listItself = async () => null;

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
