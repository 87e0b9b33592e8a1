import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { schema, schemaVersion } from './schema.ts';

/** The sandbox's database: one SQLite file, or memory only. Everything is synchronous, so nothing interleaves. */
export interface Store {
  /** The first row, if any. Columns must be named as the type's fields are. */
  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[];
  /** How many rows were changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** All or nothing; one inside another joins it. */
  transaction<Result>(work: () => Result): Result;
  close(): void;
}

/** Opens the file, or `:memory:`. A file of another version of the schema is emptied. */
export function openStore(file: string): Store {
  const db = new DatabaseSync(file);
  db.exec(
    'pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on;',
  );
  prepareSchema(db);
  db.prepare('delete from oidc where expires_at < ?').run(Date.now());
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  let inTransaction = false;
  return {
    get: <Row>(sql: string, ...values: SQLInputValue[]) => prepared(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: SQLInputValue[]) => prepared(sql).all(...values) as Row[],
    run: (sql, ...values) => Number(prepared(sql).run(...values).changes),
    transaction: (work) => {
      if (inTransaction) return work();
      db.exec('begin immediate');
      inTransaction = true;
      try {
        const result = work();
        db.exec('commit');
        return result;
      } catch (error) {
        db.exec('rollback');
        throw error;
      } finally {
        inTransaction = false;
      }
    },
    close: () => db.close(),
  };
}

function prepareSchema(db: DatabaseSync): void {
  const found = db.prepare('pragma user_version').get() as { user_version: number };
  if (found.user_version === schemaVersion) return;
  const tables = db
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    .all() as { name: string }[];
  db.exec('pragma foreign_keys = off');
  for (const { name } of tables) db.exec(`drop table "${name}"`);
  db.exec(`begin; ${schema} pragma user_version = ${schemaVersion}; commit; pragma foreign_keys = on;`);
}
