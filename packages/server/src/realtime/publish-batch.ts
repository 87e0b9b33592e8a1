import type { LicenseId } from '@rollcall/core/ids.ts';
import type { RawBuilder } from 'kysely';
import type { Database } from '../db/tx.ts';
import { heardInbox } from './heard-inboxes.ts';
import { readLicenseStates } from './license-states.ts';
import { packetOf } from './packet.ts';
import type { Publisher } from './publisher.ts';
import { namedRows, namedRuns, type StoredEvent } from './stored-event.ts';
import { tellManyPeople } from './tell-many-people.ts';
import { markTold, readUnpublished, type Unpublished } from './unpublished.ts';

export interface Published {
  readonly told: number;
  /** Licences whose events could not be told and stay unpublished, with what went wrong. */
  readonly failed: ReadonlyMap<string, unknown>;
  /** True when more is waiting than a batch holds. */
  readonly more: boolean;
}

/**
 * Tells events and marks them; a crash between repeats the telling, which clients ignore (SPEC F03). People first:
 * their pop-up waits for nothing else. One licence that cannot be told keeps none of the others from being told.
 */
export async function publishBatch(
  db: Database,
  publisher: Publisher,
  which: RawBuilder<unknown>,
): Promise<Published> {
  const unpublished = await readUnpublished(db, which);
  if (unpublished === null) return { told: 0, failed: new Map(), more: false };
  const { events, more } = unpublished;
  const failed = new Map<string, unknown>();
  tellPeople(publisher, unpublished, failed);
  const byLicense = Map.groupBy(events, (event) => event.licenseId);
  await tellAdmins(db, publisher, byLicense, failed);
  await tellManyPeople(db, publisher, events, unpublished.epoch);

  const told = [...byLicense].filter(([licenseId]) => !failed.has(licenseId)).map(([, some]) => some);
  if (told.length > 0) await markTold(db, told.flatMap(spanOf));
  return { told: told.reduce((sum, some) => sum + some.length, 0), failed, more };
}

function spanOf(events: readonly StoredEvent[]) {
  const [first] = events;
  const last = events.at(-1);
  if (first === undefined || last === undefined) return [];
  return [{ districtId: first.districtId, licenseId: first.licenseId, first: first.seq, last: last.seq }];
}

/** The connected ones among the people whose inboxes came along. */
function tellPeople(
  publisher: Publisher,
  { inboxes, epoch }: Unpublished,
  failed: Map<string, unknown>,
): void {
  for (const [person, ofPerson] of Map.groupBy(inboxes, ({ row }) => row.person_id)) {
    if (!publisher.isConnected(person)) continue;
    try {
      // Two events may concern one person: each brought the whole inbox.
      const heard = heardInbox(
        ofPerson.map(({ row }) => row),
        epoch,
      );
      if (heard !== null) publisher.inbox(person, heard);
    } catch (error) {
      for (const { licenseId } of ofPerson) failed.set(licenseId, error);
    }
  }
}

/** One packet for each licence that somebody watches. */
async function tellAdmins(
  db: Database,
  publisher: Publisher,
  byLicense: ReadonlyMap<LicenseId, readonly StoredEvent[]>,
  failed: Map<string, unknown>,
): Promise<void> {
  const wanted = [...byLicense].flatMap(([licenseId, events]) => {
    const [first] = events;
    if (first === undefined || !publisher.isWatched(licenseId)) return [];
    const named = namedRows(events);
    return [
      {
        districtId: first.districtId,
        licenseId,
        events,
        named,
        memberIds: named ?? [],
        runIds: namedRuns(events),
      },
    ];
  });
  if (wanted.length === 0) return;
  const { epoch, byLicense: states } = await readLicenseStates(db, wanted);
  for (const { licenseId, events, named } of wanted) {
    try {
      const state = states.get(licenseId);
      const packet = packetOf({ licenseId, epoch, events, named }, state);
      if (state !== undefined) publisher.keepListeners(licenseId, state.listeners);
      publisher.packet(packet);
    } catch (error) {
      failed.set(licenseId, error);
    }
  }
}
