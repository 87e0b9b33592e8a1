import { randomInt } from 'node:crypto';
import { type ClientMetadata, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import { isLocalRedirect } from '../../oidc/redirects.ts';
import type { Store } from '../../store/store.ts';
import { messageTypes, rosterScope, toolConfiguration } from '../lti.ts';
import { getSchool } from '../store/schools.ts';
import { addDeployment, insertTool } from '../store/tools.ts';

/** The only policy: a registration has to be a tool's. */
export const toolPolicy = 'lti-tool';

/** The sandbox sends nobody to another machine, and asks none. */
const local = z.url().refine(isLocalRedirect, 'must be on this machine');

const message = z.object({
  type: z.string(),
  target_link_uri: local.optional(),
});

/** What LTI Dynamic Registration asks of a tool beside OpenID Connect. */
const configuration = z.object({
  domain: z.string().min(1),
  target_link_uri: local,
  claims: z.array(z.string()),
  messages: z.array(message),
  custom_parameters: z.record(z.string(), z.string()).optional(),
});

const metadata = z.object({
  client_id: z.string(),
  client_name: z.string().min(1),
  initiate_login_uri: local,
  redirect_uris: z.array(local).min(1),
  jwks_uri: local,
  response_types: z.array(z.string()),
  grant_types: z.array(z.string()),
  token_endpoint_auth_method: z.literal('private_key_jwt'),
  [toolConfiguration]: configuration,
});

/** Client ids are long numbers, as those of Canvas. */
export function newClientId(): string {
  return `1${String(randomInt(1_000_000_000)).padStart(9, '0')}${String(randomInt(100_000)).padStart(5, '0')}`;
}

const grantTypes = ['implicit', 'client_credentials'];

/**
 * Refuses what is no tool's registration, and leaves out what it does not know, as platforms do.
 * @throws errors.InvalidClientMetadata
 */
export function checkRegistration(_ctx: KoaContextWithOIDC, properties: ClientMetadata): void {
  const read = metadata.safeParse(properties);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new errors.InvalidClientMetadata(
      `${issue?.path.join('.') || 'the registration'}: ${issue?.message ?? 'cannot be read'}`,
    );
  }
  for (const needed of grantTypes) {
    if (!read.data.grant_types.includes(needed))
      throw new errors.InvalidClientMetadata(`grant_types must include ${needed}`);
  }
  const scopes = (properties.scope ?? '').split(' ').filter((scope) => scope === rosterScope);
  properties.scope = ['openid', ...scopes].join(' ');
  properties.grant_types = grantTypes;
  properties.response_types = ['id_token'];
}

/**
 * Keeps what was registered as a tool of the system, with a first deployment, and answers what the tool is told of it.
 */
export function recordRegistration(store: Store, slug: string, registered: unknown): object {
  const client = metadata.parse(registered);
  const tool = client[toolConfiguration];
  const deepLink = tool.messages.find(({ type }) => type === messageTypes[1]);
  const deploymentId = store.transaction(() => {
    insertTool(store, {
      school: slug,
      clientId: client.client_id,
      name: client.client_name,
      loginUrl: client.initiate_login_uri,
      targetLinkUri: tool.target_link_uri,
      deepLinkUri: deepLink === undefined ? null : (deepLink.target_link_uri ?? tool.target_link_uri),
      jwksUri: client.jwks_uri,
      how: 'dynamic',
      sharesNames: Number(['name', 'given_name', 'family_name'].some((name) => tool.claims.includes(name))),
      sharesEmails: Number(tool.claims.includes('email')),
      custom: JSON.stringify(tool.custom_parameters ?? {}),
    });
    return addDeployment(store, slug, client.client_id, 'Whole school').id;
  });
  if (getSchool(store, slug).givesDeployment === 0) return {};
  return { deployment_id: deploymentId };
}
