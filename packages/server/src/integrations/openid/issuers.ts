import type { Env } from '../../env.ts';
import type { OutboundFetch } from '../../outbound/outbound.ts';
import { createIssuerClient, type IssuerClient } from './issuer-client.ts';

/** The issuers that this installation knows. */
export interface Issuers {
  /** Those that people can sign in with, in the order in which they are offered. */
  readonly all: readonly IssuerClient[];
  /** Google, where it is set up: what is followed is read with its authorisation. */
  readonly google: IssuerClient | null;
  find(key: string): IssuerClient | undefined;
}

export function createIssuers(env: Env, outbound: OutboundFetch): Issuers {
  const google = env.google === undefined ? null : createIssuerClient(env.google.issuer, outbound);
  const others = env.signInIssuers.map((settings) => createIssuerClient(settings, outbound));
  const all = google === null ? others : [google, ...others];
  return { all, google, find: (key) => all.find((issuer) => issuer.key === key) };
}
