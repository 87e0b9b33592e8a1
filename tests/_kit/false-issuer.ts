import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type IssuerSettings, Secret } from '@rollcall/server/env.ts';

export type Claims = Record<string, unknown>;

/** How the next ID token is made. */
export interface TokenPlan {
  readonly claims: Claims;
  /** `other`: by a key that is not the issuer's. */
  readonly signedBy: 'own' | 'other' | 'secret' | 'nobody';
}

export interface FalseIssuer extends AsyncDisposable {
  readonly settings: IssuerSettings;
  /** What it says next about whoever comes. `nonce` and times are added, unless they are given. */
  plan: TokenPlan;
  /** Answers each request to a path instead of what it would. */
  answers: Map<string, (response: ServerResponse) => void>;
  readonly asked: string[];
}

const clientId = 'rollcall';
const clientSecret = 'a secret that the issuer and Rollcall share';
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An issuer of OpenID Connect that lies as it is told to. Its codes are the nonces that it was sent. */
export async function startFalseIssuer(
  key = 'false',
  domains: IssuerSettings['domains'] = '*',
): Promise<FalseIssuer> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const made: FalseIssuer = {
    settings: {
      key,
      label: 'False',
      issuer,
      clientId,
      clientSecret: new Secret(clientSecret),
      hosts: [],
      domains,
    },
    plan: { claims: {}, signedBy: 'own' },
    answers: new Map(),
    asked: [],
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '', issuer).pathname;
    made.asked.push(path);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const instead = made.answers.get(path);
    if (instead !== undefined) return instead(response);
    const json = (value: object) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    if (path === '/.well-known/openid-configuration') return void json(description(issuer));
    if (path === '/certs')
      return void json({
        keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
      });
    const nonce = new URLSearchParams(body).get('code') ?? '';
    const now = Math.floor(Date.now() / 1_000);
    const times = { iat: now, exp: now + 600 };
    const claims = { iss: issuer, aud: clientId, nonce, ...times, ...made.plan.claims };
    const idToken = tokenOf(claims, made.plan.signedBy, { own: own.privateKey, other: other.privateKey });
    json({ access_token: 'access-token-canary', token_type: 'bearer', expires_in: 600, id_token: idToken });
  }
  return made;
}

function description(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/certs`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

function tokenOf(
  claims: Claims,
  signedBy: TokenPlan['signedBy'],
  keys: { readonly own: KeyObject; readonly other: KeyObject },
): string {
  const alg = { own: 'RS256', other: 'RS256', secret: 'HS256', nobody: 'none' }[signedBy];
  const text = `${encode({ alg, kid: 'one', typ: 'JWT' })}.${encode(claims)}`;
  if (signedBy === 'nobody') return `${text}.`;
  if (signedBy === 'secret')
    return `${text}.${createHmac('sha256', clientSecret).update(text).digest('base64url')}`;
  return `${text}.${sign('sha256', Buffer.from(text), keys[signedBy]).toString('base64url')}`;
}

/** The address that the issuer sends a browser back to, without its pages. */
export function answerOf(authorizationUrl: string, change: Record<string, string> = {}): URL {
  const asked = new URL(authorizationUrl).searchParams;
  const back = new URL(asked.get('redirect_uri') ?? '');
  const answer = { code: asked.get('nonce') ?? '', state: asked.get('state') ?? '', ...change };
  for (const [name, value] of Object.entries(answer)) back.searchParams.set(name, value);
  return back;
}
