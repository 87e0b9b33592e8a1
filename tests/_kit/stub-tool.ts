import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toolConfiguration } from '@rollcall/sandbox/lms/lti.ts';

type Claims = Record<string, unknown>;

/** A tool that stands for any: what the learning management systems of the sandbox are tested with. */
export interface StubTool extends AsyncDisposable {
  readonly origin: string;
  readonly loginUrl: string;
  readonly launchUrl: string;
  readonly jwksUri: string;
  /** What it sends to a registration; changed by tests. */
  registration: Claims;
  /** The platform's answer to the last registration, with its status. */
  registered: { status: number; body: Claims } | undefined;
  /** Changes to the next authorization request; undefined takes a parameter out. */
  asks: Record<string, string | undefined>;
  /** Claims put over its next answer to a deep linking request; undefined takes one out. */
  answers: Claims;
  /** Forgets what tests have changed. */
  reset(): void;
  /** Signed by its key, with `iat` and `exp` of this minute. */
  sign(claims: Claims): string;
  /** An assertion for the token endpoint. */
  assertion(clientId: string, audience: string): string;
}

const kid = 'stub';
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** At `localhost` its pages are another site than the sandbox's, as a real tool's are. */
export async function startStubTool(host: '127.0.0.1' | 'localhost' = '127.0.0.1'): Promise<StubTool> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const server = createServer((request, response) => void answer(tool, publicKey, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  const signed = (claims: Claims): string => {
    const now = Math.floor(Date.now() / 1_000);
    const text = `${encode({ alg: 'RS256', kid })}.${encode({ iat: now, exp: now + 60, ...claims })}`;
    return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
  };
  const tool: StubTool = {
    origin,
    loginUrl: `${origin}/login`,
    launchUrl: `${origin}/launch`,
    jwksUri: `${origin}/jwks`,
    registration: registrationOf(origin),
    registered: undefined,
    asks: {},
    answers: {},
    reset: () =>
      Object.assign(tool, {
        registration: registrationOf(origin),
        registered: undefined,
        answers: {},
        asks: {},
      }),
    sign: signed,
    assertion: (clientId, aud) => signed({ iss: clientId, sub: clientId, aud, jti: randomUUID() }),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return tool;
}

function registrationOf(origin: string): Claims {
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: `${origin}/login`,
    redirect_uris: [`${origin}/launch`],
    client_name: 'Stub',
    jwks_uri: `${origin}/jwks`,
    token_endpoint_auth_method: 'private_key_jwt',
    scope:
      'https://purl.imsglobal.org/spec/lti-ags/scope/score https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
    [toolConfiguration]: {
      domain: new URL(origin).host,
      target_link_uri: `${origin}/launch`,
      claims: ['iss', 'sub', 'name', 'given_name', 'family_name', 'email'],
      messages: [{ type: 'LtiDeepLinkingRequest', target_link_uri: `${origin}/launch?choose` }],
    },
  };
}

async function answer(
  tool: StubTool,
  key: KeyObject,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', tool.origin);
  let body = '';
  for await (const chunk of request) body += String(chunk);
  if (url.pathname === '/jwks') {
    const jwk = { ...key.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  } else if (url.pathname === '/login') {
    const params = request.method === 'POST' ? new URLSearchParams(body) : url.searchParams;
    response.writeHead(302, { location: authorizationRequest(tool, params) }).end();
  } else if (url.pathname === '/register') {
    tool.registered = await register(tool, url.searchParams);
    response.end('done');
  } else {
    const { message_type: type } = readLaunch(body);
    const isChoice = type === 'LtiDeepLinkingRequest';
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(isChoice ? choicePage(tool, body) : '<!doctype html><p>The assignment is open.</p>');
  }
}

const ltiPrefix = 'https://purl.imsglobal.org/spec/lti/claim/';
const linkPrefix = 'https://purl.imsglobal.org/spec/lti-dl/claim/';

/** What was posted to the launch URL, believed unseen. */
function readLaunch(body: string): { claims: Claims; message_type: unknown } {
  const token = new URLSearchParams(body).get('id_token')?.split('.')[1] ?? '';
  const claims = JSON.parse(Buffer.from(token, 'base64url').toString() || '{}') as Claims;
  return { claims, message_type: claims[`${ltiPrefix}message_type`] };
}

/** Offers one link, and answers with it when the button is pressed. */
function choicePage(tool: StubTool, body: string): string {
  const { claims } = readLaunch(body);
  const settings = claims[`${linkPrefix}deep_linking_settings`] as {
    deep_link_return_url: string;
    data: string;
  };
  const answer = tool.sign({
    iss: claims.aud,
    aud: claims.iss,
    nonce: randomUUID(),
    [`${ltiPrefix}message_type`]: 'LtiDeepLinkingResponse',
    [`${ltiPrefix}version`]: '1.3.0',
    [`${ltiPrefix}deployment_id`]: claims[`${ltiPrefix}deployment_id`],
    [`${linkPrefix}data`]: settings.data,
    [`${linkPrefix}content_items`]: [
      {
        type: 'ltiResourceLink',
        title: 'Photosynthesis',
        text: 'With a lamp.',
        url: tool.launchUrl,
        custom: { item: '7' },
      },
      { type: 'link', url: tool.origin, title: 'Not an assignment' },
    ],
    ...tool.answers,
  });
  return `<!doctype html><title>Choose</title><form method="post" action="${settings.deep_link_return_url}">
<input type="hidden" name="JWT" value="${answer}"><button>Place it</button></form>`;
}

/** At the sandbox the endpoint is where its issuer is. */
function authorizationRequest(tool: StubTool, login: URLSearchParams): string {
  const to = new URL(`${login.get('iss')}/oidc/auth`);
  const params = {
    response_type: 'id_token',
    response_mode: 'form_post',
    scope: 'openid',
    prompt: 'none',
    client_id: login.get('client_id') ?? '',
    redirect_uri: tool.launchUrl,
    login_hint: login.get('login_hint') ?? '',
    lti_message_hint: login.get('lti_message_hint') ?? '',
    state: 'the state',
    nonce: 'the nonce',
    ...tool.asks,
  };
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) to.searchParams.set(name, value);
  }
  return to.href;
}

async function register(tool: StubTool, params: URLSearchParams): Promise<StubTool['registered']> {
  const found = await fetch(params.get('openid_configuration') ?? '');
  const { registration_endpoint: endpoint } = (await found.json()) as { registration_endpoint: string };
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${params.get('registration_token')}`,
    },
    body: JSON.stringify(tool.registration),
  });
  return { status: response.status, body: (await response.json()) as Claims };
}
