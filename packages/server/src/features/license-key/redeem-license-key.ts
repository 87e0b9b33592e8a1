import { randomUUID } from 'node:crypto';
import { DomainError } from '@rollcall/core/errors.ts';
import type { DistrictId, LicenseId, RequestId } from '@rollcall/core/ids.ts';
import { parseLicenseKey } from '@rollcall/core/licenses/license-key.ts';
import { phaseAllows } from '@rollcall/core/licenses/term.ts';
import { sql } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { firstResult } from '../../commands/first-result.ts';
import { lockLicense } from '../../license-row/lock-license.ts';
import { admitMembers } from '../../membership/admit-members.ts';
import { licenseKeys } from '../../membership/license-key-store.ts';
import { addressOfOwn, readOwnAddresses } from '../../membership/own-addresses.ts';
import { verifiedDomains } from '../../membership/verified-domains.ts';
import { networkOf } from '../../throttle.ts';

export interface KeyRedemption {
  readonly key: string;
  readonly requestId: RequestId;
  /** Where the request came from, for the throttle. */
  readonly address: string;
}

export interface KeyRedeemed {
  readonly outcome: 'added' | 'converted' | 'already_member';
  readonly licenseName: string;
}

/**
 * A person enters a licence key: Accepted at once, also after Rejected (SPEC KEY-2). Unknown, switched off,
 * exhausted, out of term and kept out answer KEY_NOT_ACCEPTED alike; tries are throttled per person, network and overall.
 */
export async function redeemLicenseKey(
  app: AppContext,
  who: SignedIn,
  input: KeyRedemption,
): Promise<KeyRedeemed> {
  await app.throttles.take('keyPerPerson', who.personId);
  await app.throttles.take('keyPerNetwork', networkOf(input.address));
  await app.throttles.take('keyOverall', 'all');
  const key = parseLicenseKey(input.key);
  const hmac = key === null ? licenseKeys.hmacOfNone(app.env.secret) : licenseKeys.hmac(app.env.secret, key);
  const place = await findPlace(app, hmac);
  const addresses = await readOwnAddresses(app.db, who.personId);
  // An unknown key goes the same way, into a district that does not exist, so that the answer takes as long.
  const { districtId, licenseId } = place ?? {
    districtId: randomUUID() as DistrictId,
    licenseId: randomUUID() as LicenseId,
  };
  const result = await app.db.withTx({ district: districtId }, async (tx) => {
    const license = await lockLicense(tx, districtId, licenseId);
    const live = license?.row.key_enabled === true && license.row.key_hmac?.equals(hmac) === true;
    if (license === undefined || !live || !phaseAllows[license.phase].adding) throw notAccepted();
    const command = {
      districtId,
      licenseId,
      actorId: who.personId,
      requestId: input.requestId,
      body: hmac.toString('hex'),
    };
    return firstResult(tx, command, async (): Promise<KeyRedeemed> => {
      const address = addressOfOwn(addresses, await verifiedDomains(tx, districtId));
      if (address === undefined) throw notAccepted();
      const candidate = {
        ...address,
        name: null,
        personId: who.personId,
        mode: 'at_once',
        userType: license.row.key_user_type,
      } as const;
      const [decided] = await admitMembers(tx, license, {
        candidates: [candidate],
        source: { kind: 'key', reference: '' },
        actor: { kind: 'person', personId: who.personId, sessionId: who.sessionId },
        addedBy: who.name,
      });
      // Whom an admin keeps out and has added by hand since is on the licence, and told so.
      const isOn = decided?.outcome === 'excluded' && decided.from === 'accepted';
      const outcome = isOn ? 'already_member' : decided?.outcome;
      if (outcome !== 'added' && outcome !== 'converted' && outcome !== 'already_member') throw notAccepted();
      return { outcome, licenseName: license.row.name };
    });
  });
  app.live.committed({ districtId, licenseId });
  return result;
}

function notAccepted(): DomainError {
  return new DomainError('KEY_NOT_ACCEPTED', {});
}

async function findPlace(
  app: AppContext,
  hmac: Buffer,
): Promise<{ districtId: DistrictId; licenseId: LicenseId } | undefined> {
  return app.db.withTx({ nobody: true }, async (tx) => {
    const { rows } = await sql<{ districtId: DistrictId; licenseId: LicenseId }>`
      select district_id as "districtId", license_id as "licenseId" from find_license_of_key(${hmac})
    `.execute(tx);
    return rows[0];
  });
}
