import type { AppContext } from '../app-context.ts';
import { recordChange } from '../events/record-change.ts';
import { lockLicense } from '../license-row/lock-license.ts';
import { type ConnectionPlace, type ConnectionRow, connectionKey } from './connection-row.ts';

/**
 * Writes down that an authorisation is worth nothing any more, once, and tells it. One that was given again meanwhile
 * is left alone. Nobody is removed by it (SPEC SYNC-8).
 */
export async function endAuthorisation(
  app: AppContext,
  place: ConnectionPlace,
  found: Pick<ConnectionRow, 'authorised_at'>,
): Promise<void> {
  await app.db.withTx({ district: place.districtId }, async (tx) => {
    const license = await lockLicense(tx, place.districtId, place.licenseId);
    if (license === undefined) return;
    const ended = await tx
      .updateTable('connection')
      .set({
        ended_at: license.now,
        token_sealed: null,
        last_problem: 'authorisation_ended',
        last_problem_at: license.now,
        next_at: null,
      })
      .where((where) => where.and(connectionKey(place)))
      .where('authorised_at', '=', found.authorised_at)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (ended.numUpdatedRows === 0n) return;
    await recordChange(tx, license, {
      type: 'sync.failed',
      payload: {},
      actor: { kind: 'system', job: 'sync' },
      targets: [],
      details: { source: place.source, problem: 'authorisation_ended' },
    });
  });
  app.live.committed(place);
}
