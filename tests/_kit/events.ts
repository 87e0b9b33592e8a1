import type { RunningApp } from '@rollcall/server/app.ts';
import type { TestDatabase } from './database.ts';
import type { TestDistrict } from './district.ts';

/**
 * Records many events at once, which no command does: numbers and events as the commands write them, without what
 * they would be about. `memberIds` are named by each of them. `app` is told of it, or nobody.
 */
export async function recordEvents(
  app: RunningApp | null,
  database: TestDatabase,
  { id, licenseId }: Pick<TestDistrict, 'id' | 'licenseId'>,
  count: number,
  memberIds: readonly string[] = [],
): Promise<void> {
  const payload = memberIds.length === 0 ? {} : { memberIds };
  await database.rows(
    `with moved as (
       update license set seq = seq + $3 where district_id = $1 and id = $2 returning seq - $3 as before
     )
     insert into event (district_id, license_id, seq, type, payload)
     select $1, $2, before + number, $4, $5 from moved, generate_series(1, $3::int) as number`,
    [id, licenseId, count, memberIds.length === 0 ? 'license.keyChanged' : 'member.dismissed', payload],
  );
  app?.context.live.committed({ districtId: id, licenseId });
}
