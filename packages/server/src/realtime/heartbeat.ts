import type { DistrictId, Epoch, LicenseId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { Database } from '../db/tx.ts';
import type { LiveServer } from './rooms.ts';

/** An event that nobody was told of for this long is not on its way any more: whoever lacks it should ask. In s. */
const onItsWayS = 3;

/** Tells each socket where the licences it watches stand, so that a lost packet is noticed (SPEC LIVE-4). */
export async function beat(io: LiveServer, db: Database): Promise<void> {
  const sockets = [...io.sockets.sockets.values()].filter((socket) => socket.data.watching.size > 0);
  if (sockets.length === 0) return;
  const watched = new Map(sockets.flatMap((socket) => [...socket.data.watching]));
  const beats = await readHeads(db, watched);
  const [first] = beats;
  if (first === undefined) return;
  const heads = new Map(beats.map(({ id, head }) => [id, head]));
  for (const socket of sockets) {
    const mine = [...socket.data.watching.keys()].flatMap((id: string) => {
      const head = heads.get(id);
      return head === undefined ? [] : [[id, head] as const];
    });
    socket.emit('heartbeat', { epoch: first.epoch, heads: Object.fromEntries(mine) });
  }
}

/**
 * Where licences stand: the last event that was told. One that has just been committed is on its way; with its
 * number here, every client of a busy licence would ask at each beat for what it is about to get.
 */
async function readHeads(
  db: Database,
  licenses: ReadonlyMap<LicenseId, DistrictId>,
): Promise<{ epoch: Epoch; id: string; head: number }[]> {
  return db.systemStatement(sql<{ epoch: Epoch; id: string; head: number }>`
    select installation.epoch, l.id, coalesce(
      (select min(e.seq) - 1 from event e
        where e.district_id = l.district_id and e.license_id = l.id and e.published_at is null
          and e.created_at > now() - make_interval(secs => ${onItsWayS})),
      l.seq
    ) as head
    from installation, unnest(${[...licenses.values()]}::uuid[], ${[...licenses.keys()]}::uuid[]) as watched (district_id, id)
    join license l on l.district_id = watched.district_id and l.id = watched.id
  `);
}
