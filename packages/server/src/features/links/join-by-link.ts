import { DomainError } from '@rollcall/core/errors.ts';
import type { RequestId } from '@rollcall/core/ids.ts';
import type { JoinedByLink } from '@rollcall/core/links/contract.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { firstResult } from '../../commands/first-result.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { type LockedLicense, lockLicense } from '../../license-row/lock-license.ts';
import { admitMembers } from '../../membership/admit-members.ts';
import type { OwnAddress } from '../../membership/own-addresses.ts';
import { readOwnAddresses } from '../../membership/own-addresses.ts';
import { countArrival } from './count-arrival.ts';
import { findLink, unknownLink } from './find-link.ts';
import { judgeLink, linkSource } from './judge-link.ts';

export interface LinkJoin {
  readonly code: string;
  readonly requestId: RequestId;
  /** Where the request came from, for the throttle. */
  readonly address: string;
}

/**
 * A person presses Join on a link: Accepted at once, also after Rejected (SPEC LINK-2). Everything is judged again under
 * the licence's lock, where the use is counted, so that no more join than the link is for. Throws LINK_NOT_ACCEPTED.
 */
export async function joinByLink(app: AppContext, who: SignedIn, input: LinkJoin): Promise<JoinedByLink> {
  const { place, hmac } = await findLink(app, who, input);
  const addresses = await readOwnAddresses(app.db, who.personId);
  let unusual = false;
  const result = await app.db.withTx({ district: place.districtId }, async (tx) => {
    const license = await lockLicense(tx, place.districtId, place.licenseId);
    if (license?.row.link_hmac?.equals(hmac) !== true) throw unknownLink();
    const { requestId } = input;
    const command = { ...place, actorId: who.personId, requestId, body: hmac.toString('hex') };
    return firstResult(tx, command, async () => {
      const joined = await join(tx, license, who, addresses);
      if (joined.outcome !== 'already_member') unusual = await countArrival(tx, license);
      return joined;
    });
  });
  if (unusual) app.refusals.turnedAway('link_unusual_rate', { personId: null, remoteAddress: input.address });
  app.live.committed(place);
  return result;
}

async function join(
  tx: DistrictTx,
  license: LockedLicense,
  who: SignedIn,
  addresses: readonly OwnAddress[],
): Promise<JoinedByLink> {
  const licenseName = license.row.name;
  const { standing, candidate } = await judgeLink(tx, license, { personId: who.personId, addresses });
  if (standing !== 'open' && standing !== 'already_member')
    throw new DomainError('LINK_NOT_ACCEPTED', { reason: standing });
  if (candidate === null) return { outcome: 'already_member', licenseName };
  const [decided] = await admitMembers(tx, license, {
    candidates: [candidate],
    source: linkSource,
    actor: { kind: 'person', personId: who.personId, sessionId: who.sessionId },
    addedBy: who.name,
  });
  const outcome = decided?.outcome;
  if (outcome !== 'added' && outcome !== 'converted' && outcome !== 'already_member')
    throw new Error('What was judged open under the lock was not');
  return { outcome, licenseName };
}
