import { DomainError } from '@rollcall/core/errors.ts';
import { parseLinkCode } from '@rollcall/core/links/link-code.ts';
import { sql } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { linkCodes } from '../../membership/link-store.ts';
import { networkOf } from '../../throttle.ts';

export interface FoundLink {
  readonly place: LicensePlace;
  /** What the licence's row has to have still, when it is locked. */
  readonly hmac: Buffer;
}

/** A link that never was, was replaced, or is none: the same answer for the three, after the same work (SPEC B15). */
export function unknownLink(): DomainError {
  return new DomainError('LINK_NOT_ACCEPTED', { reason: 'unknown' });
}

/** The licence that a code leads to. Throws LINK_NOT_ACCEPTED for an unknown one; only those count as tries (SPEC B14). */
export async function findLink(
  app: AppContext,
  who: Pick<SignedIn, 'personId'>,
  opened: { readonly code: string; readonly address: string },
): Promise<FoundLink> {
  const { countMisses } = app.throttles;
  const missed = 'LINK_NOT_ACCEPTED';
  return countMisses('linkMissesOverall', 'all', missed, () =>
    countMisses('linkMissesPerNetwork', networkOf(opened.address), missed, () =>
      countMisses('linkMissesPerPerson', who.personId, missed, () => lookUp(app, opened.code)),
    ),
  );
}

async function lookUp(app: AppContext, raw: string): Promise<FoundLink> {
  const code = parseLinkCode(raw);
  const { secret } = app.env;
  const hmac = code === null ? linkCodes.hmacOfNone(secret) : linkCodes.hmac(secret, code);
  const [place] = await app.db.withTx({ nobody: true }, async (tx) => {
    const { rows } = await sql<LicensePlace>`
      select district_id as "districtId", license_id as "licenseId" from find_license_of_link(${hmac})
    `.execute(tx);
    return rows;
  });
  if (place === undefined) throw unknownLink();
  return { place, hmac };
}
