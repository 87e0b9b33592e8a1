import { domainStateOf } from '@rollcall/core/domains/after-answer.ts';
import type { DomainWideView } from '@rollcall/core/domains/contract.ts';
import { domainId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { memberOutcome } from '@rollcall/core/members/outcomes.ts';
import type { NotSeatedPage } from '@rollcall/core/sync/contract.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';

interface DomainRow {
  readonly id: string;
  readonly name: string;
  readonly verified_at: Date | null;
  readonly lost_at: Date | null;
  readonly user_type: UserType | null;
  readonly chosen_by: string | null;
  readonly chosen_at: Date | null;
  readonly people: number;
}

/** Which of the district's domains are on the licence, and which could be. Domains without any proof are left out. */
export async function readDomainWide(tx: DistrictTx, place: LicensePlace): Promise<DomainWideView> {
  const { districtId, licenseId } = place;
  const license = await tx
    .selectFrom('license')
    .select('domain_wide_at')
    .where((where) => where.and({ district_id: districtId, id: licenseId }))
    .executeTakeFirstOrThrow();
  const { rows } = await sql<DomainRow>`
    select d.id, d.name, d.verified_at, d.lost_at, c.user_type, c.chosen_by, c.chosen_at, coalesce(s.people, 0) as people
    from domain d
    left join license_domain c
      on c.district_id = d.district_id and c.license_id = ${licenseId} and c.domain_id = d.id
    left join (
      select reference, count(*)::int as people from member_source
      where district_id = ${districtId} and license_id = ${licenseId} and kind = 'domain' and ended_at is null
      group by reference
    ) s on s.reference = d.id::text
    where d.district_id = ${districtId} and (d.verified_at is not null or c.domain_id is not null)
    order by d.name
  `.execute(tx);
  return {
    switchedOnAt: license.domain_wide_at?.toISOString() ?? null,
    domains: rows.map((row) => ({
      domainId: domainId.parse(row.id),
      name: row.name,
      state: domainStateOf({ verifiedAt: row.verified_at, lostAt: row.lost_at }),
      userType: row.user_type,
      chosenBy: row.chosen_by,
      chosenAt: row.chosen_at?.toISOString() ?? null,
      people: row.people,
    })),
    notSeated: await countNotSeated(tx, place),
  };
}

async function countNotSeated(tx: DistrictTx, { districtId, licenseId }: LicensePlace): Promise<number> {
  const { waiting } = await tx
    .selectFrom('source_person')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where((where) => where.and({ district_id: districtId, license_id: licenseId, source: 'domain' }))
    .where('member_id', 'is', null)
    .executeTakeFirstOrThrow();
  return waiting;
}

/** The place behind which a page goes on: who stands last on the page before. */
const cursorOf = z.tuple([z.string(), z.string()]);

/** By name, the people of the licence's domains for whom there was no seat. */
export async function readNotSeated(
  tx: DistrictTx,
  { districtId, licenseId }: LicensePlace,
  { cursor, limit }: { readonly cursor?: string | null | undefined; readonly limit: number },
): Promise<NotSeatedPage> {
  const after = readCursor(cursor ?? null);
  const rows = await tx
    .selectFrom('source_person as person')
    .innerJoin('domain', (join) =>
      join
        .onRef('domain.district_id', '=', 'person.district_id')
        .on(sql<boolean>`domain.id::text = person.reference`),
    )
    .select(['person.email', 'person.name', 'person.why', 'person.external_id', 'person.reference'])
    .select('domain.name as place')
    .where('person.district_id', '=', districtId)
    .where('person.license_id', '=', licenseId)
    .where('person.source', '=', 'domain')
    .where('person.member_id', 'is', null)
    .where(sql<boolean>`(person.reference, person.external_id) > (${after[0]}, ${after[1]})`)
    .orderBy('person.reference')
    .orderBy('person.external_id')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    people: page.map((row) => ({
      email: row.email,
      name: row.name,
      place: row.place,
      why: memberOutcome.parse(row.why),
    })),
    nextCursor:
      rows.length > limit && last !== undefined ? JSON.stringify([last.reference, last.external_id]) : null,
  };
}

/** What is no cursor begins at the beginning. */
function readCursor(cursor: string | null): readonly [string, string] {
  if (cursor === null) return ['', ''];
  try {
    const parsed = cursorOf.safeParse(JSON.parse(cursor));
    return parsed.success ? parsed.data : ['', ''];
  } catch {
    return ['', ''];
  }
}
