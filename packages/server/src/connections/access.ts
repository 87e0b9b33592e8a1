import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import type { AppContext } from '../app-context.ts';
import type { GoogleAccess } from '../integrations/google/google-caller.ts';
import { openClassroom } from '../integrations/google-classroom/classroom.ts';
import { openDirectory } from '../integrations/google-directory/directory.ts';
import type { AccessToken, IssuerClient } from '../integrations/openid/issuer-client.ts';
import { IssuerFailure } from '../integrations/openid/issuer-failure.ts';
import { SyncFailure, type Upstream } from '../integrations/upstream.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
import { type ConnectionPlace, type ConnectionRow, connectionKey, findConnection } from './connection-row.ts';
import { endAuthorisation } from './end-authorisation.ts';
import { openToken, sealToken } from './sealed-token.ts';

/** The least wait after an issuer that fails. In ms. */
const issuerWaitMs = 2_000;

const ended = () => new SyncFailure('authorisation_ended', { retryAfterMs: null });

/**
 * The other system as the account that the licence was connected with. Loads the connection and gets an access token;
 * where the issuer says that the authorisation is worth nothing any more, that is written down and told (`sync.failed`).
 * Throws SyncFailure: `authorisation_ended` also where nothing is connected, or the authorisation has lapsed (SPEC SYNC-8).
 */
export async function openUpstream(
  app: AppContext,
  place: LicensePlace,
  source: SyncSource,
  signal: AbortSignal,
): Promise<Upstream> {
  signal.throwIfAborted();
  const { google } = app.env;
  if (google === undefined) throw new SyncFailure('refused', { retryAfterMs: null });
  const { districtId, licenseId } = place;
  const access = accessTo(app, { districtId, licenseId, source }, signal);
  await access.token(null);
  return {
    ...openDirectory(access, google.directoryRoot),
    ...openClassroom(access, google.classroomRoot),
  };
}

/** Requests as the connected account. The connection is looked at again whenever a new access token is needed. */
function accessTo(app: AppContext, place: ConnectionPlace, signal: AbortSignal): GoogleAccess {
  let key = '';
  return {
    outbound: app.outbound,
    async token(refused) {
      if (refused !== null) app.accessTokens.forget(key, refused);
      const connection = await app.db.withTx({ district: place.districtId }, (tx) =>
        findConnection(tx, place),
      );
      if (connection === undefined || !isLive(connection)) throw ended();
      // Given again, it is another authorisation.
      key = [...Object.values(connectionKey(place)), connection.authorised_at.getTime()].join('/');
      return unlessAborted(
        app.accessTokens.get(key, () => refresh(app, place, connection)),
        signal,
      );
    },
  };
}

/**
 * What a promise gives, or the signal's reason where that comes first: others may wait for the same token, so getting it
 * goes on, but a server that stops does not wait for an issuer that hangs (SPEC F23).
 */
async function unlessAborted<Result>(given: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([given, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function isLive(connection: ConnectionRow): boolean {
  const { token_sealed: token, ended_at: endedAt, lapses_at: lapsesAt } = connection;
  return token !== null && endedAt === null && lapsesAt.getTime() > Date.now();
}

async function refresh(
  app: AppContext,
  place: ConnectionPlace,
  connection: ConnectionRow,
): Promise<AccessToken> {
  const issuer = issuerOf(app, connection);
  if (issuer === null || connection.token_sealed === null) throw ended();
  const token = openToken(app.env, place, connection.token_sealed);
  if (token === null) {
    await endAuthorisation(app, place, connection);
    throw ended();
  }
  try {
    const fresh = await issuer.refresh(token);
    if (fresh.refreshToken !== null) await keepNewToken(app, place, connection, fresh.refreshToken);
    return fresh;
  } catch (error) {
    if (!(error instanceof IssuerFailure)) throw error;
    if (error.problem !== 'ended') throw failureOfIssuer(error);
    await endAuthorisation(app, place, connection);
    throw ended();
  }
}

/** An authorisation of an issuer that is not set up any more, or was another one then, opens nothing. */
function issuerOf({ issuers }: AppContext, connection: ConnectionRow): IssuerClient | null {
  return issuers.google?.issuer === connection.issuer ? issuers.google : null;
}

function failureOfIssuer({ problem, retryAfterMs }: IssuerFailure): SyncFailure {
  if (problem === 'unreachable')
    return new SyncFailure('unreachable', { retryAfterMs: retryAfterMs ?? issuerWaitMs });
  if (problem === 'garbled') return new SyncFailure('incomplete', { retryAfterMs: issuerWaitMs });
  return new SyncFailure('refused', { retryAfterMs: null });
}

async function keepNewToken(
  app: AppContext,
  place: ConnectionPlace,
  connection: ConnectionRow,
  token: string,
): Promise<void> {
  await app.db.withTx({ district: place.districtId }, (tx) =>
    tx
      .updateTable('connection')
      .set({ token_sealed: sealToken(app.env, place, token) })
      .where((where) => where.and(connectionKey(place)))
      .where('authorised_at', '=', connection.authorised_at)
      .where('token_sealed', 'is not', null)
      .execute(),
  );
}
