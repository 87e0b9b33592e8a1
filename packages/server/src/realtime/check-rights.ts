import { sql } from 'kysely';
import type { Database } from '../db/tx.ts';

/** Sockets whose rights are looked at in one statement. */
const portion = 5_000;

export interface Watcher {
  readonly licenseId: string;
  readonly districtId: string;
  readonly personId: string;
}

/** Who is connected, and how their connections end. */
export interface Listeners {
  openSessions(): readonly string[];
  watchers(): readonly Watcher[];
  dropSessions(sessionIds: readonly string[]): void;
  endWatches(ended: readonly Pick<Watcher, 'licenseId' | 'personId'>[]): void;
}

/**
 * Closes what is held open by a session or a grant that is no more (SPEC LIVE-7). Most ends are told at once or with
 * the next batch; this finds those that nobody told of: sessions that expired, rows that were changed by hand, ends
 * that happened while the database was out of reach.
 */
export async function checkRights(db: Database, listeners: Listeners): Promise<void> {
  const sessions = listeners.openSessions();
  for (let start = 0; start < sessions.length; start += portion) {
    const ended = await db.systemStatement(sql<{ id: string }>`
      select id from unnest(${sessions.slice(start, start + portion)}::uuid[]) as open (id)
      where not exists (
        select from session s
        where s.id = open.id and s.revoked_at is null and s.expires_at > now() and s.ends_at > now()
      )
    `);
    listeners.dropSessions(ended.map((row) => row.id));
  }
  const watchers = listeners.watchers();
  for (let start = 0; start < watchers.length; start += portion) {
    const some = watchers.slice(start, start + portion);
    const ended = await db.systemStatement(sql<{ licenseId: string; personId: string }>`
      select license_id as "licenseId", person_id as "personId"
      from unnest(
        ${some.map((one) => one.districtId)}::uuid[],
        ${some.map((one) => one.licenseId)}::uuid[],
        ${some.map((one) => one.personId)}::uuid[]
      ) as watched (district_id, license_id, person_id)
      where not exists (
        select from license_admin g
        where g.district_id = watched.district_id and g.license_id = watched.license_id
          and g.person_id = watched.person_id
      )
    `);
    listeners.endWatches(ended);
  }
}
