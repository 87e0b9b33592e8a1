import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';
import { sha256 } from '../audit/chain.ts';
import { clockSkewS, launchAgeS } from '../integrations/lti/verify-token.ts';
import { belowPlatform, type PlatformPlace } from '../lms/platform-place.ts';

/** Longer than a token with this nonce can be taken for a fresh one. In seconds. */
const keptS = launchAgeS + 3 * clockSkewS;

/** True for the first use of a nonce with this registration, on whichever server; false ever after. */
export async function useNonce(
  app: Pick<AppContext, 'db'>,
  place: PlatformPlace,
  nonce: string,
): Promise<boolean> {
  const inserted = await app.db.withTx({ district: place.districtId }, (tx) =>
    tx
      .insertInto('lti_nonce')
      .values({
        ...belowPlatform(place),
        nonce_hash: sha256(nonce),
        ends_at: sql<Date>`now() + make_interval(secs => ${keptS})`,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst(),
  );
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
