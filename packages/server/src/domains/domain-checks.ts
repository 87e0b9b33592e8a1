import { districtId, domainId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { checkDomain } from './check-domain.ts';
import { domainCheckItself } from './log-domain.ts';

const places = z.array(z.object({ districtId, domainId }));

/** How often is looked for domains that are due, and how many are taken in hand at once. */
const everyMs = 60_000;
const atOnce = 20;
/** Whoever takes a check in hand has so long; what is not written down by then is taken by another. In SQL's words. */
const takenFor = '15 minutes';

/**
 * Looks up the domains that are due, on all districts, and returns how many those were. Safe on several nodes at once:
 * each is moved on by whoever takes it, before it is looked up (SPEC F14).
 */
export async function checkDueDomains(app: AppContext): Promise<number> {
  const due = places.parse(
    await app.db.systemStatement(sql`
      update domain set next_check_at = now() + ${takenFor}::interval
      where (district_id, id) in (
        select district_id, id from domain where next_check_at <= now()
        order by next_check_at limit ${atOnce} for update skip locked
      )
      returning district_id as "districtId", id as "domainId"
    `),
  );
  await Promise.all(due.map((place) => checkOne(app, place)));
  return due.length;
}

/** One that fails is due again later, and keeps no other from its turn. */
async function checkOne(app: AppContext, place: z.infer<typeof places>[number]): Promise<void> {
  try {
    await checkDomain(app, place, domainCheckItself);
  } catch (error) {
    app.log.error({ err: error, ...place }, 'a domain could not be checked');
  }
}

/** Looks domains up when they are due, for as long as the server runs. */
export function startDomainChecks(app: AppContext): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = checkDueDomains(app).catch((error: unknown) =>
      app.log.error({ err: error }, 'domains that are due could not be found'),
    );
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
