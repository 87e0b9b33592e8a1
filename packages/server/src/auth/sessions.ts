import { randomBytes, randomUUID } from 'node:crypto';
import { type PersonId, personId, type SessionId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import { Lucia, TimeSpan } from 'lucia';
import { sha256 } from '../audit/chain.ts';
import type { Database, PersonTx } from '../db/tx.ts';
import { HashingAdapter, type PersonAttributes, type SessionAttributes } from './lucia-adapter.ts';
import {
  type LaunchedSession,
  type LaunchScope,
  launchSessionMs,
  type SessionSource,
  type SignedIn,
  sessionAbsoluteMs,
  sessionIdleMs,
} from './session.ts';

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, PersonAttributes>;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: PersonAttributes;
  }
}

/** A session as its owner sees it in the list of sessions. */
export interface SessionRow {
  readonly id: SessionId;
  readonly userAgent: string;
  readonly signedInAt: Date;
  readonly seenAt: Date;
}

/** Sessions, the one place that knows Lucia. Tokens leave through return values only and are stored as hashes. */
export interface Sessions {
  /** Starts a session and returns its token. */
  start(person: PersonId, source: Exclude<SessionSource, 'lti'>, userAgent: string): Promise<string>;
  /** The same for somebody whom a registered system launched: good for what was launched only, and for a day. */
  startLaunch(person: PersonId, launch: LaunchScope, userAgent: string): Promise<string>;
  /**
   * Who a token belongs to; null if to nobody, or to a launch. With `rotate`, a session that was granted a right since gets
   * `newToken` and the presented one dies; a socket cannot set a cookie and passes false.
   */
  resume(
    token: string,
    options: { readonly rotate: boolean },
  ): Promise<{ readonly who: SignedIn; readonly newToken: string | null } | null>;
  /** The same for the token of a launch: nobody's token opens the other's door (SPEC E04). */
  resumeLaunch(token: string): Promise<LaunchedSession | null>;
  end(token: string): Promise<void>;
  list(person: PersonId): Promise<SessionRow[]>;
  /** The person got a right: each of their sessions gets a new token at its next request (SPEC E02). */
  replaceTokens(person: PersonId): Promise<void>;
  /** Ends one of the person's own sessions by its public id. False when there is none. */
  endById(person: PersonId, id: SessionId): Promise<boolean>;
}

interface Beginning {
  readonly source: SessionSource;
  readonly userAgent: string;
  readonly launch: LaunchScope | null;
  readonly lifeMs: number;
}

/** What happens when somebody signs in, or is back for the first time on a day. */
export type PersonIsBack = (person: PersonId) => Promise<void>;

export function createSessions(db: Database, isBack: PersonIsBack): Sessions {
  const lucia = new Lucia(new HashingAdapter(db), {
    sessionExpiresIn: new TimeSpan(sessionIdleMs, 'ms'),
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: (attributes) => attributes,
  });

  async function begin(person: PersonId, { source, userAgent, launch, lifeMs }: Beginning): Promise<string> {
    const attributes: SessionAttributes = {
      publicId: randomUUID() as SessionId,
      source,
      signedInAt: new Date(),
      endsAt: new Date(Date.now() + lifeMs),
      rotate: false,
      seenLately: true,
      userAgent,
      launch,
    };
    const session = await lucia.createSession(person, attributes, { sessionId: newToken() });
    await db.withTx({ person }, noteActiveDay);
    await isBack(person);
    return session.id;
  }

  async function find(token: string): Promise<{ who: SignedIn; isMarked: boolean } | null> {
    if (token.length > 100) return null;
    const { session, user } = await lucia.validateSession(token);
    if (session === null) return null;
    const who: SignedIn = {
      personId: personId.parse(user.id),
      sessionId: session.publicId,
      name: user.name,
      signedInAt: session.signedInAt,
      endsAt: session.endsAt,
      launch: session.launch,
    };
    if (!session.seenLately && (await markSeen(db, who))) await isBack(who.personId);
    return { who, isMarked: session.rotate };
  }

  return {
    start: (person, source, userAgent) =>
      begin(person, { source, userAgent, launch: null, lifeMs: sessionAbsoluteMs }),
    startLaunch: (person, launch, userAgent) =>
      begin(person, { source: 'lti', userAgent, launch, lifeMs: launchSessionMs }),

    async resume(token, options) {
      const found = await find(token);
      if (found === null || found.who.launch !== null) return null;
      const { who, isMarked } = found;
      return {
        who,
        newToken: options.rotate && isMarked ? await rotate(db, who.personId, token) : null,
      };
    },

    async resumeLaunch(token) {
      const found = await find(token);
      const launch = found?.who.launch ?? null;
      return found === null || launch === null ? null : { ...found.who, launch };
    },

    async end(token) {
      await lucia.invalidateSession(token);
    },

    list: (person) => listLiveSessions(db, person),
    replaceTokens: (person) => markForRotation(db, person),
    endById: (person, id) => endOwnSession(db, person, id),
  };
}

async function listLiveSessions(db: Database, person: PersonId): Promise<SessionRow[]> {
  const rows = await db.withTx({ person }, (tx) =>
    tx
      .selectFrom('session')
      .select(['id', 'user_agent', 'created_at', 'seen_at'])
      .where('person_id', '=', person)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', sql<Date>`now()`)
      .orderBy('seen_at', 'desc')
      .execute(),
  );
  return rows.map((row) => ({
    id: row.id as SessionId,
    userAgent: row.user_agent,
    signedInAt: row.created_at,
    seenAt: row.seen_at,
  }));
}

async function endOwnSession(db: Database, person: PersonId, id: SessionId): Promise<boolean> {
  const ended = await db.withTx({ person }, (tx) =>
    tx
      .updateTable('session')
      .set({ revoked_at: sql`now()` })
      .where('person_id', '=', person)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst(),
  );
  return ended.numUpdatedRows > 0n;
}

/**
 * Lucia moves a session's end once a week; the list says when it was last used, to some minutes. True for its first use
 * on this day, in UTC.
 */
async function markSeen(db: Database, who: SignedIn): Promise<boolean> {
  return db.withTx({ person: who.personId }, async (tx) => {
    const { rows } = await sql<{ newDay: boolean }>`
      update session s set seen_at = now()
      from (select id, seen_at from session where person_id = ${who.personId} and id = ${who.sessionId} for update) was
      where s.person_id = ${who.personId} and s.id = was.id
      returning (was.seen_at at time zone 'UTC')::date < (now() at time zone 'UTC')::date as "newDay"
    `.execute(tx);
    await noteActiveDay(tx);
    return rows[0]?.newDay === true;
  });
}

/** The day of it goes to the districts that may know (SPEC LIST-6): once a day, and never as an event of the licence. */
async function noteActiveDay(tx: PersonTx): Promise<void> {
  await sql`select note_active_day()`.execute(tx);
}

async function markForRotation(db: Database, person: PersonId): Promise<void> {
  await db.withTx({ person }, (tx) =>
    tx
      .updateTable('session')
      .set({ rotate: true })
      .where('person_id', '=', person)
      .where('revoked_at', 'is', null)
      .execute(),
  );
}

/** 32 random bytes behind a prefix that says what it is. */
function newToken(): string {
  return `rs_${randomBytes(32).toString('base64url')}`;
}

/** Gives the session a new token; the presented one is dead from the commit on (SPEC E02). Null if another request was first. */
async function rotate(db: Database, person: PersonId, token: string): Promise<string | null> {
  const fresh = newToken();
  const changed = await db.withTx({ person }, (tx) =>
    tx
      .updateTable('session')
      .set({ token_hash: sha256(fresh), rotate: false })
      .where('token_hash', '=', sha256(token))
      .executeTakeFirst(),
  );
  return changed.numUpdatedRows > 0n ? fresh : null;
}
