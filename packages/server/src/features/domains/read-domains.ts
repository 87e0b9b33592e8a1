import { domainStateOf, givenUpAfterMs } from '@rollcall/core/domains/after-answer.ts';
import type {
  DistrictDomains,
  DomainLogEntry,
  DomainView,
  domainLogInput,
} from '@rollcall/core/domains/contract.ts';
import { domainRecord } from '@rollcall/core/domains/domain-record.ts';
import { type DistrictId, type DomainId, domainId } from '@rollcall/core/ids.ts';
import { type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import { domainNotFound } from '../../commands/run-district-command.ts';
import type { Domain } from '../../db/schema.gen.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { districtMailOf } from '../../mail/district-mail.ts';

type DomainRow = Selectable<Domain> & { readonly licenses: readonly string[] };

/** A district's domains by name, with its setting, as they are in this transaction. */
export async function readDistrictDomains(tx: DistrictTx, districtId: DistrictId): Promise<DistrictDomains> {
  const district = await tx
    .selectFrom('district')
    .select(['name', 'add_without_invitation', 'mail_since', 'student_mail_since'])
    .where('id', '=', districtId)
    .executeTakeFirstOrThrow();
  const stopped = await tx
    .selectFrom('mail_stop')
    .select((fn) => fn.fn.countAll<string>().as('addresses'))
    .where('district_id', '=', districtId)
    .executeTakeFirstOrThrow();
  const rows = await readRows(tx, districtId, null);
  return {
    districtName: district.name,
    addWithoutInvitation: district.add_without_invitation,
    mail: districtMailOf(district),
    mailStopped: Number(stopped.addresses),
    domains: rows.map(presentDomain),
  };
}

/** One domain of the district. Throws NOT_FOUND. */
export async function getDomainView(
  tx: DistrictTx,
  districtId: DistrictId,
  id: DomainId,
): Promise<DomainView> {
  const [row] = await readRows(tx, districtId, id);
  if (row === undefined) throw domainNotFound();
  return presentDomain(row);
}

async function readRows(tx: DistrictTx, districtId: DistrictId, only: DomainId | null): Promise<DomainRow[]> {
  const { rows } = await sql<DomainRow>`
    select d.*, coalesce((
      select array_agg(l.name order by l.name) from license_domain c
      join license l on l.district_id = c.district_id and l.id = c.license_id and l.domain_wide_at is not null
      where c.district_id = d.district_id and c.domain_id = d.id
    ), '{}') as licenses
    from domain d
    where d.district_id = ${districtId} and (${only}::uuid is null or d.id = ${only}::uuid)
    order by d.name
  `.execute(tx);
  return rows;
}

function presentDomain(row: DomainRow): DomainView {
  const isChecked = row.proof === 'dns';
  return {
    id: domainId.parse(row.id),
    name: row.name,
    state: domainStateOf({ verifiedAt: row.verified_at, lostAt: row.lost_at }),
    proof: isChecked ? 'dns' : 'vendor',
    record: domainRecord(row.name, row.token),
    addedBy: row.added_by,
    addedAt: row.created_at.toISOString(),
    verifiedAt: row.verified_at?.toISOString() ?? null,
    lastCheckedAt: row.last_checked_at?.toISOString() ?? null,
    lastAnswer: row.last_answer,
    nextCheckAt: isChecked ? (row.next_check_at?.toISOString() ?? null) : null,
    failingSince: row.failing_since?.toISOString() ?? null,
    lostAt: row.lost_at?.toISOString() ?? null,
    givenUpAt: row.lost_at === null ? null : new Date(row.lost_at.getTime() + givenUpAfterMs).toISOString(),
    licenses: [...row.licenses],
  };
}

/** A page of the district's log of domains, newest first. */
export async function readDomainLog(
  tx: DistrictTx,
  districtId: DistrictId,
  { cursor, limit }: Pick<z.infer<typeof domainLogInput>, 'cursor' | 'limit'>,
): Promise<{ entries: DomainLogEntry[]; nextCursor: string | null }> {
  const rows = await tx
    .selectFrom('domain_log')
    .selectAll()
    .where('district_id', '=', districtId)
    .$if(cursor != null, (query) => query.where('id', '<', cursor ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  return {
    entries: page.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      by: byOf(row.actor_kind, row.actor_name),
      action: row.action,
      domain: row.domain,
      licenseName: row.license_name,
      setting: row.setting,
      mail: row.mail,
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

function byOf(kind: string, name: string | null): DomainLogEntry['by'] {
  if (kind === 'person') return { kind: 'person', name: name ?? '' };
  return kind === 'vendor' ? { kind: 'vendor' } : { kind: 'system' };
}
