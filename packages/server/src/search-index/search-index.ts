import { type RawBuilder, sql } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
import { createIndexAll } from './index-all.ts';
import { searchedTypes } from './index-license.ts';

export interface SearchIndex {
  /** Something was committed on this licence: make it searchable soon. */
  wake(place: LicensePlace): void;
  /** Resolves when what it was woken for can be found. For tests. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** How long changes are gathered after a round: most concern nothing that is searched. In ms. */
const pauseMs = 200;
/** Within this time everything is found that a crash or another process has left behind. In ms. */
const sweepMs = 5_000;
/** Licences of one sweep. */
const sweepLimit = 500;

/**
 * Keeps what is searched in step with the events, after their commits: a trigram index would make an import four
 * times slower. Several nodes may do it at once; what none was woken for, the sweep finds.
 */
export function startSearchIndex(db: Database, log: Logger): SearchIndex {
  let woken = new Map<string, LicensePlace>();
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let sweepDue = true;
  let failing = false;
  const stopping = new AbortController();
  const indexAll = createIndexAll(db, log);

  async function round(): Promise<void> {
    const places = [...woken.values()];
    woken = new Map();
    const sweeping = sweepDue;
    sweepDue = false;
    try {
      const behind = sweeping ? await findBehind(db) : await withChanges(db, places);
      await indexAll(behind, stopping.signal);
      if (failing) log.info('changes are made searchable again');
      failing = false;
    } catch (error) {
      // The next sweep begins where this one stopped.
      if (!failing) log.error({ err: error }, 'changes could not be made searchable; each sweep tries again');
      failing = true;
    }
  }

  const isDue = (): boolean => sweepDue || (woken.size > 0 && !failing);

  function begin(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    running = round().finally(() => {
      running = null;
      if (stopping.signal.aborted) return;
      timer = setTimeout(() => {
        timer = null;
        if (isDue()) begin();
      }, pauseMs);
    });
  }

  const schedule = (): void => {
    if (!stopping.signal.aborted && running === null && timer === null && isDue()) begin();
  };
  const sweep = setInterval(() => {
    sweepDue = true;
    schedule();
  }, sweepMs);
  schedule();
  return {
    wake(place) {
      woken.set(place.licenseId, place);
      schedule();
    },
    async settled() {
      while (!stopping.signal.aborted && (running !== null || isDue())) {
        if (running === null) begin();
        await running;
      }
    },
    async stop() {
      stopping.abort();
      clearInterval(sweep);
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}

/**
 * Whether a run is writing to the licence: what it adds is made searchable when it has ended, in larger portions and
 * without holding it up. Only one that takes very long is followed while it runs.
 */
function isBeingFilled(district: string, license: string): RawBuilder<unknown> {
  return sql`exists (
    select 1 from run r
    where r.district_id = ${sql.ref(district)} and r.license_id = ${sql.ref(license)} and r.state = 'running'
      and r.begun_at > now() - interval '2 minutes'
  )`;
}

/** Of these licences, those on which something happened that is searched. */
async function withChanges(db: Database, places: readonly LicensePlace[]): Promise<LicensePlace[]> {
  if (places.length === 0) return [];
  return db.systemStatement(sql<LicensePlace>`
    select place.district_id as "districtId", place.license_id as "licenseId"
    from unnest(
      ${places.map((place) => place.districtId)}::uuid[], ${places.map((place) => place.licenseId)}::uuid[]
    ) as place (district_id, license_id)
    left join member_search_position p on p.district_id = place.district_id and p.license_id = place.license_id
    where exists (
      select 1 from event e
      where e.district_id = place.district_id and e.license_id = place.license_id
        and e.seq > coalesce(p.seq, 0) and e.type = any (${searchedTypes})
    ) and not ${isBeingFilled('place.district_id', 'place.license_id')}
  `);
}

/** Licences whose number is ahead of what is searched. */
async function findBehind(db: Database): Promise<LicensePlace[]> {
  return db.systemStatement(sql<LicensePlace>`
    select l.district_id as "districtId", l.id as "licenseId"
    from license l left join member_search_position p on p.district_id = l.district_id and p.license_id = l.id
    where l.seq > coalesce(p.seq, 0) and not ${isBeingFilled('l.district_id', 'l.id')}
    order by l.district_id, l.id limit ${sweepLimit}
  `);
}
