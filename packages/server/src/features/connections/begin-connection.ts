import { DomainError } from '@rollcall/core/errors.ts';
import type { RequestId } from '@rollcall/core/ids.ts';
import { googleScopes } from '@rollcall/core/sync/sync-source.ts';
import { sql } from 'kysely';
import type { SignedIn } from '../../auth/session.ts';
import { findConnection } from '../../connections/connection-row.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { beginHandshake, handshakeLifeS } from '../../identity/handshake.ts';
import { IssuerFailure } from '../../integrations/openid/issuer-failure.ts';
import type { RequestContext } from '../../trpc.ts';
import { assertTakesPeople, assertUnhindered, type SyncQuestion, withSync } from './license-of-sync.ts';

/**
 * Sends the browser to Google's consent page, to connect or to renew. Nothing is kept but by the browser, sealed with
 * who, which licence and what for. Throws SYNC_FAILED when Google cannot be asked.
 */
export async function beginConnection(
  ctx: RequestContext & { readonly who: SignedIn },
  input: SyncQuestion & { readonly timeZone: string; readonly requestId: RequestId },
): Promise<{ url: string }> {
  const { app, who, origin } = ctx;
  const { licenseId, source, timeZone, requestId } = input;
  const known = await withSync(app, who, { licenseId, source, action: 'sync.control' }, async (scope) => {
    assertUnhindered(scope);
    assertTakesPeople(scope.phase);
    const connection = await findConnection(scope.tx, scope.place);
    return { account: connection?.account_email, timeZone: await knownTimeZone(scope.tx, timeZone) };
  });
  const { google } = app.issuers;
  if (google === null) throw new Error('Google is set up, and no client of it was made');
  try {
    const extra = {
      // A refresh token comes only with both, and only the scopes of this method with the third.
      access_type: 'offline',
      prompt: 'consent select_account',
      include_granted_scopes: 'false',
      ...(known.account !== undefined && { login_hint: known.account }),
    };
    const scopes = ['openid', 'email', 'profile', ...googleScopes[source]];
    const asked = { licenseId, source, requestId, timeZone: known.timeZone };
    const what = { ...asked, purpose: 'connect', personId: who.personId } as const;
    const { url, sealed } = await beginHandshake(app, google, { origin, scopes, extra }, what);
    ctx.kept.keep('handshake', sealed, handshakeLifeS);
    return { url };
  } catch (error) {
    if (!(error instanceof IssuerFailure)) throw error;
    throw new DomainError('SYNC_FAILED', { problem: 'unreachable' });
  }
}

/** The zone as the database knows it, by whose clock nights are counted. One that it does not know is counted as UTC. */
async function knownTimeZone(tx: DistrictTx, name: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from pg_timezone_names where lower(name) = lower(${name}) limit 1
  `.execute(tx);
  return rows[0]?.name ?? 'UTC';
}
