import { can } from '@rollcall/core/access/can.ts';
import type { AuditFilter, AuditPage, auditActors } from '@rollcall/core/audit/contract.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId, PersonId } from '@rollcall/core/ids.ts';
import type { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { districtOfGrant, readGrants } from '../../commands/run-license-command.ts';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { lookUp } from '../../views/audit-log/find-entries.ts';
import { listEntries } from '../../views/audit-log/list-entries.ts';

/** A page of a licence's audit log, newest first. NOT_FOUND when there is none or it is not the person's. */
export async function readAuditPage(
  app: AppContext,
  who: SignedIn,
  input: {
    readonly licenseId: LicenseId;
    readonly filter: AuditFilter;
    readonly cursor?: number | null | undefined;
    readonly limit: number;
  },
): Promise<AuditPage> {
  return asReader(app, who, input.licenseId, async (tx, place) => {
    // Read first: an entry that is written between the two is then told as new, never missed.
    const { seq } = await tx
      .selectFrom('license')
      .select('seq')
      .where((where) => where.and({ district_id: place.districtId, id: place.licenseId }))
      .executeTakeFirstOrThrow();
    const search = await lookUp(tx, place, input.filter);
    const part = { before: input.cursor ?? null, limit: input.limit + 1 };
    const found = await listEntries(tx, place, input.filter, search, part);
    const entries = found.slice(0, input.limit);
    return {
      entries,
      nextCursor: found.length > input.limit ? (entries.at(-1)?.seq ?? null) : null,
      seq,
      tooManyPeople: search.tooManyPeople,
    };
  });
}

/** Who manages the licence and has signed in. */
export async function readAuditActors(
  app: AppContext,
  who: SignedIn,
  licenseId: LicenseId,
): Promise<z.infer<typeof auditActors>> {
  return asReader(app, who, licenseId, async (tx, place) => {
    const rows = await tx
      .selectFrom('license_admin')
      .select(['person_id', 'name'])
      .where((where) => where.and({ district_id: place.districtId, license_id: place.licenseId }))
      .where('person_id', 'is not', null)
      .orderBy('name')
      .orderBy('email')
      .execute();
    const names = new Map(rows.map((row) => [row.person_id as PersonId, row.name]));
    return [...names].map(([id, name]) => ({ id, name }));
  });
}

async function asReader<Result>(
  app: AppContext,
  who: SignedIn,
  licenseId: LicenseId,
  read: (tx: DistrictTx, place: LicensePlace) => Promise<Result>,
): Promise<Result> {
  const districtId = await districtOfGrant(app, who, licenseId);
  return app.db.withTx({ district: districtId }, async (tx) => {
    const grants = await readGrants(tx, who, districtId, licenseId);
    if (!can(grants, 'audit.read')) throw new DomainError('NOT_FOUND', { noun: 'license' });
    return read(tx, { districtId, licenseId });
  });
}
