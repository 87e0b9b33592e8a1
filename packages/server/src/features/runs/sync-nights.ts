import { DomainError } from '@rollcall/core/errors.ts';
import { districtId, licenseId } from '@rollcall/core/ids.ts';
import { syncSource } from '@rollcall/core/sync/sync-source.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import { tellLapse } from '../../connections/tell-lapse.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { lockFreeLicense } from '../../license-row/lock-license.ts';
import { nextSync } from '../../sync/next-sync.ts';
import { beginBySelf } from './sync-begin.ts';

const dueConnections = z.array(z.object({ districtId, licenseId, source: syncSource }));
type DueConnection = z.infer<typeof dueConnections>[number];

/** Begun in one sweep, at most: the next one is seconds away. */
const atOnce = 50;

/**
 * Begins the syncs that are due, on whichever node comes first: the licence's lock and the time of the next one, which
 * moves on with the beginning, let the others find nothing. What cannot begin now waits for the next night (SPEC SYNC-7);
 * a licence on which somebody is at work is asked again with the next sweep, and keeps no other waiting.
 */
export async function beginDueSyncs(app: AppContext): Promise<void> {
  const due = dueConnections.parse(
    await app.db.systemStatement(sql`
      select district_id as "districtId", license_id as "licenseId", source from connection
      where next_at <= clock_timestamp() order by next_at limit ${atOnce}
    `),
  );
  for (const connection of due) {
    try {
      await app.db.withTx({ district: connection.districtId }, (tx) => beginIfDue(tx, connection));
      app.live.committed(connection);
    } catch (error) {
      // One license that cannot be asked keeps no other from its night.
      app.log.error(
        { err: error, licenseId: connection.licenseId },
        'a sync that is due could not begin; it is tried again',
      );
    }
  }
}

async function beginIfDue(tx: DistrictTx, due: DueConnection): Promise<void> {
  const license = await lockFreeLicense(tx, due.districtId, due.licenseId);
  if (license === undefined) return;
  const moved = await tx
    .updateTable('connection')
    .set({ next_at: nextSync('connection') })
    .where((where) =>
      where.and({ district_id: due.districtId, license_id: due.licenseId, source: due.source }),
    )
    .where('next_at', '<=', sql<Date>`clock_timestamp()`)
    .returning(
      sql<boolean>`(clock_timestamp() at time zone time_zone)::date between pause_from and pause_until`.as(
        'rests',
      ),
    )
    .executeTakeFirst();
  if (moved === undefined) return;
  // Also in a pause: what has lapsed does not go on after it.
  if (await tellLapse(tx, license, due.source)) return;
  if (moved.rests) return;
  try {
    await beginBySelf(tx, license, due.source);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}
