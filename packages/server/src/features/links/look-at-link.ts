import type { LinkLook } from '@rollcall/core/links/contract.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { seeLicense } from '../../license-row/lock-license.ts';
import { readOwnAddresses } from '../../membership/own-addresses.ts';
import { findLink, unknownLink } from './find-link.ts';
import { judgeLink } from './judge-link.ts';

/**
 * What whoever holds a link is told before they press Join. Changes nothing, however often it is opened (SPEC B17).
 * Throws LINK_NOT_ACCEPTED for a link that is unknown.
 */
export async function lookAtLink(
  app: AppContext,
  who: SignedIn,
  opened: { readonly code: string; readonly address: string },
): Promise<LinkLook> {
  const { place, hmac } = await findLink(app, who, opened);
  const addresses = await readOwnAddresses(app.db, who.personId);
  return app.db.withTx({ district: place.districtId }, async (tx) => {
    const license = await seeLicense(tx, place.districtId, place.licenseId);
    if (license?.row.link_hmac?.equals(hmac) !== true) throw unknownLink();
    const { name: districtName } = await tx
      .selectFrom('district')
      .select('name')
      .where('id', '=', place.districtId)
      .executeTakeFirstOrThrow();
    const { standing, person, domains } = await judgeLink(tx, license, { personId: who.personId, addresses });
    return {
      standing,
      licenseName: license.row.name,
      districtName,
      userType: person?.userType ?? license.row.link_user_type,
      email: person?.shown ?? null,
      expiresAt: license.row.link_expires_at?.toISOString() ?? null,
      phase: license.phase,
      domains: standing === 'wrong_domain' ? [...(domains ?? [])].sort() : [],
    };
  });
}
