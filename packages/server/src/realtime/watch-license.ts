import { type WatchAnswer, watchInput } from '@rollcall/core/events/protocol.ts';
import type { DistrictId, Epoch, LicenseId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import { adminSignInMs } from '../auth/session.ts';
import type { Database, SystemTx } from '../db/tx.ts';
import { readEpoch } from '../views/inbox.ts';
import { buildPackets, type StoredEvent } from './packet.ts';
import { type LiveSocket, rooms } from './rooms.ts';

/** A client further behind than this reads everything anew: cheaper for both sides. */
const replayLimit = 1_000;
/** Licences that one socket may watch at a time. */
const watchLimit = 20;

/**
 * A client asks to hear of a licence. The server looks at the person's grant and joins the room itself; not yours
 * and not there are the same NOT_FOUND. The socket is in the room before the head is read, so nothing falls between.
 */
export async function watchLicense(db: Database, socket: LiveSocket, input: unknown): Promise<WatchAnswer> {
  const parsed = watchInput.safeParse(input);
  if (!parsed.success || socket.data.watching.size >= watchLimit)
    return { kind: 'refused', code: 'INVALID_INPUT' };
  const { licenseId, epoch, after } = parsed.data;
  const { who } = socket.data;
  if (Date.now() - who.signedInAt.getTime() > adminSignInMs)
    return { kind: 'refused', code: 'SIGN_IN_AGAIN' };

  const granted = await db.withTx({ person: who.personId }, (tx) =>
    tx
      .selectFrom('license_admin')
      .select('district_id')
      .where('person_id', '=', who.personId)
      .where('license_id', '=', licenseId)
      .executeTakeFirst(),
  );
  if (granted === undefined) return { kind: 'refused', code: 'NOT_FOUND' };
  await socket.join(rooms.license(licenseId));
  socket.data.watching.set(licenseId, granted.district_id as DistrictId);
  return db.withSystemTx((tx) => catchUp(tx, granted.district_id, licenseId, epoch, after));
}

async function catchUp(
  tx: SystemTx,
  districtId: string,
  licenseId: LicenseId,
  clientEpoch: Epoch | null,
  after: number | null,
): Promise<WatchAnswer> {
  const epoch = await readEpoch(tx);
  const { seq: head } = await tx
    .selectFrom('license')
    .select('seq')
    .where((where) => where.and({ district_id: districtId, id: licenseId }))
    .executeTakeFirstOrThrow();
  if (clientEpoch === null || after === null) return { kind: 'live', epoch, head };
  if (clientEpoch !== epoch || after > head || head - after > replayLimit)
    return { kind: 'snapshot', epoch, head };
  if (after === head) return { kind: 'live', epoch, head };
  const { rows } = await sql<StoredEvent>`
    select district_id, license_id, seq, type, payload from event
    where district_id = ${districtId} and license_id = ${licenseId} and seq > ${after} and seq <= ${head}
    order by seq
  `.execute(tx);
  const [packet] = rows.length === head - after ? await buildPackets(tx, rows, epoch) : [];
  return packet === undefined ? { kind: 'snapshot', epoch, head } : { kind: 'caught_up', packet };
}
