import { can } from '@rollcall/core/access/can.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import type { LicenseId, MemberId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { LinkArrival, LinkView } from '@rollcall/core/links/contract.ts';
import { formatLinkCode } from '@rollcall/core/links/link-code.ts';
import { linkHindrance } from '@rollcall/core/links/link-standing.ts';
import { sql } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { districtOfGrant, readGrants } from '../../commands/run-license-command.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { type SeenLicense, seeLicense } from '../../license-row/lock-license.ts';
import { ofLicense } from '../../license-row/of-license.ts';
import { linkCodes } from '../../membership/link-store.ts';
import { verifiedDomains } from '../../membership/verified-domains.ts';
import { limitsOf } from './judge-link.ts';

/** The most that a board shows: a school hall. */
const shownArrivals = 100;

/** The link with its limits, and who came by it since it was opened. NOT_FOUND where it is not the person's to read. */
export async function readLink(app: AppContext, who: SignedIn, licenseId: LicenseId): Promise<LinkView> {
  return onOwnLicense(app, who, licenseId, async (tx, license) => {
    const { row, now, phase } = license;
    return {
      enabled: row.link_enabled,
      userType: row.link_user_type,
      audience: row.link_audience,
      domains: row.link_domains,
      expiresAt: row.link_expires_at?.toISOString() ?? null,
      maxUses: row.link_max_uses,
      hindrance: linkHindrance(limitsOf(license), phase, now),
      uses: row.link_uses,
      openedAt: row.link_opened_at?.toISOString() ?? null,
      unusual:
        row.link_alarm_at === null
          ? null
          : { at: row.link_alarm_at.toISOString(), arrivals: row.link_alarm_arrivals ?? 0 },
      verifiedDomains: [...(await verifiedDomains(tx, license.districtId))].sort(),
      arrivals: await readArrivals(tx, license),
      readAt: now.toISOString(),
    };
  });
}

/** The code as it stands in the link, for the admin who shows it. Null while there is none. */
export async function readLinkCode(
  app: AppContext,
  who: SignedIn,
  licenseId: LicenseId,
): Promise<string | null> {
  return onOwnLicense(app, who, licenseId, async (_tx, { row }) =>
    row.link_sealed === null ? null : formatLinkCode(linkCodes.open(app.env.secret, row.link_sealed)),
  );
}

async function onOwnLicense<Result>(
  app: AppContext,
  who: SignedIn,
  licenseId: LicenseId,
  read: (tx: DistrictTx, license: SeenLicense) => Promise<Result>,
): Promise<Result> {
  const districtId = await districtOfGrant(app, who, licenseId);
  return app.db.withTx({ district: districtId }, async (tx) => {
    const grants = await readGrants(tx, who, districtId, licenseId);
    const license = await seeLicense(tx, districtId, licenseId);
    if (license === undefined || !can(grants, 'link.read'))
      throw new DomainError('NOT_FOUND', { noun: 'license' });
    return read(tx, license);
  });
}

/** Latest first. Whoever has left since is not among them. */
async function readArrivals(tx: DistrictTx, license: SeenLicense): Promise<LinkArrival[]> {
  const { rows } = await sql<{
    readonly id: MemberId;
    readonly email: string;
    readonly name: string;
    readonly userType: UserType;
    readonly at: Date;
    readonly seq: number;
  }>`
    select m.id, m.email_shown as email, coalesce(m.name, s.added_by) as name, m.user_type as "userType",
      s.started_at as at, m.seq
    from member_source s
    join member m on m.district_id = s.district_id and m.license_id = s.license_id and m.id = s.member_id
    where ${ofLicense(license, 's')} and s.kind = 'link' and s.started_at >= ${license.row.link_opened_at}::timestamptz
      and s.ended_at is null and m.ended_at is null
    order by s.started_at desc, m.id
    limit ${shownArrivals}
  `.execute(tx);
  return rows.map(({ id, at, ...row }) => ({ memberId: id, arrivedAt: at.toISOString(), ...row }));
}
