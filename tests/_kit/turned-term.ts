import type { LicenseId } from '@rollcall/core/ids.ts';
import type { TestDatabase } from './database.ts';

/** The instant stands still for so long before the boundary, so that servers that run see it pass. */
const aheadMs = 400;

/**
 * Turns the clock for one licence: as if it were `daysLeft` days before its end (negative: after it), less a moment in
 * which that day comes. The clock of the database is nobody's to turn, so the licence is moved into the past instead:
 * every instant of every row of it, whatever the table, but for the audit log, whose instants are part of its hashes.
 */
export async function turnTerm(
  database: TestDatabase,
  licenseId: LicenseId,
  daysLeft: number,
): Promise<void> {
  const columns = await database.rows<{ table: string; id: string; names: string[] }>(
    `select c.table_name as table, max(k.column_name) as id, array_agg(distinct c.column_name::text) as names
     from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     join information_schema.columns k using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type = 'timestamp with time zone'
       and k.column_name = case c.table_name when 'license' then 'id' else 'license_id' end and c.table_name !~ '^audit'
     group by c.table_name`,
  );
  const shift = await database.value<string>(
    `select (ends_at - now() - make_interval(hours => $2, secs => $3))::text from license where id = $1`,
    [licenseId, daysLeft * 24, aheadMs / 1000],
  );
  const client = await database.connect();
  try {
    await client.query('begin');
    for (const { table, id, names } of columns) {
      const moved = names.map((name) => `${name} = ${name} - $2::interval`).join(', ');
      await client.query(`update ${table} set ${moved} where ${id} = $1`, [licenseId, shift]);
    }
    await client.query('commit');
  } finally {
    client.release(true);
  }
}
