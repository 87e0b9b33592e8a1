import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import type { DistrictId, DomainId, LicenseId, PersonId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { phaseAllows } from '@rollcall/core/licenses/term.ts';
import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';
import type { DistrictTx } from '../db/tx.ts';
import { lockLicense } from '../license-row/lock-license.ts';
import { admitMembers } from '../membership/admit-members.ts';

interface DomainJoin {
  readonly districtId: DistrictId;
  readonly licenseId: LicenseId;
  readonly domainId: DomainId;
  readonly email: CanonicalEmail;
  readonly shown: string;
  readonly name: string;
}

/**
 * Puts a person on the licences that everybody with a verified address in one of their domains is on (SPEC DOMAIN-6).
 * Called when somebody has verified an address, and when they first use the app on a day. Whoever is there by the domain
 * already, or is excluded, is left alone. A licence that fails keeps the person from nothing: they are asked for again.
 */
export async function joinByDomains(app: AppContext, personId: PersonId): Promise<void> {
  try {
    const found = await app.db.withTx({ person: personId }, (tx) =>
      sql<DomainJoin>`
        select district_id as "districtId", license_id as "licenseId", domain_id as "domainId", email, shown, name
        from find_domain_places() order by license_id, domain_id, email
      `.execute(tx),
    );
    for (const join of found.rows) {
      const changed = await app.db.withTx({ district: join.districtId }, (tx) => joinOne(tx, personId, join));
      if (changed) app.live.committed(join);
    }
  } catch (error) {
    app.log.error({ err: error, personId }, 'a person could not be put on the licenses of their domain');
  }
}

/** Under the licence's lock everything is asked again. False where nothing has changed. */
async function joinOne(tx: DistrictTx, personId: PersonId, join: DomainJoin): Promise<boolean> {
  const { districtId, licenseId, domainId, email } = join;
  const license = await lockLicense(tx, districtId, licenseId);
  if (license === undefined || license.row.domain_wide_at === null) return false;
  if (!phaseAllows[license.phase].adding) return false;
  const choice = await findChoice(tx, join);
  if (choice === undefined) return false;
  const [decided] = await admitMembers(tx, license, {
    candidates: [
      {
        email,
        shown: join.shown,
        name: join.name,
        personId,
        mode: 'at_once',
        userType: choice.userType,
      },
    ],
    source: { kind: 'domain', reference: domainId },
    actor: { kind: 'system', job: 'domain' },
    addedBy: choice.chosenBy,
  });
  if (decided === undefined) throw new Error('A decision about one person is missing');
  if (decided.outcome === 'excluded') return false;
  await noteSeat(tx, join, choice.userType, decided.outcome);
  return decided.outcome !== 'no_seat';
}

/** As what the domain's people come; undefined where they do not. */
async function findChoice(
  tx: DistrictTx,
  { districtId, licenseId, domainId }: DomainJoin,
): Promise<{ userType: UserType; chosenBy: string } | undefined> {
  const { rows } = await sql<{ userType: UserType; chosenBy: string }>`
    select c.user_type as "userType", c.chosen_by as "chosenBy"
    from license_domain c
    join domain d on d.district_id = c.district_id and d.id = c.domain_id
      and d.verified_at is not null and d.lost_at is null
    where c.district_id = ${districtId} and c.license_id = ${licenseId} and c.domain_id = ${domainId}
  `.execute(tx);
  return rows[0];
}

/** Whoever found no seat is kept by name, for the licence's admins, until they have one. */
async function noteSeat(
  tx: DistrictTx,
  join: DomainJoin,
  userType: UserType,
  outcome: string,
): Promise<void> {
  const key = {
    district_id: join.districtId,
    license_id: join.licenseId,
    source: 'domain',
    reference: join.domainId,
    external_id: join.email,
  } as const;
  if (outcome !== 'no_seat') {
    await tx
      .deleteFrom('source_person')
      .where((where) => where.and(key))
      .execute();
    return;
  }
  await tx
    .insertInto('source_person')
    .values({
      ...key,
      email: join.email,
      shown: join.shown,
      name: join.name,
      user_type: userType,
      why: 'no_seat',
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
