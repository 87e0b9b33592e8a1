import type { CanonicalEmail } from '@rollcall/core/emails.ts';
import { sql } from 'kysely';
import type { SystemTx } from '../db/tx.ts';

/**
 * Ends every session of whoever has verified this address: a lost laptop, an account in wrong hands. Its tokens are
 * dead at once and its sockets close within 2 s (SPEC LIVE-7). Returns how many there were; null when nobody has the
 * address.
 */
export async function endSessions(tx: SystemTx, email: CanonicalEmail): Promise<number | null> {
  const owner = await tx
    .selectFrom('person_email')
    .select('person_id')
    .where('email', '=', email)
    .executeTakeFirst();
  if (owner === undefined) return null;
  const ended = await tx
    .updateTable('session')
    .set({ revoked_at: sql`now()` })
    .where('person_id', '=', owner.person_id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
}
