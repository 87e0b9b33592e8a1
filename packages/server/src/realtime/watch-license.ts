import { type WatchAnswer, watchInput } from '@rollcall/core/events/protocol.ts';
import type { DistrictId, Epoch, LicenseId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { adminSignInMs, type SignedIn } from '../auth/session.ts';
import type { Database } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
import { readLicenseStates } from './license-states.ts';
import { packetOf } from './packet.ts';
import { endWatch, type LiveSocket, rooms } from './rooms.ts';
import { eventColumns, eventParts, namedRows, namedRuns, type StoredEvent } from './stored-event.ts';

/** A client further behind than this reads everything anew: cheaper for both sides. */
const replayLimit = 1_000;
/** Licences that one socket may watch at a time. */
const watchLimit = 20;

/**
 * A client asks to hear of a licence. The server looks at the person's grant and joins the room itself; not yours
 * and not there are the same NOT_FOUND. The socket is in the room before the head is read, so nothing falls between;
 * the grant is read again with the head, so that one taken back meanwhile opens nothing.
 */
export async function watchLicense(
  db: Database,
  log: Logger,
  socket: LiveSocket,
  input: unknown,
): Promise<WatchAnswer> {
  const { who, watching } = socket.data;
  const parsed = watchInput.safeParse(input);
  if (!parsed.success) return { kind: 'refused', code: 'INVALID_INPUT' };
  const { licenseId, epoch, after } = parsed.data;
  if (watching.size >= watchLimit && !watching.has(licenseId))
    return { kind: 'refused', code: 'INVALID_INPUT' };
  if (Date.now() - who.signedInAt.getTime() > adminSignInMs)
    return { kind: 'refused', code: 'SIGN_IN_AGAIN' };

  const districtId = await districtOfGrant(db, who, licenseId);
  // A socket that has left its rooms for good must not enter one again: nobody would ever take it out.
  if (districtId === undefined || !socket.connected) return refuse(socket, licenseId);
  watching.set(licenseId, districtId);
  await socket.join(rooms.license(licenseId));
  const place = { districtId, licenseId };
  const now = await readHead(db, who, place);
  if (now === undefined) return refuse(socket, licenseId);
  if (epoch === null || after === null) return { kind: 'live', ...now };
  if (epoch !== now.epoch || after > now.head || now.head - after > replayLimit)
    return { kind: 'snapshot', ...now };
  if (after === now.head) return { kind: 'live', ...now };
  return catchUp(db, log, place, after, now);
}

function refuse(socket: LiveSocket, licenseId: LicenseId): WatchAnswer {
  endWatch(socket, licenseId, 'NOT_FOUND');
  return { kind: 'refused', code: 'NOT_FOUND' };
}

/** Through the person's own eyes: no value from a client names a district. */
async function districtOfGrant(
  db: Database,
  who: SignedIn,
  licenseId: LicenseId,
): Promise<DistrictId | undefined> {
  const grant = await db.withTx({ person: who.personId }, (tx) =>
    tx
      .selectFrom('license_admin')
      .select('district_id')
      .where('person_id', '=', who.personId)
      .where('license_id', '=', licenseId)
      .executeTakeFirst(),
  );
  return grant?.district_id as DistrictId | undefined;
}

/** The head, if the person may still see it at the same moment. */
async function readHead(
  db: Database,
  who: SignedIn,
  { districtId, licenseId }: LicensePlace,
): Promise<{ epoch: Epoch; head: number } | undefined> {
  const [row] = await db.systemStatement(sql<{ epoch: Epoch; head: number }>`
    select installation.epoch, l.seq as head
    from installation, license l
    where l.district_id = ${districtId} and l.id = ${licenseId} and exists (
      select from license_admin g
      where g.district_id = l.district_id and g.license_id = l.id and g.person_id = ${who.personId}
    )
  `);
  return row;
}

/** Everything since, as one packet; a snapshot where events are missing or cannot be told. */
async function catchUp(
  db: Database,
  log: Logger,
  place: LicensePlace,
  after: number,
  now: { readonly epoch: Epoch; readonly head: number },
): Promise<WatchAnswer> {
  const events = await readMissed(db, place, after, now.head);
  if (events.length !== now.head - after) return { kind: 'snapshot', ...now };
  const named = namedRows(events);
  const { epoch, byLicense } = await readLicenseStates(db, [
    { ...place, memberIds: named ?? [], runIds: namedRuns(events) },
  ]);
  try {
    const packet = packetOf(
      { licenseId: place.licenseId, epoch, events, named },
      byLicense.get(place.licenseId),
    );
    return { kind: 'caught_up', packet };
  } catch (error) {
    log.error({ err: error, licenseId: place.licenseId }, 'what a client missed could not be told');
    return { kind: 'snapshot', ...now };
  }
}

async function readMissed(
  db: Database,
  { districtId, licenseId }: LicensePlace,
  after: number,
  head: number,
): Promise<StoredEvent[]> {
  return db.systemStatement(sql<StoredEvent>`
    select ${eventColumns}, e.seq from (
      select ${eventParts} from event
      where district_id = ${districtId} and license_id = ${licenseId} and seq > ${after} and seq <= ${head}
    ) e order by e.seq
  `);
}
