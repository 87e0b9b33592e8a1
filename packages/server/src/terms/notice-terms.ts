import { districtId, licenseId } from '@rollcall/core/ids.ts';
import { dueNotice, noticeDays } from '@rollcall/core/licenses/term-notices.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { recordChange } from '../events/record-change.ts';
import { type LicensePlace, lockFreeLicense } from '../license-row/lock-license.ts';
import { queueMail } from '../mail/queue-mail.ts';

const places = z.array(z.object({ districtId, licenseId }));

/** Told in one look, at most: the next one is a minute away. */
const atOnce = 100;

/** Licences whose admins are to be told something of the end of their term. */
async function findDueTerms(app: AppContext): Promise<LicensePlace[]> {
  return places.parse(
    await app.db.systemStatement(sql`
      select l.district_id as "districtId", l.id as "licenseId" from license l
      where l.starts_at <= now() and exists (
        select from unnest(${[...noticeDays]}::int[]) as notice (days)
        cross join lateral (select l.ends_at - make_interval(hours => 24 * notice.days) as at) moment
        where moment.at <= now() and moment.at > l.term_set_at and (l.noticed_days <= notice.days) is not true
      )
      order by l.ends_at limit ${atOnce}
    `),
  );
}

/**
 * Tells the admins of one licence what is due, in one transaction: it is written down that they were told, and mail is
 * queued. Under the licence's lock it is asked again whether it is due, so that of several servers one tells it (SPEC F14).
 * False when nothing was; a licence that somebody has in hand is due again at the next look.
 */
async function noticeTerm(app: AppContext, place: LicensePlace): Promise<boolean> {
  return app.db.withSystemTx(async (tx) => {
    const license = await lockFreeLicense(tx, place.districtId, place.licenseId);
    if (license === undefined) return false;
    const { row } = license;
    const term = {
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      setAt: row.term_set_at,
      noticedDays: row.noticed_days,
    };
    const due = dueNotice(term, license.now);
    if (due === null) return false;
    await tx
      .updateTable('license')
      .set({ noticed_days: due.notice })
      .where((where) => where.and({ district_id: place.districtId, id: place.licenseId }))
      .execute();
    await recordChange(tx, license, {
      type: 'term.noticed',
      payload: { days: due.days },
      actor: { kind: 'system', job: 'term' },
      targets: [],
      details: { days: due.days, endsAt: row.ends_at.toISOString() },
    });
    if (due.days >= 0) await queueMail(tx, place, { kind: 'term_notice', days: due.days });
    return true;
  });
}

/** Tells whatever is due, on all districts. One licence that fails is due again, and keeps no other from its turn. */
export async function noticeDueTerms(app: AppContext): Promise<void> {
  for (const place of await findDueTerms(app)) {
    try {
      if (await noticeTerm(app, place)) app.live.committed(place);
    } catch (error) {
      app.log.error({ err: error, ...place }, 'the admins of a license could not be told of its end');
    }
  }
}

/** How often is looked, in ms. */
export const termNoticesMs = 60_000;

/** Tells of terms that end, for as long as the server runs. */
export function startTermNotices(app: AppContext, everyMs: number): { stop(): Promise<void> } {
  const look = () =>
    noticeDueTerms(app).catch((error: unknown) =>
      app.log.error({ err: error }, 'licenses whose term ends could not be found'),
    );
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(look);
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
