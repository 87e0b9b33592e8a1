import { setTimeout as wait } from 'node:timers/promises';
import type { LicenseId, RequestId } from '@rollcall/core/ids.ts';
import { type RawBuilder, sql } from 'kysely';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { runLicenseCommand } from '../../commands/run-license-command.ts';
import { openUpstream } from '../../connections/access.ts';
import { type ConnectionPlace, connectionKey } from '../../connections/connection-row.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { allPages } from '../../integrations/all-pages.ts';
import {
  type FoundPerson,
  type FoundUnit,
  type Page,
  SyncFailure,
  type Upstream,
} from '../../integrations/upstream.ts';
import { planOuRead } from '../../sync/plan-ou-read.ts';
import { savedSelection, storedTree, storeItems } from '../../sync/stored-items.ts';
import { withUpstream } from './open-connection.ts';

/** Without a word from whoever counts for this long, somebody else may. Each page is a word. In seconds. */
const wordS = 150;
/** Failures of one page in a row, and beginnings, after which counting is given up. */
const triesOfPage = 5;
const beginnings = 3;
/** Pages of a directory, at most: ten million people. */
const pageLimit = 20_000;

/**
 * Begins to count the people of each OU, unless somebody does already: Google has no number, so the whole directory is
 * read, page by page, beside everything else. Returns when it has begun.
 */
export async function countPeople(
  app: AppContext,
  who: SignedIn,
  input: { readonly licenseId: LicenseId; readonly requestId: RequestId },
): Promise<{ ok: true }> {
  const { licenseId, requestId } = input;
  await withUpstream(app, who, { licenseId, source: 'ou' }, async ({ place, upstream, signal }) => {
    const units = await upstream.orgUnits(signal);
    const items = units.map((unit) => ({ ...unit, state: 'there' as const }));
    const command = { licenseId, requestId, action: 'sync.control', body: { verb: 'count' } } as const;
    // Whether it was begun here stays out of the answer, which is kept for repeats.
    let begun = false;
    await runLicenseCommand(app, who, command, async ({ tx }) => {
      const claimed = await tx
        .updateTable('connection')
        .set({ counting_until: nextWord(), counting_people: 0, count_problem: null })
        .where((where) => where.and(connectionKey(place)))
        .where((where) =>
          where.or([where('counting_until', 'is', null), where('counting_until', '<=', sql<Date>`now()`)]),
        )
        .executeTakeFirst();
      begun = claimed.numUpdatedRows > 0n;
      if (begun) await storeItems(tx, place, 'ou', items, await keptUnits(tx, place, units), true);
      return { ok: true };
    });
    // Not awaited: it takes minutes, and says itself how it went.
    if (begun) void countAll(app, place);
  });
  return { ok: true };
}

/** What has vanished of the choice, with all that was below it: their people stay, so they are not forgotten (SPEC SYNC-6). */
async function keptUnits(
  tx: DistrictTx,
  place: ConnectionPlace,
  units: readonly FoundUnit[],
): Promise<readonly string[]> {
  const saved = await savedSelection(tx, place, 'ou');
  if (saved.source !== 'ou') throw new Error('What is saved of OUs is of another source');
  return planOuRead(units, saved, await storedTree(tx, place)).kept;
}

function nextWord(): RawBuilder<Date> {
  return sql<Date>`clock_timestamp() + make_interval(secs => ${wordS})`;
}

/** Counts to the end, and writes the numbers or what went wrong. Ends when the server stops. Never rejects. */
async function countAll(app: AppContext, place: ConnectionPlace): Promise<void> {
  try {
    const upstream = await openUpstream(app, place, 'ou', app.stopping);
    const counted = await countOnceComplete(app, place, upstream);
    if (counted !== null) await writeCounts(app, place, counted);
  } catch (error) {
    if (app.stopping.aborted) return;
    const problem = error instanceof SyncFailure ? error.problem : null;
    app.log.warn({ problem, err: problem === null ? error : undefined }, 'people could not be counted');
    await giveUp(app, place, problem).catch((err: unknown) => app.log.warn({ err }, 'nor was that written'));
  }
}

/** Active people by the path of their OU. Null when the connection went away meanwhile. */
async function countOnceComplete(
  app: AppContext,
  place: ConnectionPlace,
  upstream: Upstream,
): Promise<Map<string, number> | null> {
  for (let beginning = 1; ; beginning += 1) {
    try {
      return await countFromStart(app, place, upstream);
    } catch (error) {
      if (!(error instanceof SyncFailure) || !error.restart || beginning === beginnings) throw error;
    }
  }
}

async function countFromStart(
  app: AppContext,
  place: ConnectionPlace,
  upstream: Upstream,
): Promise<Map<string, number> | null> {
  const counts = new Map<string, number>();
  let people = 0;
  for await (const page of allPages(pageLimit, (token) => readPage(upstream, token, app.stopping))) {
    for (const { active, unitPath } of page.items) {
      if (!active || unitPath === null) continue;
      counts.set(unitPath, (counts.get(unitPath) ?? 0) + 1);
      people += 1;
    }
    if (!(await sayHowFar(app, place, people))) return null;
  }
  return counts;
}

async function readPage(
  upstream: Upstream,
  token: string | null,
  signal: AbortSignal,
): Promise<Page<FoundPerson>> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await upstream.allPeople(token, signal);
    } catch (error) {
      const again = error instanceof SyncFailure && !error.restart ? error.retryAfterMs : null;
      if (again === null || tries === triesOfPage) throw error;
      await wait(Math.min(wordS * 500, again * 2 ** (tries - 1)), undefined, { signal });
    }
  }
}

/** False when there is no such connection any more. */
async function sayHowFar(app: AppContext, place: ConnectionPlace, people: number): Promise<boolean> {
  const said = await app.db.withTx({ district: place.districtId }, (tx) =>
    tx
      .updateTable('connection')
      .set({ counting_until: nextWord(), counting_people: people })
      .where((where) => where.and(connectionKey(place)))
      .executeTakeFirst(),
  );
  return said.numUpdatedRows > 0n;
}

const noCounting = { counting_until: null, counting_people: null };

async function writeCounts(
  app: AppContext,
  place: ConnectionPlace,
  counts: ReadonlyMap<string, number>,
): Promise<void> {
  await app.db.withTx({ district: place.districtId }, async (tx) => {
    await tx
      .updateTable('connection')
      .set({ ...noCounting, counted_at: sql<Date>`now()` })
      .where((where) => where.and(connectionKey(place)))
      .execute();
    await sql`
      update sync_item i set people = coalesce(c.people, 0)
      from sync_item o
      left join unnest(${[...counts.keys()]}::text[], ${[...counts.values()]}::int[]) as c (path, people)
        on c.path = o.path
      where o.district_id = ${place.districtId} and o.license_id = ${place.licenseId} and o.source = ${place.source}
        and i.district_id = o.district_id and i.license_id = o.license_id and i.source = o.source
        and i.item_id = o.item_id and o.state = 'there'
        and i.people is distinct from coalesce(c.people, 0)
    `.execute(tx);
  });
}

async function giveUp(
  app: AppContext,
  place: ConnectionPlace,
  problem: SyncFailure['problem'] | null,
): Promise<void> {
  await app.db.withTx({ district: place.districtId }, (tx) =>
    tx
      .updateTable('connection')
      .set({
        ...noCounting,
        // A defect of ours is logged; whoever counts again comes upon nothing that they could do about it.
        count_problem: problem,
      })
      .where((where) => where.and(connectionKey(place)))
      .execute(),
  );
}
