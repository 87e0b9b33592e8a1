import type { DistrictId, Epoch, LicenseId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { Database } from '../db/tx.ts';
import { readEpoch } from '../views/inbox.ts';

/** Where licences stand now: the number of the last committed event of each. */
export async function readHeads(
  db: Database,
  licenses: ReadonlyMap<LicenseId, DistrictId>,
): Promise<{ epoch: Epoch; heads: ReadonlyMap<string, number> }> {
  return db.withSystemTx(async (tx) => {
    const { rows } = await sql<{ id: string; seq: number }>`
      select id, seq from license
      where (district_id, id) in (select * from unnest(${[...licenses.values()]}::uuid[], ${[...licenses.keys()]}::uuid[]))
    `.execute(tx);
    return { epoch: await readEpoch(tx), heads: new Map(rows.map((row) => [row.id, row.seq])) };
  });
}
