import { type EventType, eventType } from '@rollcall/core/events/catalog.ts';
import type { SeatCounts } from '@rollcall/core/licenses/seats.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Database, SystemTx } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
import { countsOf } from '../license-row/seat-counts.ts';

/** Whether an event may change what is found: who is on the list, their names, who added them. */
const changesSearch: Readonly<Record<EventType, boolean>> = {
  'member.added': true,
  'member.withdrawn': true,
  'member.removed': true,
  'member.identified': true,
  'run.applied': true,
  'member.joined': false,
  'member.declined': false,
  'member.reminded': false,
  'member.dismissed': false,
  'member.shown': false,
  'run.confirmed': false,
  'run.ended': false,
  'link.changed': false,
  'features.changed': false,
  'member.featuresChanged': false,
  'term.noticed': false,
  'mail.reported': false,
  'lms.changed': false,
  'lms.failed': false,
  'lms.rosterRead': false,
  'assignment.changed': false,
  'list.exported': false,
  'sync.connected': false,
  'sync.disconnected': false,
  'sync.saved': false,
  'sync.paused': false,
  'sync.failed': false,
  'exclusion.changed': false,
  'domains.changed': false,
  'license.renewed': false,
  'license.keyChanged': false,
  'admin.granted': false,
  'admin.revoked': false,
};
export const searchedTypes = eventType.options.filter((type) => changesSearch[type]);

/** People whose text is written in one transaction. */
const portionRows = 10_000;
/** Events looked at for one portion. */
const eventLimit = 500;

/** The text of rows `m`, as columns of `member_search`. */
const searchColumns = sql`
  m.district_id, m.license_id, m.id as member_id, member_search_text(m.email, m.name) as text,
  split_part(m.email, '@', 2) as domain, m.added_by, m.added_at
`;
/**
 * Rows that are on the list. Spelled so that no index of live rows fits: before a table that has just grown is analysed,
 * each index that begins with the licence promises one row, and the primary key would not be the one taken.
 */
const isLive = sql`num_nulls(m.ended_at) = 1`;

/** Writes `rows` (of `searchColumns`). What is right already is not written again. */
const writeText = (rows: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  insert into member_search as known (district_id, license_id, member_id, text, domain, added_by, added_at)
  ${rows}
  on conflict (district_id, license_id, member_id)
    do update set text = excluded.text, added_by = excluded.added_by, added_at = excluded.added_at
    where (known.text, known.added_by, known.added_at)
      is distinct from (excluded.text, excluded.added_by, excluded.added_at)
`;

/**
 * Brings what is searched of one licence one portion nearer to its events. True when there may be more. Events are
 * taken in order under the lock of the licence's position, so two nodes that do the same do it one after the other.
 */
export async function indexNextPortion(db: Database, place: LicensePlace): Promise<boolean> {
  const next = await db.withSystemTx(async (tx) => {
    const position = await lockPosition(tx, place);
    const portion = await nextPortion(tx, place, position);
    if (portion === null || portion.isBroken) return portion;
    await indexRows(tx, place, portion.from, portion.to);
    await writePosition(tx, place, portion.to);
    return portion;
  });
  if (next === null) return false;
  if (next.isBroken) await indexWholeLicense(db, place);
  return true;
}

interface Portion {
  readonly from: number;
  readonly to: number;
  /** Events between the position and the first one left are gone: what they changed is not known. */
  readonly isBroken: boolean;
}

async function lockPosition(tx: SystemTx, place: LicensePlace): Promise<number> {
  const key = { district_id: place.districtId, license_id: place.licenseId };
  await tx
    .insertInto('member_search_position')
    .values({ ...key, seq: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tx
    .selectFrom('member_search_position')
    .select('seq')
    .where((where) => where.and(key))
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.seq;
}

/** The events that follow the position, as many as name a portion of people; at least one. Null when there is none. */
async function nextPortion(tx: SystemTx, place: LicensePlace, position: number): Promise<Portion | null> {
  const { rows } = await sql<{ seq: number; named: number }>`
    select seq, coalesce(jsonb_array_length(nullif(payload -> 'memberIds', 'null')), (payload ->> 'changed')::int, 0) as named
    from event
    where district_id = ${place.districtId} and license_id = ${place.licenseId} and seq > ${position}
    order by seq limit ${eventLimit}
  `.execute(tx);
  const [first] = rows;
  if (first === undefined) return null;
  let to = first.seq;
  let sum = first.named;
  for (const { seq, named } of rows.slice(1)) {
    sum += named;
    if (sum > portionRows) break;
    to = seq;
  }
  return { from: first.seq, to, isBroken: first.seq !== position + 1 };
}

async function writePosition(tx: SystemTx, place: LicensePlace, seq: number): Promise<void> {
  await tx
    .updateTable('member_search_position')
    .set({ seq })
    .where((where) => where.and({ district_id: place.districtId, license_id: place.licenseId }))
    .execute();
}

/** The rows that these events name, as they are now. What is right already is not written again. */
async function indexRows(tx: SystemTx, place: LicensePlace, from: number, to: number): Promise<void> {
  const of = (table: string): RawBuilder<unknown> =>
    sql`${sql.ref(`${table}.district_id`)} = ${place.districtId} and ${sql.ref(`${table}.license_id`)} = ${place.licenseId}`;
  await sql`
    with told as (
      select payload from event e
      where ${of('e')} and seq between ${from} and ${to} and type = any (${searchedTypes})
    ), named as materialized (
      select listed.id::uuid as id
      from told cross join lateral jsonb_array_elements_text(nullif(payload -> 'memberIds', 'null')) as listed (id)
      union
      select unnest(b.changed_ids)
      from told join run_batch b on ${of('b')}
        and b.run_id = (payload ->> 'runId')::uuid and b.batch_no = (payload ->> 'batch')::int
      where payload -> 'memberIds' = 'null'
    ), now_is as materialized (
      select ${searchColumns} from named join member m on ${of('m')} and m.id = named.id
      where ${isLive} order by m.id
    ), gone as (
      delete from member_search s
      where ${of('s')} and s.member_id = any (array(select id from named except select member_id from now_is))
    )
    ${writeText(sql`select * from now_is`)}
  `.execute(tx);
}

/**
 * Writes what is searched of all people of a licence: where its events do not tell of all of them. What happens
 * meanwhile is found afterwards, from the position at which this began.
 */
export async function indexWholeLicense(db: Database, place: LicensePlace): Promise<void> {
  const begun = await db.withSystemTx(async (tx) => {
    await lockPosition(tx, place);
    const row = await tx
      .selectFrom('license')
      .selectAll()
      .where((where) => where.and({ district_id: place.districtId, id: place.licenseId }))
      .executeTakeFirstOrThrow();
    return { seq: row.seq, isShort: countOf(countsOf(row)) <= portionRows };
  });
  if (begun.isShort) await db.withSystemTx((tx) => indexRange(tx, place, everyId, sql`m.ended_at is null`));
  else await indexByPortions(db, place);
  await db.withSystemTx(async (tx) => {
    await lockPosition(tx, place);
    await writePosition(tx, place, begun.seq);
  });
}

function countOf(counts: SeatCounts): number {
  return Object.values(counts).reduce(
    (sum, { accepted, invited, rejected }) => sum + accepted + invited + rejected,
    0,
  );
}

/**
 * A long licence in the order of the ids, whose index is of all licences: a short one is found by an index of its own,
 * or a few people would be looked for among everybody.
 */
async function indexByPortions(db: Database, place: LicensePlace): Promise<void> {
  let after: string | null = null;
  do {
    const last: string | null = after;
    after = await db.withSystemTx((tx) => indexNextRows(tx, place, last));
  } while (after !== null);
}

/** One portion in the order of the ids. Returns the last of them; null at the end. */
async function indexNextRows(
  tx: SystemTx,
  place: LicensePlace,
  after: string | null,
): Promise<string | null> {
  const from = after ?? everyId.from;
  const { rows } = await sql<{ last: string | null }>`
    select max(id::text)::uuid as last from (
      select id from member
      where district_id = ${place.districtId} and license_id = ${place.licenseId} and id > ${from}::uuid
      order by id limit ${portionRows}
    ) these
  `.execute(tx);
  const last = rows[0]?.last ?? null;
  // Behind the last row nothing but what has been erased can still be searched.
  const range = { from, to: last ?? everyId.to };
  await indexRange(
    tx,
    place,
    range,
    sql`m.id > ${range.from}::uuid and m.id <= ${range.to}::uuid and ${isLive}`,
  );
  return last;
}

interface IdRange {
  readonly from: string;
  readonly to: string;
}
const everyId: IdRange = {
  from: '00000000-0000-0000-0000-000000000000',
  to: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
};

/** Makes what is searched in a range of ids the text of the rows `m` that are in it and on the list. */
async function indexRange(
  tx: SystemTx,
  place: LicensePlace,
  { from, to }: IdRange,
  inRange: RawBuilder<unknown>,
): Promise<void> {
  const live = sql`
    from member m where m.district_id = ${place.districtId} and m.license_id = ${place.licenseId} and ${inRange}
  `;
  await sql`
    delete from member_search
    where district_id = ${place.districtId} and license_id = ${place.licenseId} and member_id = any (array(
      select member_id from member_search
      where district_id = ${place.districtId} and license_id = ${place.licenseId}
        and member_id > ${from}::uuid and member_id <= ${to}::uuid
      except select m.id ${live}
    ))
  `.execute(tx);
  await writeText(sql`select ${searchColumns} ${live} order by m.id`).execute(tx);
}
