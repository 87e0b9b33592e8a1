import { arrivalWindowMs, isUnusualRate, usualArrivals } from '@rollcall/core/links/arrival-rate.ts';
import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import { recordChange } from '../../events/record-change.ts';
import { type LockedLicense, lockLicense } from '../../license-row/lock-license.ts';
import { ofLicense } from '../../license-row/of-license.ts';

/** Arrivals that are counted at most: beyond, a rate is unusual whatever the number. */
const countedArrivals = 10 * usualArrivals;

/**
 * Counts one use of the link, in the transaction in which the person came by it. Where more came lately than come to a
 * lesson, the admins are told by a change of its own (SPEC B16); true then.
 */
export async function countArrival(tx: DistrictTx, license: LockedLicense): Promise<boolean> {
  const { districtId, id, now, row } = license;
  const arrivals = await arrivalsSince(tx, license, new Date(now.getTime() - arrivalWindowMs));
  const unusual = isUnusualRate(arrivals, row.link_alarm_at, now);
  await tx
    .updateTable('license')
    .set({
      link_uses: sql<number>`link_uses + 1`,
      // Somebody whose transaction began before the opening, and got the lock after it, belongs to it too.
      link_opened_at: sql<Date>`least(link_opened_at, ${now}::timestamptz)`,
      ...(unusual && { link_alarm_at: now, link_alarm_arrivals: arrivals }),
    })
    .where((where) => where.and({ district_id: districtId, id }))
    .execute();
  if (!unusual) return false;
  // The arrival has taken the number of this lock.
  const again = await lockLicense(tx, districtId, id);
  if (again === undefined) throw new Error('The license that is locked is not there');
  await recordChange(tx, again, {
    type: 'link.changed',
    payload: {},
    actor: { kind: 'system', job: 'link-arrivals' },
    targets: [],
    details: { link: 'unusual', arrivals },
  });
  return true;
}

/** People who came by the link after a moment and after it was opened, whatever became of them since. */
async function arrivalsSince(tx: DistrictTx, license: LockedLicense, after: Date): Promise<number> {
  const { rows } = await sql<{ arrivals: number }>`
    select count(*)::int as arrivals from (
      select from member_source s
      where ${ofLicense(license, 's')} and s.kind = 'link'
        and s.started_at > ${after}::timestamptz and s.started_at >= ${license.row.link_opened_at}::timestamptz
      limit ${countedArrivals}
    ) counted
  `.execute(tx);
  return rows[0]?.arrivals ?? 0;
}
