import { randomUUID } from 'node:crypto';
import { type CanonicalEmail, canonicalEmail, domainOf } from '@rollcall/core/emails.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { DistrictId, LicenseId, RequestId } from '@rollcall/core/ids.ts';
import { type LicenseKey, parseLicenseKey } from '@rollcall/core/licenses/license-key.ts';
import { phaseAllows } from '@rollcall/core/licenses/term.ts';
import { sql } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { firstResult } from '../../commands/first-result.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { lockLicense } from '../../license-row/lock-license.ts';
import { admitMembers } from '../../membership/admit-members.ts';
import { licenseKeyHmac } from '../../membership/license-key-store.ts';
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
  const hmac = licenseKeyHmac(app.env.secret, key ?? ('' as LicenseKey));
  const place = await findPlace(app, hmac);
  const addresses = await ownAddresses(app, who);
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
      const candidate = {
        ...(await addressFor(tx, districtId, addresses)),
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

interface OwnAddress {
  readonly email: CanonicalEmail;
  readonly shown: string;
}

/** The person's verified addresses, the first one first. Without any there is nobody to put on a list. */
async function ownAddresses(app: AppContext, who: SignedIn): Promise<OwnAddress[]> {
  const rows = await app.db.withTx({ person: who.personId }, (tx) =>
    tx
      .selectFrom('person_email')
      .select('shown')
      .where('person_id', '=', who.personId)
      .orderBy('verified_at')
      .orderBy('email')
      .execute(),
  );
  return rows.flatMap(({ shown }) => {
    const parsed = canonicalEmail(shown);
    return parsed.ok ? [{ email: parsed.email, shown: parsed.shown }] : [];
  });
}

/** The address under which the district sees the person: one of its own domains before a private one. */
async function addressFor(
  tx: DistrictTx,
  districtId: DistrictId,
  own: readonly OwnAddress[],
): Promise<OwnAddress> {
  const names = await verifiedDomains(tx, districtId);
  const address = own.find(({ email }) => names.has(domainOf(email))) ?? own[0];
  if (address === undefined) throw notAccepted();
  return address;
}
