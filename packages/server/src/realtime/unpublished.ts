import { audience } from '@rollcall/core/events/audience.ts';
import { eventType } from '@rollcall/core/events/catalog.ts';
import type { Epoch } from '@rollcall/core/ids.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
import type { HeardInboxRow } from './heard-inboxes.ts';
import { liveSessionsOf } from './live-sessions.ts';
import { readersOf } from './readers.ts';
import { eventColumns, eventParts, type StoredEvent } from './stored-event.ts';

/** Events told at a time at most. */
const eventLimit = 500;
/** How long a process has to tell what it has written. In s. */
const ownTimeS = 1;
/** The people of an event that names no more rows than this come along with it; of others they are looked up. */
export const peopleAlong = 10;

/** What waits to be told, as of one moment. */
export interface Unpublished {
  readonly epoch: Epoch;
  readonly events: readonly StoredEvent[];
  /** Inboxes of the people whose rows the small events name, with the licence whose event it was. */
  readonly inboxes: readonly { readonly licenseId: string; readonly row: HeardInboxRow }[];
  /** True when more is waiting. */
  readonly more: boolean;
}

/** Which of the unpublished events to read, oldest first. */
type Which = RawBuilder<unknown>;

/** Of these licences, whoever wrote them. */
export function ofLicenses(places: readonly LicensePlace[]): Which {
  return sql`(district_id, license_id) in (
    select * from unnest(
      ${places.map((place) => place.districtId)}::uuid[], ${places.map((place) => place.licenseId)}::uuid[]
    )
  )`;
}

/**
 * Those that their own process should have told by now and has not: it has died, or it is one that tells nobody, as
 * the command line. What is younger is left to it: told and marked from here, its own clients would miss it.
 */
export function leftBehind(heldBack: readonly string[]): Which {
  return sql`created_at < now() - make_interval(secs => ${ownTimeS}) and license_id <> all (${[...heldBack]}::uuid[])`;
}

const quietTypes = eventType.options.filter((type) => audience[type].people !== 'members');

interface Row extends Omit<StoredEvent, 'seq'>, InboxColumns {
  readonly eventSeq: number;
  readonly epoch: Epoch;
}
type InboxColumns = { readonly [Column in keyof HeardInboxRow]: HeardInboxRow[Column] | null };

/**
 * Reads what waits, and with it the inboxes that most events change: one statement, so one round trip and one
 * moment of the database: who may hear, and what there is to hear. Null when nothing waits.
 */
export async function readUnpublished(db: Database, which: Which): Promise<Unpublished | null> {
  const rows = await db.systemStatement(sql<Row>`
    select ${eventColumns}, e.seq as "eventSeq", i.*, (select epoch from installation) as epoch
    from (
      select ${eventParts} from event where published_at is null and ${which}
      order by district_id, license_id, seq limit ${eventLimit}
    ) e
    left join lateral (
      select inbox.*, live.sessions, now() as database_now
      from jsonb_array_elements_text(
        case when e.named <= ${peopleAlong} and e.type <> all (${quietTypes}::text[]) then e.ids else '[]'::jsonb end
      ) as listed (id)
      join member m on m.id = listed.id::uuid and (m.district_id = e.district_id and m.license_id = e.license_id) is true
      cross join lateral (${readersOf('m')}) reader
      cross join lateral (${liveSessionsOf('reader.id')}) live
      cross join lateral inbox_of(array[reader.id]) inbox
      where live.sessions is not null
    ) i on true
    order by e.district_id, e.license_id, e.seq
  `);
  const [any] = rows;
  if (any === undefined) return null;
  const events: StoredEvent[] = [];
  const inboxes: { licenseId: string; row: HeardInboxRow }[] = [];
  for (const row of rows) {
    const { districtId, licenseId, eventSeq: seq, type, named, memberIds, runId } = row;
    const last = events.at(-1);
    if (last?.licenseId !== licenseId || last.seq !== seq)
      events.push({ districtId, licenseId, seq, type, named, memberIds, runId });
    if (hasInbox(row)) inboxes.push({ licenseId, row });
  }
  const more = events.length === eventLimit;
  return { epoch: any.epoch, events, inboxes, more };
}

/** The left join gives nulls where an event changes nobody's inbox. */
function hasInbox(row: InboxColumns): row is HeardInboxRow {
  return row.person_id !== null;
}

/** Licences that have something to tell, some hundreds at a time. */
export async function placesOfUnpublished(db: Database, which: Which): Promise<LicensePlace[]> {
  return db.systemStatement(sql<LicensePlace>`
    select distinct district_id as "districtId", license_id as "licenseId" from event where published_at is null and ${which} limit ${eventLimit}
  `);
}

/** Marks events as told: of each licence, those from the first to the last. */
export async function markTold(
  db: Database,
  told: readonly { readonly districtId: string; readonly licenseId: string; first: number; last: number }[],
): Promise<void> {
  await db.systemStatement(sql`
    update event set published_at = now()
    from unnest(
      ${told.map(({ districtId }) => districtId)}::uuid[],
      ${told.map(({ licenseId }) => licenseId)}::uuid[],
      ${told.map(({ first }) => first)}::bigint[],
      ${told.map(({ last }) => last)}::bigint[]
    ) as told (district_id, license_id, first, last)
    where event.district_id = told.district_id and event.license_id = told.license_id
      and event.seq between told.first and told.last and event.published_at is null
  `);
}
