import { DomainError } from '@rollcall/core/errors.ts';
import type { MemberId } from '@rollcall/core/ids.ts';
import type { MemberPanel } from '@rollcall/core/members/panel.ts';
import { sourceIsHandMade } from '@rollcall/core/members/sources.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { type ListRow, listColumns, presentMember } from '../member-views.ts';
import { readHistory } from './read-history.ts';

/** Why this person is on the licence, what happened to them there, and what removing would do. NOT_FOUND if nobody is. */
export async function readPanel(tx: DistrictTx, place: LicensePlace, id: MemberId): Promise<MemberPanel> {
  const { rows } = await sql<ListRow>`
    select ${listColumns} from member m
    where m.district_id = ${place.districtId} and m.license_id = ${place.licenseId} and m.id = ${id}
      and m.ended_at is null
  `.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new DomainError('NOT_FOUND', { noun: 'member' });
  return {
    member: presentMember(row),
    sources: await readSources(tx, place, id),
    history: await readHistory(tx, place, row.email),
    removal: {
      ends: row.sources.filter((kind) => sourceIsHandMade[kind]),
      wouldComeBackBy: row.sources.filter((kind) => !sourceIsHandMade[kind]),
    },
  };
}

async function readSources(
  tx: DistrictTx,
  place: LicensePlace,
  id: MemberId,
): Promise<MemberPanel['sources']> {
  const rows = await tx
    .selectFrom('member_source')
    .select(['kind', 'added_by', 'started_at', 'ended_at', 'reference'])
    .where((where) =>
      where.and({ district_id: place.districtId, license_id: place.licenseId, member_id: id }),
    )
    .orderBy(sql`ended_at is not null`)
    .orderBy('started_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    addedBy: row.added_by,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    reference: row.reference,
  }));
}
