import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import type { DistrictId, PersonId } from '@rollcall/core/ids.ts';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { DB } from './schema.gen.ts';

/** Whose eyes a transaction has. Row security shows it that scope's rows and no others. */
export type Scope =
  | { readonly district: DistrictId }
  | { readonly person: PersonId }
  | { readonly mailbox: CanonicalEmail }
  /** Definer functions only: what must be found before a scope is known. Every table is empty here. */
  | { readonly nobody: true };

declare const scopeBrand: unique symbol;
type Scoped<Name extends string> = Transaction<DB> & { readonly [scopeBrand]: Name };

export type DistrictTx = Scoped<'district'>;
export type PersonTx = Scoped<'person'>;
export type MailboxTx = Scoped<'mailbox'>;
export type NobodyTx = Scoped<'nobody'>;
/** Sees all districts: relay, jobs, the vendor's command line. Never a request. */
export type SystemTx = Scoped<'system'>;

export type TxOf<S extends Scope> = S extends { district: DistrictId }
  ? DistrictTx
  : S extends { person: PersonId }
    ? PersonTx
    : S extends { mailbox: CanonicalEmail }
      ? MailboxTx
      : NobodyTx;

/** The one way to the database. Nothing else hands out connections. */
export interface Database {
  /** One transaction of the `app` role in the given scope. Commits when `run` resolves, else rolls back. */
  withTx<S extends Scope, Result>(scope: S, run: (tx: TxOf<S>) => Promise<Result>): Promise<Result>;
  /**
   * The same, reading only, and all of it as it was at one moment. Takes no locks; a caller that lets it wait for long
   * loses its connection.
   */
  withSnapshot<S extends Scope, Result>(scope: S, run: (tx: TxOf<S>) => Promise<Result>): Promise<Result>;
  /** One transaction of the `system` role. */
  withSystemTx<Result>(run: (tx: SystemTx) => Promise<Result>): Promise<Result>;
  /** One statement of the `system` role: one moment of the database, without the round trips of BEGIN and COMMIT. */
  systemStatement<Row>(statement: RawBuilder<Row>): Promise<Row[]>;
}

const settingOf = (scope: Scope): readonly [name: string, value: string] => {
  if ('district' in scope) return ['app.district', scope.district];
  if ('person' in scope) return ['app.person', scope.person];
  if ('mailbox' in scope) return ['app.mailbox', scope.mailbox];
  return ['app.district', ''];
};

/** A transaction as one scope sees it: the setting goes with the transaction. */
async function inScope<S extends Scope, Result>(
  tx: Transaction<DB>,
  scope: S,
  run: (tx: TxOf<S>) => Promise<Result>,
): Promise<Result> {
  const [name, value] = settingOf(scope);
  await sql`select set_config(${name}, ${value}, true)`.execute(tx);
  return run(tx as TxOf<S>);
}

export function createDatabase(app: Kysely<DB>, system: Kysely<DB>): Database {
  return {
    withTx(scope, run) {
      return app.transaction().execute((tx) => inScope(tx, scope, run));
    },
    withSnapshot(scope, run) {
      const reading = app.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
      return reading.execute((tx) => inScope(tx, scope, run));
    },
    withSystemTx(run) {
      return system.transaction().execute((tx) => run(tx as SystemTx));
    },
    async systemStatement(statement) {
      return (await statement.execute(system)).rows;
    },
  };
}
