import type { MemberChoices } from '@rollcall/core/members/contract.ts';
import { placeholderPattern } from '@rollcall/core/members/placeholder-address.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';

const choiceLimit = 100;

/** From so many people on, counting them all is worth remembering for a while. */
const manyPeople = 20_000;
const keptMs = 60_000;
const keptLicenses = 500;

interface Kept {
  readonly choices: MemberChoices;
  readonly until: number;
}
/** By district and licence. */
const kept = new Map<string, Kept>();

/**
 * Who added people, and the domains of their addresses: the most frequent ones, first those with the most people. Of a
 * large licence the answer may be a minute old.
 */
export async function readChoices(tx: DistrictTx, place: LicensePlace): Promise<MemberChoices> {
  const key = `${place.districtId} ${place.licenseId}`;
  const known = kept.get(key);
  if (known !== undefined && known.until > performance.now()) return known.choices;
  kept.delete(key);
  const choices = await countChoices(tx, place);
  const people = choices.domains.reduce((sum, { count }) => sum + count, 0);
  if (people >= manyPeople) {
    // The oldest goes first: a map keeps the order in which its entries came.
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - keptLicenses + 1)))
      kept.delete(oldest);
    kept.set(key, { choices, until: performance.now() + keptMs });
  }
  return choices;
}

async function countChoices(tx: DistrictTx, place: LicensePlace): Promise<MemberChoices> {
  const addedBy = await sql<{ added_by: string }>`
    select s.added_by from member_search s
    where s.district_id = ${place.districtId} and s.license_id = ${place.licenseId}
    group by s.added_by order by count(*) desc, s.added_by limit ${choiceLimit}
  `.execute(tx);
  const domains = await sql<{ domain: string; count: number }>`
    select s.domain, count(*)::int as count from member_search s
    where s.district_id = ${place.districtId} and s.license_id = ${place.licenseId}
      and s.domain not like ${placeholderPattern}
    group by s.domain order by count(*) desc, s.domain limit ${choiceLimit}
  `.execute(tx);
  return { addedBy: addedBy.rows.map((row) => row.added_by), domains: domains.rows };
}
