import type { RunId } from '@rollcall/core/ids.ts';
import type { AppContext } from '@rollcall/server/app-context.ts';
import { releaseLease, takeLease } from '@rollcall/server/jobs/run-lease.ts';
import type { RunWork } from '@rollcall/server/jobs/run-work.ts';
import type { LicensePlace } from '@rollcall/server/license-row/lock-license.ts';
import { sql } from 'kysely';

/** Portions of one call, at most: runs end within a bound. */
const stepLimit = 20_000;

/**
 * Works off the runs of a licence here and now, as the job runner does, but without waiting between two tries. For servers
 * that work no runs themselves.
 */
export async function workRuns({ db }: AppContext, work: RunWork, place: LicensePlace): Promise<void> {
  let steps = 0;
  for (let left = await leftRuns(db, place); left.length > 0; left = await leftRuns(db, place)) {
    for (const { id: runId } of left) {
      const held = await db.withSystemTx((tx) => takeLease(tx, { ...place, runId }));
      if (held === undefined) throw new Error('Somebody else works the runs');
      let next = await work.step(held, new AbortController().signal);
      while (next !== 'done' && next !== 'wait') {
        steps += 1;
        if (steps > stepLimit) throw new Error('The run does not end');
        next = await work.step(held, new AbortController().signal);
      }
      await db.withSystemTx((tx) => releaseLease(tx, held, 'done'));
    }
  }
}

function leftRuns(db: AppContext['db'], { districtId, licenseId }: LicensePlace): Promise<{ id: RunId }[]> {
  return db.systemStatement(sql<{ id: RunId }>`
    select id from run
    where district_id = ${districtId} and license_id = ${licenseId}
      and state in ('reading', 'planning', 'queued', 'running')
    order by confirmed_at, number
  `);
}
