import type { MemberId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { noMemberFilter } from '@rollcall/core/members/filter.ts';
import {
  findTypeSuspects,
  type PatternCounts,
  type SuspectPattern,
} from '@rollcall/core/members/find-type-suspects.ts';
import { placeholderPattern } from '@rollcall/core/members/placeholder-address.ts';
import type { TypeSuspectGroup, TypeSuspects } from '@rollcall/core/members/type-suspects.ts';
import { type RawBuilder, sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';

const idLimit = 1_000;
const exampleLimit = 5;

/** Two digits in a row: a year, a class, a running number. One alone tells two people of one name apart. */
const hasNumber = sql`split_part(m.email, '@', 1) ~ '[0-9]{2}'`;

/** Groups of people whose user type looks wrong (SPEC LIST-8), by their addresses: who has none is in none. Looks at everybody on the licence once. */
export async function readTypeSuspects(tx: DistrictTx, place: LicensePlace): Promise<TypeSuspects> {
  const groups: TypeSuspectGroup[] = [];
  for (const pattern of findTypeSuspects(await readPatterns(tx, place))) {
    groups.push(await describe(tx, place, pattern));
  }
  return { groups };
}

const live = (place: LicensePlace): RawBuilder<unknown> =>
  sql`m.district_id = ${place.districtId} and m.license_id = ${place.licenseId} and m.ended_at is null
    and m.email not like ${placeholderPattern}`;

async function readPatterns(tx: DistrictTx, place: LicensePlace): Promise<PatternCounts[]> {
  const { rows } = await sql<{ domain: string; numbered: boolean } & Record<UserType, number>>`
    select split_part(m.email, '@', 2) as domain, ${hasNumber} as numbered,
      count(*) filter (where m.user_type = 'student')::int as student,
      count(*) filter (where m.user_type = 'teacher')::int as teacher,
      count(*) filter (where m.user_type = 'other')::int as other
    from member m where ${live(place)}
    group by 1, 2
  `.execute(tx);
  return rows.map(({ domain, numbered, student, teacher, other }) => ({
    domain,
    shape: numbered ? 'with_number' : 'without_number',
    counts: { student, teacher, other },
  }));
}

async function describe(
  tx: DistrictTx,
  place: LicensePlace,
  { wrongTypes, ...pattern }: SuspectPattern,
): Promise<TypeSuspectGroup> {
  const { domain, shape, looksLike, inPattern, ofThatType, count } = pattern;
  const ofShape = shape === 'any' ? sql`true` : sql`${hasNumber} = ${shape === 'with_number'}`;
  const { rows } = await sql<{ id: MemberId; email_shown: string }>`
    select m.id, m.email_shown from member m
    where ${live(place)} and m.user_type = any (${wrongTypes}) and split_part(m.email, '@', 2) = ${domain} and ${ofShape}
    order by m.email limit ${idLimit}
  `.execute(tx);
  return {
    pattern: { domain, shape },
    looksLike,
    inPattern,
    ofThatType,
    count,
    filter: shape === 'any' ? { ...noMemberFilter, domain, userTypes: [...wrongTypes] } : null,
    memberIds: rows.map((row) => row.id),
    examples: rows.slice(0, exampleLimit).map((row) => row.email_shown),
  };
}
