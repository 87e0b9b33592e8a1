import type {
  Exceptions,
  exceptionListInput,
  PersonWithExceptions,
} from '@rollcall/core/features/contract.ts';
import { fullFeature } from '@rollcall/core/features/feature.ts';
import { memberId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { addressOfListKey, listKeyOf } from '@rollcall/core/members/placeholder-address.ts';
import { searchedWords } from '@rollcall/core/members/search-text.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';
import { storableText } from '@rollcall/core/storable-text.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';

interface Row {
  readonly id: string;
  readonly email: string;
  readonly email_shown: string;
  readonly name: string | null;
  readonly user_type: UserType;
  readonly status: MemberStatus;
  readonly exceptions: Exceptions;
  readonly set_by: string;
  readonly set_at: Date;
}

/**
 * People on the list who have exceptions, by address. Only these are looked through: they are few beside those on the
 * licence, however many that are.
 */
export async function listExceptions(
  tx: DistrictTx,
  place: LicensePlace,
  { search, cursor, limit }: z.infer<typeof exceptionListInput>,
): Promise<{ people: PersonWithExceptions[]; nextCursor: string | null }> {
  const words = searchedWords(search).map(
    (word) => sql`strpos(member_search_text(m.email, m.name), ${word}) > 0`,
  );
  const conditions = [sql`m.email > ${addressOfListKey(storableText(cursor ?? ''))} collate "C"`, ...words];
  const { rows } = await sql<Row>`
    select m.id, m.email, m.email_shown, m.name, m.user_type, m.status, x.exceptions, x.set_by, x.set_at
    from (
      select f.member_id, jsonb_object_agg(f.feature, case when f.allowed then 'on' else 'off' end) as exceptions,
        (array_agg(f.set_by order by f.set_at desc))[1] as set_by, max(f.set_at) as set_at
      from member_feature f
      where f.district_id = ${place.districtId} and f.license_id = ${place.licenseId}
        and f.feature = any (${fullFeature.options}::text[])
      group by f.member_id
    ) x
    join member m on m.district_id = ${place.districtId} and m.license_id = ${place.licenseId} and m.id = x.member_id
    where m.ended_at is null and ${sql.join(conditions, sql` and `)}
    order by m.email limit ${limit + 1}
  `.execute(tx);
  const page = rows.slice(0, limit);
  return {
    people: page.map((row) => ({
      memberId: memberId.parse(row.id),
      email: row.email_shown,
      name: row.name,
      userType: row.user_type,
      status: row.status,
      exceptions: row.exceptions,
      setBy: row.set_by,
      setAt: row.set_at.toISOString(),
    })),
    nextCursor: rows.length > limit ? listKeyOf(page.at(-1)?.email ?? '') : null,
  };
}
