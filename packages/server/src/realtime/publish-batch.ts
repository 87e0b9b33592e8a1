import { audience } from '@rollcall/core/events/audience.ts';
import type { EventType } from '@rollcall/core/events/catalog.ts';
import { membersOf } from '@rollcall/core/events/catalog.ts';
import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { PersonId } from '@rollcall/core/ids.ts';
import type { Inbox } from '@rollcall/core/inbox/contract.ts';
import { sql } from 'kysely';
import type { Database, SystemTx } from '../db/tx.ts';
import { readEpoch, readInboxes } from '../views/inbox.ts';
import { buildPackets, type StoredEvent } from './packet.ts';

/** Events told in one transaction at most. */
const batchLimit = 2_000;

/** Where packets and inboxes go. */
export interface Publisher {
  packet(packet: LicensePacket): void;
  inbox(person: PersonId, inbox: Inbox): void;
  /** People with an open connection here: nobody else's inbox needs to be read. */
  connectedPeople(): ReadonlySet<PersonId>;
  /** Grants of these licences were taken back: whoever lost theirs stops hearing before the next packet. */
  dropFormerAdmins(licenseId: string, admins: ReadonlySet<string>): void;
  /** Sessions that were ended lately, by anybody. */
  dropSessions(sessionIds: readonly string[]): void;
}

/**
 * Tells the oldest unpublished events and marks them, in one transaction; returns how many. A crash between the
 * emit and the mark repeats the emit, which clients ignore (SPEC F03). Another node that publishes at the same
 * time waits for the row locks and then finds nothing left.
 */
export async function publishBatch(db: Database, publisher: Publisher): Promise<number> {
  return db.withSystemTx(async (tx) => {
    await dropEndedSessions(tx, publisher);
    const { rows: events } = await sql<StoredEvent>`
      select district_id, license_id, seq, type, payload from event
      where published_at is null
      order by district_id, license_id, seq
      limit ${batchLimit}
      for update
    `.execute(tx);
    if (events.length === 0) return 0;
    await dropFormerAdmins(tx, publisher, events);
    const epoch = await readEpoch(tx);
    for (const packet of await buildPackets(tx, events, epoch)) publisher.packet(packet);
    const people = await peopleConcerned(tx, events, publisher.connectedPeople());
    if (people.length > 0) {
      for (const [person, inbox] of await readInboxes(tx, people)) publisher.inbox(person, inbox);
    }
    await sql`
      update event set published_at = now()
      from unnest(
        ${events.map((event) => event.district_id)}::uuid[],
        ${events.map((event) => event.license_id)}::uuid[],
        ${events.map((event) => event.seq)}::bigint[]
      ) as told (district_id, license_id, seq)
      where event.district_id = told.district_id and event.license_id = told.license_id and event.seq = told.seq
    `.execute(tx);
    return events.length;
  });
}

/** A session ended on another node, or by the command line, is closed here before anything more is sent to it. */
async function dropEndedSessions(tx: SystemTx, publisher: Publisher): Promise<void> {
  const ended = await tx
    .selectFrom('session')
    .select('id')
    .where('revoked_at', '>', sql<Date>`now() - interval '30 seconds'`)
    .execute();
  if (ended.length > 0) publisher.dropSessions(ended.map((row) => row.id));
}

async function dropFormerAdmins(
  tx: SystemTx,
  publisher: Publisher,
  events: readonly StoredEvent[],
): Promise<void> {
  const revoked = events.filter((event) => event.type === 'admin.revoked');
  const places = new Map(revoked.map((event) => [event.license_id, event.district_id]));
  for (const [licenseId, districtId] of places) {
    const admins = await tx
      .selectFrom('license_admin')
      .select('person_id')
      .where('district_id', '=', districtId)
      .where('license_id', '=', licenseId)
      .where('person_id', 'is not', null)
      .execute();
    publisher.dropFormerAdmins(licenseId, new Set(admins.flatMap((row) => row.person_id ?? [])));
  }
}

/** Connected people whose standing the events may have changed. */
async function peopleConcerned(
  tx: SystemTx,
  events: readonly StoredEvent[],
  connected: ReadonlySet<PersonId>,
): Promise<PersonId[]> {
  if (connected.size === 0) return [];
  const to = (who: 'members' | 'everyMember') =>
    events.filter((event) => audience[event.type as EventType].people === who);
  const ofRows = to('members');
  const ofLicenses = to('everyMember');
  if (ofRows.length + ofLicenses.length === 0) return [];
  const { rows } = await sql<{ person_id: PersonId }>`
    select distinct m.person_id from member m
    where m.person_id = any (${[...connected]}::uuid[]) and (
      (m.district_id = any (${ofRows.map((event) => event.district_id)}::uuid[])
        and m.license_id = any (${ofRows.map((event) => event.license_id)}::uuid[])
        and m.id = any (${ofRows.flatMap((event) => membersOf(event.payload))}::uuid[]))
      or (m.district_id = any (${ofLicenses.map((event) => event.district_id)}::uuid[])
        and m.license_id = any (${ofLicenses.map((event) => event.license_id)}::uuid[]))
    )
  `.execute(tx);
  return rows.map((row) => row.person_id);
}
