import type { Epoch, PersonId } from '@rollcall/core/ids.ts';
import type { Inbox } from '@rollcall/core/inbox/contract.ts';
import { sql } from 'kysely';
import type { Database } from '../db/tx.ts';
import { type InboxRow, presentInbox } from '../views/inbox.ts';
import { liveSessionsOf } from './live-sessions.ts';

/** A row of an inbox, with the sessions by which its person may hear of it at the same moment. */
export interface HeardInboxRow extends InboxRow {
  readonly sessions: readonly string[];
}

export interface HeardInbox {
  readonly inbox: Inbox;
  readonly sessions: ReadonlySet<string>;
}

/** The inbox of one person from rows of theirs, which may come several times. Null without any. */
export function heardInbox(rows: readonly HeardInboxRow[], epoch: Epoch): HeardInbox | null {
  const [first] = rows;
  if (first === undefined) return null;
  const distinct = new Map(rows.map((row) => [row.member_id, row]));
  return { inbox: presentInbox([...distinct.values()], epoch), sessions: new Set(first.sessions) };
}

/** The inboxes of those among the people who are signed in. One that cannot be presented is left out. */
export async function readHeardInboxes(
  db: Database,
  people: readonly PersonId[],
  epoch: Epoch,
): Promise<Map<PersonId, HeardInbox>> {
  const rows = await db.systemStatement(sql<HeardInboxRow>`
    select inbox.*, live.sessions, now() as database_now
    from unnest(${[...people]}::uuid[]) as person (id)
    cross join lateral (${liveSessionsOf('person.id')}) live
    cross join lateral inbox_of(array[person.id]) inbox
    where live.sessions is not null
  `);
  const heard = new Map<PersonId, HeardInbox>();
  for (const [person, ofPerson] of Map.groupBy(rows, (row) => row.person_id)) {
    const one = heardInbox(ofPerson, epoch);
    if (one !== null) heard.set(person, one);
  }
  return heard;
}
