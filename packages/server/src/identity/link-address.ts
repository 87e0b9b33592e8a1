import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { DistrictId, LicenseId, MemberId, PersonId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';
import { joinByDomains } from '../domains/join-by-domain.ts';
import { identifyMember } from '../membership/identify-member.ts';

interface Waiting {
  readonly kind: 'member' | 'license_admin' | 'domain_admin';
  readonly district_id: DistrictId;
  readonly license_id: LicenseId | null;
  readonly member_id: MemberId | null;
}

/**
 * Records that a person has verified an address, and fills the person into the rows and grants that wait for it.
 * Puts them on the licences that everybody of the address's domain is on. Safe to repeat: each sign-in does, which also
 * finds rows that were being written at the first time. Throws
 * ADDRESS_TAKEN when the address is another person's.
 */
export async function linkAddress(
  app: AppContext,
  personId: PersonId,
  email: CanonicalEmail,
  shown: string,
): Promise<void> {
  const waiting = await app.db.withTx({ person: personId }, async (tx) => {
    await tx
      .insertInto('person_email')
      .values({ email, person_id: personId, shown })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const mine = await tx
      .selectFrom('person_email')
      .select('email')
      .where((where) => where.and({ email, person_id: personId }))
      .executeTakeFirst();
    if (mine === undefined) throw new DomainError('ADDRESS_TAKEN', {});
    return sql<Waiting>`select * from find_rows_waiting_for(${email})`.execute(tx);
  });
  await fillIn(app, personId, email, waiting.rows);
  await joinByDomains(app, personId);
}

/** After people were added: whoever verified one of these addresses meanwhile gets their row. */
export async function linkLateOwners(app: AppContext, emails: readonly CanonicalEmail[]): Promise<void> {
  const owners = await app.db.withTx({ nobody: true }, (tx) =>
    sql<{ email: CanonicalEmail; person_id: PersonId }>`
      select email, person_id from find_address_owners(${[...emails]}::text[])
    `.execute(tx),
  );
  for (const { email, person_id: personId } of owners.rows) {
    const waiting = await app.db.withTx({ person: personId }, (tx) =>
      sql<Waiting>`select * from find_rows_waiting_for(${email})`.execute(tx),
    );
    await fillIn(app, personId, email, waiting.rows);
  }
}

async function fillIn(
  app: AppContext,
  personId: PersonId,
  email: CanonicalEmail,
  rows: readonly Waiting[],
): Promise<void> {
  for (const row of rows) {
    await app.db.withTx({ district: row.district_id }, async (tx) => {
      if (row.kind === 'member' && row.license_id !== null && row.member_id !== null) {
        await identifyMember(
          tx,
          { districtId: row.district_id, licenseId: row.license_id, memberId: row.member_id },
          personId,
        );
      } else {
        await tx
          .updateTable(row.kind === 'license_admin' ? 'license_admin' : 'domain_admin')
          .set({ person_id: personId })
          .where((where) => where.and({ district_id: row.district_id, email }))
          .where('person_id', 'is', null)
          .execute();
      }
    });
    if (row.license_id !== null) {
      app.live.committed({ districtId: row.district_id, licenseId: row.license_id });
    }
  }
  if (rows.some((row) => row.kind !== 'member')) await app.sessions.replaceTokens(personId);
}
