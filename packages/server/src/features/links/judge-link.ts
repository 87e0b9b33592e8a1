import { domainOf } from '@rollcall/core/emails.ts';
import type { PersonId } from '@rollcall/core/ids.ts';
import type { LinkStanding } from '@rollcall/core/links/contract.ts';
import { domainsOfLink, type LinkLimits, linkHindrance } from '@rollcall/core/links/link-standing.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { freeSeats, type SeenLicense } from '../../license-row/lock-license.ts';
import {
  type Candidate,
  type DecidedAdmission,
  decideAdmissions,
} from '../../membership/decide-admissions.ts';
import { addressOfOwn, type OwnAddress } from '../../membership/own-addresses.ts';
import { verifiedDomains } from '../../membership/verified-domains.ts';

export const linkSource = { kind: 'link', reference: '' } as const;

export interface LinkVerdict {
  readonly standing: LinkStanding;
  /** Whom to put on the list. Null where the link does not put this person there. */
  readonly candidate: Candidate | null;
  /** How the list has, or would have, the person. Null where they are not on it and have no address. */
  readonly person: Pick<Candidate, 'shown' | 'userType'> | null;
  /** The domains that the link is for; null is anybody. */
  readonly domains: ReadonlySet<string> | null;
}

/** The limits of a licence's link, of its row. */
export function limitsOf({ row }: SeenLicense): LinkLimits {
  return {
    enabled: row.link_enabled,
    expiresAt: row.link_expires_at,
    maxUses: row.link_max_uses,
    uses: row.link_uses,
    audience: row.link_audience,
    namedDomains: row.link_domains,
  };
}

/**
 * How the licence's link stands for a person: the one judgement behind looking and joining. Under the licence's lock it
 * holds; without it, it is what the person sees before they press Join.
 */
export async function judgeLink(
  tx: DistrictTx,
  license: SeenLicense,
  who: { readonly personId: PersonId; readonly addresses: readonly OwnAddress[] },
): Promise<LinkVerdict> {
  const limits = limitsOf(license);
  const verified = await verifiedDomains(tx, license.districtId);
  const domains = domainsOfLink(limits, verified);
  const meant = who.addresses.filter(({ email }) => domains?.has(domainOf(email)) ?? true);
  const address = addressOfOwn(meant, verified) ?? addressOfOwn(who.addresses, verified);
  if (address === undefined) {
    const isOn = await isAccepted(tx, license, who.personId);
    const hindrance = linkHindrance(limits, license.phase, license.now);
    const standing = isOn ? 'already_member' : (hindrance ?? 'no_address');
    return { standing, candidate: null, person: null, domains };
  }
  const candidate: Candidate = {
    ...address,
    name: null,
    personId: who.personId,
    mode: 'at_once',
    userType: license.row.link_user_type,
  };
  const decided = await decideOne(tx, license, candidate);
  const fits = meant.length > 0;
  const standing = standingOf(license, limits, decided, fits);
  const adds =
    standing === 'open' || (standing === 'already_member' && isOpenTo(license, limits, decided, fits));
  return {
    standing,
    candidate: adds ? candidate : null,
    person: { shown: address.shown, userType: decided.userType },
    domains,
  };
}

/** Of somebody without an address: another system may have put them on the licence by what it calls them. */
async function isAccepted(tx: DistrictTx, license: SeenLicense, personId: PersonId): Promise<boolean> {
  const row = await tx
    .selectFrom('member')
    .select('id')
    .where((where) =>
      where.and({
        district_id: license.districtId,
        license_id: license.id,
        person_id: personId,
        status: 'accepted',
      }),
    )
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

async function decideOne(
  tx: DistrictTx,
  license: SeenLicense,
  candidate: Candidate,
): Promise<DecidedAdmission> {
  const [decided] = await decideAdmissions(tx, license, [candidate], linkSource, freeSeats(license.row));
  if (decided === undefined) throw new Error('One candidate has no decision');
  return decided;
}

/** Whoever is on the licence is told that first; then what holds for everybody, then what holds for this person. */
function standingOf(
  license: SeenLicense,
  limits: LinkLimits,
  { from, outcome }: DecidedAdmission,
  fits: boolean,
): LinkStanding {
  if (from === 'accepted') return 'already_member';
  const hindrance = linkHindrance(limits, license.phase, license.now);
  if (hindrance !== null) return hindrance;
  if (outcome === 'excluded') return 'kept_out';
  if (!fits) return 'wrong_domain';
  return outcome === 'no_seat' ? 'no_seat' : 'open';
}

/** Whether the link holds somebody who is on the licence already, from now on too. */
function isOpenTo(
  license: SeenLicense,
  limits: LinkLimits,
  { outcome }: DecidedAdmission,
  fits: boolean,
): boolean {
  return linkHindrance(limits, license.phase, license.now) === null && outcome !== 'excluded' && fits;
}
