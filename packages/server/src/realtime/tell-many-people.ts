import type { Epoch, PersonId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { Database } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
import { readHeardInboxes } from './heard-inboxes.ts';
import type { Publisher } from './publisher.ts';
import { readersOf } from './readers.ts';
import { peopleOf, type StoredEvent } from './stored-event.ts';
import { peopleAlong } from './unpublished.ts';

/** Inboxes read in one query. */
const inboxPortion = 200;
/** Connected people looked up in one query. */
const lookUpPortion = 2_000;

/**
 * Tells the connected people of events that name many, or that concern everybody on their licence. In portions, so
 * that one renewal of a large licence is neither one query nor one pause of everything else.
 */
export async function tellManyPeople(
  db: Database,
  publisher: Publisher,
  events: readonly StoredEvent[],
  epoch: Epoch,
): Promise<void> {
  const everybody = events.filter((event) => peopleOf(event) === 'everyMember');
  const many = events.filter(
    (event) => peopleOf(event) === 'members' && event.named !== null && event.named > peopleAlong,
  );
  if (everybody.length + many.length === 0) return;
  const concerned = new Set<PersonId>();
  for (const event of many) {
    for (const person of await peopleNamed(db, event))
      if (publisher.isConnected(person)) concerned.add(person);
  }
  for (const person of await connectedPeopleOn(db, publisher, everybody)) concerned.add(person);
  await tellInboxes(db, publisher, [...concerned], epoch);
}

/** Tells everybody who is connected and on one of these licences. */
export async function tellEverybodyOn(
  db: Database,
  publisher: Publisher,
  places: readonly LicensePlace[],
  epoch: Epoch,
): Promise<void> {
  await tellInboxes(db, publisher, await connectedPeopleOn(db, publisher, places), epoch);
}

async function tellInboxes(
  db: Database,
  publisher: Publisher,
  people: readonly PersonId[],
  epoch: Epoch,
): Promise<void> {
  for (const portion of portions(people, inboxPortion)) {
    for (const [person, heard] of await readHeardInboxes(db, portion, epoch)) publisher.inbox(person, heard);
  }
}

async function connectedPeopleOn(
  db: Database,
  publisher: Publisher,
  places: readonly LicensePlace[],
): Promise<PersonId[]> {
  if (places.length === 0) return [];
  const found: PersonId[] = [];
  for (const portion of portions(publisher.connectedPeople(), lookUpPortion)) {
    found.push(...(await peopleOn(db, portion, places)));
  }
  return found;
}

/** Those of the people whose inbox has one of the licences: also who has left it within the day. */
async function peopleOn(
  db: Database,
  people: readonly PersonId[],
  places: readonly LicensePlace[],
): Promise<PersonId[]> {
  const rows = await db.systemStatement(sql<{ person_id: PersonId }>`
    with place as materialized (
      select * from unnest(
        ${places.map((place) => place.districtId)}::uuid[], ${places.map((place) => place.licenseId)}::uuid[]
      ) as p (district_id, license_id)
    )
    select person_id from member
    where person_id = any (${[...people]}::uuid[]) and (ended_at is null or ended_at > now() - interval '1 day')
      and (district_id, license_id) in (select district_id, license_id from place)
    union
    select person_id from lti_user
    where person_id = any (${[...people]}::uuid[]) and member_id is not null
      and (district_id, license_id) in (select district_id, license_id from place)
  `);
  return rows.map((row) => row.person_id);
}

/** The people whose rows one event names. The list of ids stays in the database: it may be long. */
async function peopleNamed(db: Database, event: StoredEvent): Promise<PersonId[]> {
  const rows = await db.systemStatement(sql<{ person_id: PersonId }>`
    select distinct reader.id as person_id
    from event e
    left join run_batch b on b.district_id = e.district_id and b.license_id = e.license_id
      and b.run_id = (e.payload ->> 'runId')::uuid and b.batch_no = (e.payload ->> 'batch')::integer
    cross join lateral unnest(coalesce(b.changed_ids, array(
      select listed::uuid from jsonb_array_elements_text(e.payload -> 'memberIds') listed
    ))) as named (id)
    join member m on m.id = named.id and (m.district_id = e.district_id and m.license_id = e.license_id) is true
    cross join lateral (${readersOf('m')}) reader
    where e.district_id = ${event.districtId} and e.license_id = ${event.licenseId} and e.seq = ${event.seq}
      and reader.id is not null
  `);
  return rows.map((row) => row.person_id);
}

function* portions<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
