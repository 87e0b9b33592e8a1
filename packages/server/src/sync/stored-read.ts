import { createHash } from 'node:crypto';
import { sql, type UpdateObject } from 'kysely';
import type { DB } from '../db/schema.gen.ts';
import type { DistrictTx } from '../db/tx.ts';
import type { RunPlace } from '../jobs/run-lease.ts';
import { incomplete } from './incomplete.ts';
import type { PagePerson } from './page-people.ts';
import { firstPlace, type ReadPlace, type ReadPlan, readPlace, readPlan } from './read-plan.ts';

/** A generation in progress. */
export interface StoredRead {
  /** Null: it has not begun, or begins anew. */
  readonly plan: ReadPlan | null;
  /** Null: everything is read. */
  readonly place: ReadPlace | null;
  readonly pages: number;
  readonly people: number;
  readonly tries: number;
  readonly restarts: number;
  /** How long it has been under way. In ms. */
  readonly ageMs: number;
}

/** Pages of a generation, at most: a source that never ends is not read to its end. */
const pageLimit = 20_000;

const keyOf = (run: RunPlace) => ({
  district_id: run.districtId,
  license_id: run.licenseId,
  run_id: run.runId,
});

export async function findRead(tx: DistrictTx, run: RunPlace): Promise<StoredRead | undefined> {
  const row = await tx
    .selectFrom('sync_read')
    .select(['plan', 'place', 'pages', 'people', 'tries', 'restarts'])
    .select(sql<number>`extract(epoch from clock_timestamp() - begun_at)::float8 * 1000`.as('ageMs'))
    .where((where) => where.and(keyOf(run)))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const hasBegun = Object.keys(row.plan as object).length > 0;
  return {
    ...row,
    plan: hasBegun ? readPlan.parse(row.plan) : null,
    place: row.place === null ? null : readPlace.parse(row.place),
  };
}

/** A new generation, in which nothing has been read. */
export async function insertRead(tx: DistrictTx, run: RunPlace): Promise<void> {
  await tx
    .insertInto('sync_read')
    .values({ ...keyOf(run), begun_at: sql<Date>`clock_timestamp()` })
    .execute();
}

/** Says what the generation reads. */
export async function beginPages(tx: DistrictTx, run: RunPlace, plan: ReadPlan): Promise<void> {
  await update(tx, run, {
    plan: JSON.stringify(plan),
    place: plan.parts.length > 0 ? JSON.stringify(firstPlace) : null,
    tries: 0,
  });
}

/**
 * The place behind a page. Null at the end. Throws SyncFailure `incomplete` where the tokens go round in circles, or the
 * pages never end.
 */
export function placeAfter(
  read: StoredRead,
  at: ReadPlace,
  plan: ReadPlan,
  next: string | null,
): ReadPlace | null {
  if (read.pages >= pageLimit) throw incomplete();
  if (next === null) {
    const part = at.part + 1;
    return part < plan.parts.length ? { ...firstPlace, part } : null;
  }
  return { part: at.part, pageToken: next, mark: markBehind(at, next) };
}

function markBehind({ pageToken, mark }: ReadPlace, next: string): ReadPlace['mark'] {
  const print = createHash('sha256').update(next).digest('base64url').slice(0, 10);
  if (next === pageToken || print === mark?.print) throw incomplete();
  if (mark === null) return { print, every: 1, left: 1 };
  if (mark.left > 1) return { ...mark, left: mark.left - 1 };
  return { print, every: mark.every * 2, left: mark.every * 2 };
}

/** Keeps a page, and where the read goes on behind it; returns the generation as it is then. */
export async function keepPage(
  tx: DistrictTx,
  run: RunPlace,
  read: StoredRead,
  people: readonly PagePerson[],
  next: ReadPlace | null,
): Promise<StoredRead> {
  if (people.length > 0) await insertPage(tx, run, read.pages, people);
  const counts = { pages: read.pages + 1, people: read.people + people.length, tries: 0 };
  await update(tx, run, { place: next === null ? null : JSON.stringify(next), ...counts });
  return { ...read, ...counts, place: next };
}

async function insertPage(
  tx: DistrictTx,
  run: RunPlace,
  pageNo: number,
  people: readonly PagePerson[],
): Promise<void> {
  await tx
    .insertInto('sync_page')
    .values({
      ...keyOf(run),
      page_no: pageNo,
      external_ids: people.map(({ externalId }) => externalId),
      item_ids: people.map(({ itemId }) => itemId),
      emails: people.map(({ email }) => email) as string[],
      shown: people.map(({ shown }) => shown) as string[],
      names: people.map(({ name }) => name) as string[],
      user_types: people.map(({ userType }) => userType),
    })
    .execute();
}

/** The present page could not be read once more. */
export async function countTry(tx: DistrictTx, run: RunPlace): Promise<void> {
  await update(tx, run, { tries: sql`tries + 1` });
}

/** Throws away what was read: everything is read anew. */
export async function restartRead(tx: DistrictTx, run: RunPlace): Promise<void> {
  await deletePages(tx, run);
  await update(tx, run, {
    plan: '{}',
    place: null,
    pages: 0,
    people: 0,
    tries: sql`tries + 1`,
    restarts: sql`restarts + 1`,
  });
}

/** The pages have done what they are for. */
export async function deletePages(tx: DistrictTx, run: RunPlace): Promise<void> {
  await tx
    .deleteFrom('sync_page')
    .where((where) => where.and(keyOf(run)))
    .execute();
}

/** Nothing of the generation is kept but that it was complete, and when. */
export async function endRead(tx: DistrictTx, run: RunPlace): Promise<void> {
  await deletePages(tx, run);
  await update(tx, run, { plan: '{}', place: null, complete_at: sql`clock_timestamp()` });
}

async function update(tx: DistrictTx, run: RunPlace, columns: UpdateObject<DB, 'sync_read'>): Promise<void> {
  await tx
    .updateTable('sync_read')
    .set(columns)
    .where((where) => where.and(keyOf(run)))
    .execute();
}
