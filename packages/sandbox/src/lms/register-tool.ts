import type { Provider } from 'oidc-provider';
import { isLocalRedirect } from '../oidc/redirects.ts';
import { SandboxRefusal } from '../sandbox-refusal.ts';
import type { Store } from '../store/store.ts';
import { rosterScope } from './lti.ts';
import { platformAdapter } from './oidc/platform.ts';
import { newClientId, toolPolicy } from './oidc/registration.ts';
import { addDeployment, type Deployment, insertTool, type Tool } from './store/tools.ts';
import { schoolUrls } from './urls.ts';

/** A tool as its makers tell an administrator to enter it. */
export interface ToolDetails {
  readonly name: string;
  /** Where logins begin (`initiate_login_uri`). */
  readonly loginUrl: string;
  readonly targetLinkUri: string;
  readonly jwksUri: string;
  /** `targetLinkUri` alone, where nothing is said. */
  readonly redirectUris?: readonly string[] | undefined;
  /** Null: it cannot be asked for a choice. `targetLinkUri`, where nothing is said. */
  readonly deepLinkUri?: string | null | undefined;
  readonly sharesNames?: boolean | undefined;
  readonly sharesEmails?: boolean | undefined;
  /** A tool without it gets no rosters. */
  readonly mayReadRosters?: boolean | undefined;
  readonly custom?: Readonly<Record<string, string>> | undefined;
  /** Chosen beforehand, as where both sides are set up by a script. */
  readonly clientId?: string | undefined;
  readonly deploymentId?: string | undefined;
}

const lifeS = 10 * 365 * 86_400;

/** Registers a tool by hand, with a first deployment. */
export async function registerTool(
  store: Store,
  school: string,
  details: ToolDetails,
): Promise<{ readonly tool: Tool; readonly deployment: Deployment }> {
  const { loginUrl, targetLinkUri, jwksUri, deepLinkUri } = details;
  for (const url of [loginUrl, targetLinkUri, jwksUri, deepLinkUri, ...(details.redirectUris ?? [])]) {
    if (url != null && !isLocalRedirect(url))
      throw new SandboxRefusal(`${url} is not on this machine, and the sandbox sends nobody elsewhere.`);
  }
  const clientId = details.clientId ?? newClientId();
  const scopes = details.mayReadRosters === false ? [] : [rosterScope];
  await platformAdapter(
    store,
    school,
  )('Client').upsert(
    clientId,
    {
      client_id: clientId,
      client_name: details.name,
      application_type: 'web',
      response_types: ['id_token'],
      grant_types: ['implicit', 'client_credentials'],
      redirect_uris: [...(details.redirectUris ?? [details.targetLinkUri])],
      initiate_login_uri: details.loginUrl,
      jwks_uri: details.jwksUri,
      token_endpoint_auth_method: 'private_key_jwt',
      scope: ['openid', ...scopes].join(' '),
    },
    lifeS,
  );
  return store.transaction(() => {
    const tool = insertTool(store, {
      school,
      clientId,
      name: details.name,
      loginUrl: details.loginUrl,
      targetLinkUri: details.targetLinkUri,
      deepLinkUri: details.deepLinkUri === undefined ? details.targetLinkUri : details.deepLinkUri,
      jwksUri: details.jwksUri,
      how: 'hand',
      sharesNames: Number(details.sharesNames ?? true),
      sharesEmails: Number(details.sharesEmails ?? true),
      custom: JSON.stringify(details.custom ?? {}),
    });
    return { tool, deployment: addDeployment(store, school, clientId, 'Whole school', details.deploymentId) };
  });
}

/** What a tool's registration page is opened with. */
export interface RegistrationStart {
  readonly openidConfiguration: string;
  /** Good for one registration within the hour. */
  readonly registrationToken: string;
}

export async function startRegistration(
  provider: Provider,
  origin: string,
  school: string,
): Promise<RegistrationStart> {
  const token = new provider.InitialAccessToken({ policies: [toolPolicy] });
  return {
    openidConfiguration: schoolUrls(origin, school).configuration,
    registrationToken: await token.save(),
  };
}

/** The tool's registration page as the standard has it opened. */
export function registrationAddress(toolUrl: string, start: RegistrationStart): string {
  const address = new URL(toolUrl);
  address.searchParams.set('openid_configuration', start.openidConfiguration);
  address.searchParams.set('registration_token', start.registrationToken);
  return address.href;
}
