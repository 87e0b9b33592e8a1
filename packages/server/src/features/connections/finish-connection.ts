import { DomainError } from '@rollcall/core/errors.ts';
import type { ConnectResult } from '@rollcall/core/sync/contract.ts';
import { googleScopes } from '@rollcall/core/sync/sync-source.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { runLicenseCommand } from '../../commands/run-license-command.ts';
import { connectionKey } from '../../connections/connection-row.ts';
import { type Authorisation, keepAuthorisation } from '../../connections/keep-authorisation.ts';
import { type GivenAuthorisation, giveBack } from '../../connections/revoke.ts';
import type { ConnectHandshake } from '../../identity/handshake.ts';
import { openDirectory } from '../../integrations/google-directory/directory.ts';
import type { IssuedTokens, IssuerClient } from '../../integrations/openid/issuer-client.ts';
import { IssuerFailure, type IssuerProblem } from '../../integrations/openid/issuer-failure.ts';
import { SyncFailure } from '../../integrations/upstream.ts';
import { assertMethodFits } from '../../license-row/assert-method-fits.ts';
import { nextSync } from '../../sync/next-sync.ts';
import { assertTakesPeople, assertUnhindered, hindranceOf } from './license-of-sync.ts';

/**
 * Takes Google's answer for whoever began, and keeps the authorisation. What is not kept is given back. Ends with a
 * result that the dashboard shows, never by throwing a refusal.
 */
export async function finishConnection(
  app: AppContext,
  handshake: ConnectHandshake,
  answer: { readonly callback: URL; readonly who: SignedIn | null },
): Promise<ConnectResult> {
  const { who, callback } = answer;
  const issuer = app.issuers.google;
  // Signed out meanwhile, or somebody else in the same browser: not who was asked.
  if (issuer === null || who === null || who.personId !== handshake.personId) return 'expired';
  let tokens: IssuedTokens;
  try {
    tokens = await issuer.exchange(callback, handshake);
  } catch (error) {
    if (error instanceof IssuerFailure) return resultOf[error.problem];
    throw error;
  }
  const result = await judge(app, who, handshake, { issuer, tokens });
  if (result !== 'connected') {
    const token = tokens.refreshToken ?? tokens.accessToken;
    await giveBack(app, { issuer: issuer.issuer, subject: tokens.claims.sub, token });
  }
  return result;
}

const resultOf: Readonly<Record<IssuerProblem, ConnectResult>> = {
  denied: 'denied',
  ended: 'expired',
  not_accepted: 'failed',
  garbled: 'failed',
  unreachable: 'failed',
};

/** Whether what was given is enough, and for this licence; if so, it is kept. */
async function judge(
  app: AppContext,
  who: SignedIn,
  handshake: ConnectHandshake,
  { issuer, tokens }: { readonly issuer: IssuerClient; readonly tokens: IssuedTokens },
): Promise<ConnectResult> {
  const { source, timeZone } = handshake;
  if (!googleScopes[source].every((scope) => tokens.scopes.includes(scope))) return 'missing_scopes';
  if (tokens.refreshToken === null) return 'failed';
  const customer = await customerOf(app, source, tokens);
  if (customer.kind === 'result') return customer.result;
  const authorisation: Authorisation = {
    issuer: issuer.issuer,
    subject: tokens.claims.sub,
    customer: customer.id,
    accountEmail: tokens.claims.email ?? tokens.claims.sub,
    scopes: tokens.scopes,
    refreshToken: tokens.refreshToken,
    refreshExpiresInS: tokens.refreshExpiresInS,
    timeZone,
  };
  try {
    return await keep(app, who, handshake, authorisation);
  } catch (error) {
    if (error instanceof DomainError) return 'failed';
    throw error;
  }
}

type Customer =
  | { readonly kind: 'known'; readonly id: string | null }
  | { readonly kind: 'result'; readonly result: ConnectResult };

/**
 * Which Workspace the account belongs to. Of whoever reads the directory the directory itself says it, which also shows
 * that the account may read it; of a teacher, the domain that the issuer names, if any.
 */
async function customerOf(
  app: AppContext,
  source: ConnectHandshake['source'],
  tokens: IssuedTokens,
): Promise<Customer> {
  const { google } = app.env;
  if (source === 'classroom' || google === undefined) return { kind: 'known', id: tokens.claims.hd ?? null };
  const access = { outbound: app.outbound, token: async () => tokens.accessToken };
  try {
    const id = await openDirectory(access, google.directoryRoot).customer(app.stopping);
    return { kind: 'known', id };
  } catch (error) {
    if (!(error instanceof SyncFailure)) throw error;
    return { kind: 'result', result: error.problem === 'refused' ? 'not_allowed' : 'failed' };
  }
}

async function keep(
  app: AppContext,
  who: SignedIn,
  handshake: ConnectHandshake,
  authorisation: Authorisation,
): Promise<ConnectResult> {
  const { licenseId, source, requestId } = handshake;
  const command = {
    licenseId,
    requestId,
    action: 'sync.control',
    body: { verb: 'connect', source },
  } as const;
  // Outside of the answer, which is kept for repeats: a token has no place there.
  const replaced: GivenAuthorisation[] = [];
  const { result } = await runLicenseCommand(app, who, command, async (scope) => {
    const { tx, license } = scope;
    const place = { districtId: license.districtId, licenseId, source };
    assertMethodFits(source, license.row.type);
    assertUnhindered({ place, hindrance: await hindranceOf(app, tx, place) });
    assertTakesPeople(license.phase);
    const kept = await keepAuthorisation(app, scope, place, authorisation);
    if (kept.replaced !== null) replaced.push(kept.replaced);
    // What was chosen before is followed again.
    await tx
      .updateTable('connection')
      .set({ next_at: nextSync('connection') })
      .where((where) => where.and(connectionKey(place)))
      .where('saved_at', 'is not', null)
      .where('ended_at', 'is', null)
      .execute();
    return { result: kept.result };
  });
  for (const former of replaced) await giveBack(app, former);
  return result;
}
