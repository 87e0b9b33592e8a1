import { can } from '@rollcall/core/access/can.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { DistrictId, LicenseId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { additionMode } from '@rollcall/core/members/invite-rule.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { districtOfGrant, readGrants } from '../../commands/run-license-command.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { readRules } from '../../membership/addition-rules.ts';
import { readEpoch } from '../../views/inbox.ts';
import { findLicenseView, readLicenseViews } from '../../views/license-views.ts';
import type { LicensePage } from './license-page.ts';

/** The licences of the person's own grants, each read in its own district's scope. */
export async function listOwnLicenses(app: AppContext, who: SignedIn): Promise<LicenseView[]> {
  const grants = await app.db.withTx({ person: who.personId }, (tx) =>
    tx
      .selectFrom('license_admin')
      .select(['district_id', 'license_id'])
      .where('person_id', '=', who.personId)
      .execute(),
  );
  const byDistrict = Map.groupBy(grants, (grant) => grant.district_id);
  const views: LicenseView[] = [];
  for (const [district, own] of byDistrict) {
    const found = await app.db.withTx({ district: district as DistrictId }, (tx) =>
      readLicenseViews(
        tx,
        own.map((grant) => [district, grant.license_id]),
      ),
    );
    views.push(...found.values());
  }
  return views.sort(
    (one, other) => one.districtName.localeCompare(other.districtName) || one.name.localeCompare(other.name),
  );
}

/** One licence with its admins. NOT_FOUND when there is none or it is not the person's. */
export async function readLicensePage(app: AppContext, who: SignedIn, id: LicenseId): Promise<LicensePage> {
  const districtId = await districtOfGrant(app, who, id);
  return app.db.withTx({ district: districtId }, async (tx) => {
    const grants = await readGrants(tx, who, districtId, id);
    const license = await findLicenseView(tx, districtId, id);
    if (license === undefined || !can(grants, 'license.read'))
      throw new DomainError('NOT_FOUND', { noun: 'license' });
    const rules = await readRules(tx, districtId, grants);
    const inside = additionMode({ ...rules, method: 'email', addressInVerifiedDomain: true });
    const outside = additionMode({ ...rules, method: 'email', addressInVerifiedDomain: false });
    return {
      license,
      epoch: await readEpoch(tx),
      admins: await readAdmins(tx, districtId, id, who),
      myAdditions: inside === outside ? inside : 'depends_on_domain',
    };
  });
}

async function readAdmins(
  tx: DistrictTx,
  districtId: DistrictId,
  licenseId: LicenseId,
  who: SignedIn,
): Promise<LicensePage['admins']> {
  const rows = await tx
    .selectFrom('license_admin')
    .select(['name', 'email', 'person_id'])
    .where((where) => where.and({ district_id: districtId, license_id: licenseId }))
    .orderBy('name')
    .orderBy('email')
    .execute();
  const domainAdmins = await tx
    .selectFrom('domain_admin as held')
    .innerJoin('domain', (join) =>
      join.onRef('domain.district_id', '=', 'held.district_id').onRef('domain.id', '=', 'held.domain_id'),
    )
    .select(['held.email', 'held.person_id'])
    .where('held.district_id', '=', districtId)
    .where('domain.verified_at', 'is not', null)
    .execute();
  const emails = new Set(domainAdmins.map((row) => row.email));
  // The two grants of one person may name different addresses; rights follow the person.
  const people = new Set(domainAdmins.flatMap((row) => row.person_id ?? []));
  return rows.map((row) => ({
    name: row.name,
    email: row.email,
    isDomainAdmin: emails.has(row.email) || (row.person_id !== null && people.has(row.person_id)),
    isMe: row.person_id === who.personId,
  }));
}
