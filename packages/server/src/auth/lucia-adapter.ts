import {
  type DistrictId,
  type LicenseId,
  type PersonId,
  type PlatformId,
  personId,
  type SessionId,
} from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import { sha256 } from '../audit/chain.ts';
import type { Database } from '../db/tx.ts';
import type { LaunchScope, SessionSource } from './session.ts';

export interface SessionAttributes {
  readonly publicId: SessionId;
  readonly source: SessionSource;
  readonly signedInAt: Date;
  readonly endsAt: Date;
  readonly rotate: boolean;
  /** False when the last recorded use is some minutes old. */
  readonly seenLately: boolean;
  readonly userAgent: string;
  readonly launch: LaunchScope | null;
}

export interface PersonAttributes {
  readonly name: string;
}

interface FoundSession {
  readonly id: SessionId;
  readonly person_id: PersonId;
  readonly source: SessionSource;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly ends_at: Date;
  readonly rotate: boolean;
  readonly person_name: string;
  readonly seen_lately: boolean;
  readonly launch_district_id: DistrictId | null;
  readonly launch_license_id: LicenseId | null;
  readonly launch_platform_id: PlatformId | null;
  readonly launch_framed_by: readonly string[] | null;
}

function earlier(one: Date, other: Date): Date {
  return new Date(Math.min(one.getTime(), other.getTime()));
}

/** The live session of a token, whoever it belongs to. The database holds only the token's hash (SPEC E01). */
async function findSession(db: Database, token: string): Promise<FoundSession | undefined> {
  return db.withTx({ nobody: true }, async (tx) => {
    const { rows } = await sql<FoundSession>`select * from find_session(${sha256(token)})`.execute(tx);
    return rows[0];
  });
}

function launchOf(found: FoundSession): LaunchScope | null {
  const { launch_district_id, launch_license_id, launch_platform_id } = found;
  if (launch_district_id === null || launch_license_id === null || launch_platform_id === null) return null;
  return {
    districtId: launch_district_id,
    licenseId: launch_license_id,
    platformId: launch_platform_id,
    framedBy: found.launch_framed_by ?? [],
  };
}

/**
 * Lucia's storage on our own table. Lucia takes the bearer token for the row's key: here the key is its hash, and
 * the token is handed back as the id, so that Lucia goes on unaware. An end that passes `ends_at` is clamped.
 */
export class HashingAdapter implements Adapter {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async getSessionAndUser(token: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const found = await findSession(this.#db, token);
    if (found === undefined) return [null, null];
    const session: DatabaseSession = {
      id: token,
      userId: found.person_id,
      expiresAt: found.expires_at,
      attributes: {
        publicId: found.id,
        source: found.source,
        signedInAt: found.created_at,
        endsAt: found.ends_at,
        rotate: found.rotate,
        seenLately: found.seen_lately,
        userAgent: '',
        launch: launchOf(found),
      },
    };
    return [session, { id: found.person_id, attributes: { name: found.person_name } }];
  }

  async setSession(session: DatabaseSession): Promise<void> {
    const { publicId, source, endsAt, userAgent, launch } = session.attributes;
    const owner = personId.parse(session.userId);
    await this.#db.withTx({ person: owner }, (tx) =>
      tx
        .insertInto('session')
        .values({
          token_hash: sha256(session.id),
          id: publicId,
          person_id: owner,
          source,
          user_agent: userAgent.slice(0, 300),
          expires_at: earlier(session.expiresAt, endsAt),
          ends_at: endsAt,
          launch_district_id: launch?.districtId ?? null,
          launch_license_id: launch?.licenseId ?? null,
          launch_platform_id: launch?.platformId ?? null,
          launch_framed_by: launch === null ? null : [...launch.framedBy],
        })
        .execute(),
    );
  }

  async updateSessionExpiration(token: string, expiresAt: Date): Promise<void> {
    const found = await findSession(this.#db, token);
    if (found === undefined) return;
    await this.#db.withTx({ person: found.person_id }, (tx) =>
      tx
        .updateTable('session')
        .set({ expires_at: earlier(expiresAt, found.ends_at), seen_at: sql`now()` })
        .where('token_hash', '=', sha256(token))
        .execute(),
    );
  }

  async deleteSession(token: string): Promise<void> {
    const found = await findSession(this.#db, token);
    if (found === undefined) return;
    await this.#db.withTx({ person: found.person_id }, (tx) =>
      tx
        .updateTable('session')
        .set({ revoked_at: sql`now()` })
        .where('token_hash', '=', sha256(token))
        .execute(),
    );
  }

  async deleteUserSessions(userId: string): Promise<void> {
    const owner = personId.parse(userId);
    await this.#db.withTx({ person: owner }, (tx) =>
      tx
        .updateTable('session')
        .set({ revoked_at: sql`now()` })
        .where('person_id', '=', owner)
        .where('revoked_at', 'is', null)
        .execute(),
    );
  }

  /** Our own SQL lists sessions by public id: Lucia's list would hand out tokens, which nobody has. */
  async getUserSessions(): Promise<DatabaseSession[]> {
    return [];
  }

  /** Retention removes old sessions; a dead one is never found. */
  async deleteExpiredSessions(): Promise<void> {}
}
