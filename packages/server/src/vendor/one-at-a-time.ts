import { sql } from 'kysely';
import type { SystemTx } from '../db/tx.ts';

/**
 * Lets one vendor command at a time look for something and make it when it is missing, to the end of the
 * transaction: names of districts and licences have no unique index, and a parent domain is no equal key.
 */
export async function oneAtATime(tx: SystemTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('rollcall:vendor', 0))`.execute(tx);
}
