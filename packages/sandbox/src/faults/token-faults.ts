import type { KoaContextWithOIDC } from 'oidc-provider';
import { revokeGrant } from '../oidc/grants.ts';
import type { Issuer } from '../oidc/issuer.ts';
import { findPerson } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import { findWorkspace } from '../store/workspaces.ts';
import type { Fault, FaultKind } from './fault.ts';
import type { Faults } from './faults.ts';

interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly description?: string;
}

/** What the token endpoint answers with, in the words of OAuth. */
const refusals: Partial<Record<FaultKind, Refusal>> = {
  unauthorized: { status: 401, error: 'invalid_client', description: 'The OAuth client was not found.' },
  token_revoked: {
    status: 400,
    error: 'invalid_grant',
    description: 'Token has been expired or revoked.',
  },
  rate_limit: { status: 403, error: 'rate_limit_exceeded' },
  user_rate_limit: { status: 403, error: 'rate_limit_exceeded' },
  quota: { status: 403, error: 'rate_limit_exceeded' },
  too_many: { status: 429, error: 'rate_limit_exceeded' },
  gone: { status: 410, error: 'gone' },
  server_error: { status: 500, error: 'internal_failure' },
  unavailable: { status: 503, error: 'backend_error' },
};

/** Puts faults of the endpoint `token` on an issuer. They strike when the answer is ready: whose it is, is known then. */
export function addTokenFaults(issuer: Issuer, store: Store, faults: Faults): void {
  issuer.provider.use(async (ctx, next) => {
    await next();
    const context = ctx as KoaContextWithOIDC;
    if (context.oidc?.route !== 'token') return;
    const { AccessToken: token } = context.oidc.entities;
    const person = token?.accountId === undefined ? undefined : findPerson(store, token.accountId);
    const workspace =
      person === undefined ? undefined : findWorkspace(store, person.customerId)?.primaryDomain;
    const fault = faults.strike({ workspace: workspace ?? '', endpoint: 'token', page: 1 });
    if (fault === undefined) return;
    if (fault.kind === 'token_revoked' && token?.grantId !== undefined) revokeGrant(store, token.grantId);
    spoil(context, fault);
  });
}

function spoil(ctx: KoaContextWithOIDC, fault: Fault): void {
  const refusal = refusals[fault.kind];
  if (refusal !== undefined) {
    ctx.status = refusal.status;
    if (fault.kind === 'too_many') ctx.set('retry-after', String(fault.retryAfterS ?? 1));
    ctx.body = { error: refusal.error, error_description: refusal.description };
  } else if (fault.kind === 'hang') ctx.respond = false;
  else if (fault.kind === 'reset') {
    ctx.respond = false;
    ctx.req.socket.resetAndDestroy();
  } else {
    const body = fault.kind === 'truncated' ? JSON.stringify(ctx.body) : '';
    ctx.body = body.slice(0, Math.ceil(body.length / 2));
    ctx.type = 'application/json';
  }
}
