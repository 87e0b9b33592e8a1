import type { MemberChoices } from '@rollcall/core/members/contract.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';

const choiceLimit = 100;

/** Who added people, and the domains of their addresses: the most frequent ones, first those with the most people. */
export async function readChoices(tx: DistrictTx, place: LicensePlace): Promise<MemberChoices> {
  const addedBy = await sql<{ added_by: string }>`
    select s.added_by from member_search s
    where s.district_id = ${place.districtId} and s.license_id = ${place.licenseId}
    group by s.added_by order by count(*) desc, s.added_by limit ${choiceLimit}
  `.execute(tx);
  const domains = await sql<{ domain: string; count: number }>`
    select s.domain, count(*)::int as count from member_search s
    where s.district_id = ${place.districtId} and s.license_id = ${place.licenseId}
    group by s.domain order by count(*) desc, s.domain limit ${choiceLimit}
  `.execute(tx);
  return { addedBy: addedBy.rows.map((row) => row.added_by), domains: domains.rows };
}
