import pg from 'pg';
import { inject } from 'vitest';

/** The test database through a superuser's eyes: to look behind the server, and to turn its clocks. */
export interface TestDatabase extends AsyncDisposable {
  rows<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The first column of the only row. */
  value<Value>(text: string, values?: readonly unknown[]): Promise<Value>;
  /** A connection of its own, for a transaction that stays open while something else happens. */
  connect(): Promise<pg.PoolClient>;
  end(): Promise<void>;
}

export function openDatabase(superuserUrl = inject('database').superuserUrl): TestDatabase {
  const pool = new pg.Pool({ connectionString: superuserUrl, max: 3 });
  // A database that is dropped ends connections that are still closing; unheard, that would end the test process.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('error', () => {});
  const rows: TestDatabase['rows'] = async (text, values = []) =>
    (await pool.query<Record<string, never>>(text, [...values])).rows as never;
  return {
    rows,
    async value<Value>(text: string, values: readonly unknown[] = []) {
      const found = await rows<Record<string, Value>>(text, values);
      const [row] = found;
      if (row === undefined || found.length !== 1)
        throw new Error(`One row was expected, not ${found.length}`);
      return Object.values(row)[0] as Value;
    },
    connect: () => pool.connect(),
    end: () => pool.end(),
    [Symbol.asyncDispose]: () => pool.end(),
  };
}
