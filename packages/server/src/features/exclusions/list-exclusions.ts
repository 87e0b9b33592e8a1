import { can } from '@rollcall/core/access/can.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import { addressOfListKey, listKeyOf } from '@rollcall/core/members/placeholder-address.ts';
import type { ExclusionView, exclusionListInput } from '@rollcall/core/sync/contract.ts';
import type { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { districtOfGrant, readGrants } from '../../commands/run-license-command.ts';

/** People who are kept out, by address. */
export async function listExclusions(
  app: AppContext,
  who: SignedIn,
  { licenseId, cursor, limit }: z.infer<typeof exclusionListInput>,
): Promise<{ people: ExclusionView[]; nextCursor: string | null }> {
  const districtId = await districtOfGrant(app, who, licenseId);
  return app.db.withTx({ district: districtId }, async (tx) => {
    if (!can(await readGrants(tx, who, districtId, licenseId), 'sync.read'))
      throw new DomainError('NOT_FOUND', { noun: 'license' });
    const rows = await tx
      .selectFrom('exclusion')
      .select(['email', 'shown', 'name', 'excluded_by', 'excluded_at'])
      .where((where) => where.and({ district_id: districtId, license_id: licenseId }))
      .where('email', '>', addressOfListKey(cursor ?? ''))
      .orderBy('email')
      .limit(limit + 1)
      .execute();
    const page = rows.slice(0, limit);
    return {
      people: page.map((row) => ({
        key: listKeyOf(row.email),
        email: row.shown,
        name: row.name,
        excludedBy: row.excluded_by,
        excludedAt: row.excluded_at.toISOString(),
      })),
      nextCursor: rows.length > limit ? listKeyOf(page.at(-1)?.email ?? '') : null,
    };
  });
}
