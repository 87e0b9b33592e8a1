import type { Env } from '../env.ts';

/** Longest wait for an answer, body included. In ms. */
export const outboundTimeoutMs = 30_000;

/** Our own requests to other systems. A fetch that asks configured places only. */
export type OutboundFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A request that was not made, or an answer that was not followed. Names no address: it may hold a token. */
class OutboundRefusal extends Error {
  constructor(why: 'place_not_configured' | 'redirected') {
    super(`A request to another system was refused: ${why}`);
    this.name = 'OutboundRefusal';
  }
}

/**
 * The one place that decides whom this server asks (SPEC D03, R18): the origins that are configured, over https, where a
 * certificate proves the name, so that an answer of DNS cannot move a request to another machine. An answer that sends
 * us elsewhere is refused. Throws OutboundRefusal.
 */
export function createOutbound(env: Pick<Env, 'google' | 'signInIssuers'>): OutboundFetch {
  const origins = outboundOrigins(env);
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!origins.has(url.origin)) throw new OutboundRefusal('place_not_configured');
    const limit = AbortSignal.timeout(outboundTimeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
    const response = await fetch(input, { ...init, signal, redirect: 'manual' });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      throw new OutboundRefusal('redirected');
    }
    return response;
  };
}

function outboundOrigins({ google, signInIssuers }: Pick<Env, 'google' | 'signInIssuers'>): Set<string> {
  const issuers = google === undefined ? signInIssuers : [google.issuer, ...signInIssuers];
  const roots = google === undefined ? [] : [google.directoryRoot, google.classroomRoot];
  return new Set([
    ...roots.map((root) => new URL(root).origin),
    ...issuers.map(({ issuer }) => new URL(issuer).origin),
    ...issuers.flatMap(({ hosts }) => hosts.map((host) => `https://${host}`)),
  ]);
}
