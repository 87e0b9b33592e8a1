import { DomainError } from '@rollcall/core/errors.ts';
import type { MemberId } from '@rollcall/core/ids.ts';
import type { MemberPanel } from '@rollcall/core/members/panel.ts';
import { type SourceKind, sourceReturn } from '@rollcall/core/members/sources.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { type ListRow, listColumns, presentMember } from '../member-views.ts';
import { openWays } from '../open-ways.ts';
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
  const open = await openSources(tx, place, id);
  const returns = (kind: SourceKind) => open.has(kind) && sourceReturn[kind] === 'by_itself';
  return {
    member: presentMember(row),
    sources: await readSources(tx, place, id),
    history: await readHistory(tx, place, row.email),
    removal: {
      ends: row.sources.filter((kind) => !returns(kind)),
      wouldComeBackBy: row.sources.filter(returns),
      mayComeBackBy: row.sources.filter((kind) => open.has(kind) && sourceReturn[kind] === 'by_the_person'),
    },
  };
}

/** By which of the sources that hold somebody they would or could come back, as the ways stand at this moment. */
async function openSources(
  tx: DistrictTx,
  place: LicensePlace,
  id: MemberId,
): Promise<ReadonlySet<SourceKind>> {
  const { rows } = await sql<{ kind: SourceKind }>`
    with way as materialized (${openWays(place)})
    select distinct s.kind from member_source s
    join way w on w.kind = s.kind and coalesce(w.reference, s.reference) = s.reference
    where s.district_id = ${place.districtId} and s.license_id = ${place.licenseId} and s.member_id = ${id}
      and s.ended_at is null
  `.execute(tx);
  return new Set(rows.map(({ kind }) => kind));
}

/**
 * What a source is of by name, as far as that is known: a domain, a class, an assignment, or the OU in which the directory has the
 * person. A domain that is no longer the district's and a class that is not followed any more are called nothing.
 */
const referenceName = sql<string>`case kind
  when 'domain' then coalesce((
    select d.name from domain d
    where d.district_id = member_source.district_id and d.id::text = member_source.reference
  ), '')
  when 'classroom' then coalesce((
    select i.name from sync_item i
    where i.district_id = member_source.district_id and i.license_id = member_source.license_id
      and i.source = 'classroom' and i.item_id = member_source.reference
  ), '')
  when 'assignment' then coalesce((
    select a.title from lti_assignment a
    where a.district_id = member_source.district_id and a.license_id = member_source.license_id
      and a.id::text = member_source.reference
  ), '')
  when 'ou' then coalesce((
    select i.name from source_person p
    join sync_item i on i.district_id = p.district_id and i.license_id = p.license_id and i.source = p.source
      and i.item_id = p.item_id
    where p.member_id = member_source.member_id and p.district_id = member_source.district_id and p.source = 'ou'
      and member_source.ended_at is null
    limit 1
  ), '')
  else reference end`;

async function readSources(
  tx: DistrictTx,
  place: LicensePlace,
  id: MemberId,
): Promise<MemberPanel['sources']> {
  const rows = await tx
    .selectFrom('member_source')
    .select(['kind', 'added_by', 'started_at', 'ended_at'])
    .select(referenceName.as('reference'))
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
