import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../db/tx.ts';
import type { RosterPerson } from '../integrations/lti/platform-client.ts';
import { verifiedDomains } from '../membership/verified-domains.ts';
import type { PlatformPlace } from './platform-place.ts';
import { addressOnList } from './seat-learner.ts';

/** Of whom a page of a class tells: under which address they are, or would be, on the list. */
export interface ClassPerson {
  readonly subject: string;
  readonly email: CanonicalEmail;
  /** Empty for an address that is not shown. */
  readonly shown: string;
  readonly name: string | null;
  /** Named twice on the page, by whatever subject: one row is one person. */
  readonly refusal: 'duplicate' | null;
}

/**
 * The pupils of a page (SPEC ASSIGN-4): active learners and nobody else, whoever stands twice on it once. Notes what the
 * system calls them.
 */
export async function pupilsOfPage(
  tx: DistrictTx,
  place: PlatformPlace,
  deploymentId: string,
  people: readonly RosterPerson[],
): Promise<ClassPerson[]> {
  const pupils = people.filter(({ active, role }) => active && role === 'learner');
  const bySubject = new Map(pupils.map((pupil) => [pupil.subject, pupil]));
  const once = [...bySubject.values()];
  const known = await noteNamed(tx, place, deploymentId, once);
  const domains = await verifiedDomains(tx, place.districtId);
  const seen = new Set<string>();
  return once.map(({ subject, email, name }) => {
    const self = { deploymentId, subject, email };
    const address = addressOnList(place, self, known.get(subject) ?? null, domains);
    const refusal = seen.has(address.email) ? 'duplicate' : null;
    seen.add(address.email);
    return { subject, name, ...address, refusal };
  });
}

/** Notes them, and says on which address those sit who are on the list. */
async function noteNamed(
  tx: DistrictTx,
  { districtId, licenseId, platformId }: PlatformPlace,
  deploymentId: string,
  pupils: readonly RosterPerson[],
): Promise<ReadonlyMap<string, CanonicalEmail>> {
  const named = sql`unnest(
    ${pupils.map(({ subject }) => subject)}::text[], ${pupils.map(({ name }) => name)}::text[],
    ${pupils.map(({ email }) => email)}::text[]
  ) as named (subject, name, email)`;
  await sql`
    insert into lti_user (district_id, license_id, platform_id, deployment_id, subject, name, email_shown)
    select ${districtId}, ${licenseId}, ${platformId}, ${deploymentId}, named.subject, named.name, named.email
    from ${named}
    order by named.subject
    on conflict (district_id, license_id, platform_id, deployment_id, subject) do update set
      name = coalesce(excluded.name, lti_user.name),
      email_shown = coalesce(excluded.email_shown, lti_user.email_shown)
  `.execute(tx);
  const { rows } = await sql<{ subject: string; email: CanonicalEmail }>`
    select u.subject, m.email from ${named}
    join lti_user u on u.district_id = ${districtId} and u.license_id = ${licenseId}
      and u.platform_id = ${platformId} and u.deployment_id = ${deploymentId} and u.subject = named.subject
    join member m on m.district_id = u.district_id and m.license_id = u.license_id and m.id = u.member_id
      and m.ended_at is null
  `.execute(tx);
  return new Map(rows.map(({ subject, email }) => [subject, email]));
}
