import { migrate } from '@rollcall/server/db/migrate.ts';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createOwnDatabase } from './own-database.ts';

describe('migrating', () => {
  it('runs every file once, in the order of its number, and nothing the second time', async () => {
    await using database = await createOwnDatabase({ migrated: false });
    const first = await migrate(database.ownerUrl);
    expect(first[0]).toBe('0001-scopes');
    expect(first).toEqual([...first].sort());
    expect(await migrate(database.ownerUrl)).toEqual([]);
  });

  it('[F22] goes on where a failed run ended', async () => {
    await using database = await createOwnDatabase({ migrated: false });
    const superuser = new pg.Client({ connectionString: database.superuserUrl });
    await superuser.connect();
    try {
      // Stands in the way of the third file.
      await superuser.query('create table person ()');
      await expect(migrate(database.ownerUrl)).rejects.toThrow('0003-person');
      const done = await superuser.query<{ name: string }>('select name from kysely_migration order by name');
      expect(done.rows.map((row) => row.name)).toEqual(['0001-scopes', '0002-district']);

      await superuser.query('drop table person');
      expect((await migrate(database.ownerUrl))[0]).toBe('0003-person');
    } finally {
      await superuser.end();
    }
  });
});
