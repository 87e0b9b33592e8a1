import type { SystemTx } from '../db/tx.ts';
import type { Secret } from '../env.ts';
import { licenseKeys } from '../membership/license-key-store.ts';

/**
 * Whether this is the secret that the installation's keys are encrypted with; true where there is no key yet. A key
 * made with another one could be read out by nobody and would open nothing.
 */
export async function secretOpensKeys(tx: SystemTx, secret: Secret): Promise<boolean> {
  const row = await tx
    .selectFrom('license')
    .select('key_sealed')
    .where('key_sealed', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row?.key_sealed == null) return true;
  try {
    licenseKeys.open(secret, row.key_sealed);
    return true;
  } catch {
    return false;
  }
}
