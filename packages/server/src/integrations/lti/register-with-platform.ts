import { belongTogether } from '@rollcall/core/domains.ts';
import { z } from 'zod';
import type { PublicAnswer, PublicQuestion } from '../../outbound/ask-public.ts';
import type { WithLti } from './lti-services.ts';
import { rosterScope } from './platform-client.ts';

const limitBytes = 256 * 1024;
const url = z.url({ protocol: /^https?$/ }).max(2000);
const platformConfiguration = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
const toolConfiguration = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

/** What a system says of itself where its registration address points. */
const configuration = z.object({
  issuer: url,
  authorization_endpoint: url,
  token_endpoint: url,
  jwks_uri: url,
  registration_endpoint: url,
  authorization_server: z.string().min(1).max(2000).nullish(),
  [platformConfiguration]: z.object({}).optional(),
});
const registered = z.object({
  client_id: z.string().min(1).max(255),
  [toolConfiguration]: z.object({ deployment_id: z.string().min(1).max(255).nullish() }).nullish(),
});

/** The addresses of ours that a system is told. */
export interface ToolAddresses {
  readonly loginUrl: string;
  readonly launchUrl: string;
  readonly keysUrl: string;
}

export interface RegistrationOffer {
  readonly configurationUrl: string;
  /** What the system wants back with the registration; null where it gave none. */
  readonly registrationToken: string | null;
}

export interface Registration {
  readonly issuer: string;
  readonly clientId: string;
  readonly authorisationUrl: string;
  readonly tokenUrl: string;
  readonly tokenAudience: string | null;
  readonly keysUrl: string;
  /** Null where the system makes deployments later. */
  readonly deploymentId: string | null;
}

/** Why a registration came to nothing. Says nothing of what the other system answered. */
export class RegistrationFailure extends Error {
  readonly why: 'unreachable' | 'not_a_platform' | 'refused';
  constructor(why: RegistrationFailure['why'], cause?: unknown) {
    super(`A registration with a learning management system failed: ${why}`, { cause });
    this.name = 'RegistrationFailure';
    this.why = why;
  }
}

/**
 * Registers this installation with a system (LTI Dynamic Registration 1.0): reads what it says of itself, which has to be
 * said where it says that it is, and enters `tool` there. Throws RegistrationFailure.
 */
export async function registerDynamically(
  app: WithLti,
  tool: ToolAddresses,
  offer: RegistrationOffer,
): Promise<Registration> {
  const system = await asked(app, configuration, offer.configurationUrl, {
    headers: { accept: 'application/json' },
    limitBytes,
  });
  const said = new URL(offer.configurationUrl).hostname;
  const places = [system.issuer, system.registration_endpoint].map((place) => new URL(place).hostname);
  if (!places.every((place) => belongTogether(place, said))) throw new RegistrationFailure('not_a_platform');
  const answer = await asked(app, registered, system.registration_endpoint, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(offer.registrationToken === null ? {} : { authorization: `Bearer ${offer.registrationToken}` }),
    },
    body: JSON.stringify(registrationOf(tool)),
    limitBytes,
  });
  return {
    issuer: system.issuer,
    clientId: answer.client_id,
    authorisationUrl: system.authorization_endpoint,
    tokenUrl: system.token_endpoint,
    tokenAudience: system.authorization_server ?? null,
    keysUrl: system.jwks_uri,
    deploymentId: answer[toolConfiguration]?.deployment_id ?? null,
  };
}

function registrationOf({ loginUrl, launchUrl, keysUrl }: ToolAddresses): object {
  const message = { target_link_uri: launchUrl, label: 'Rollcall' };
  return {
    application_type: 'web',
    client_name: 'Rollcall',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: loginUrl,
    redirect_uris: [launchUrl],
    jwks_uri: keysUrl,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: rosterScope,
    [toolConfiguration]: {
      domain: new URL(launchUrl).host,
      description: 'Puts the class on the license of its teacher.',
      target_link_uri: launchUrl,
      claims: ['iss', 'sub', 'name', 'given_name', 'family_name', 'email'],
      messages: [
        { type: 'LtiResourceLinkRequest', ...message },
        // Where an assignment is made: each system knows its own word and passes over the others.
        {
          type: 'LtiDeepLinkingRequest',
          ...message,
          placements: ['ContentArea', 'assignment_selection', 'link_selection'],
        },
      ],
    },
  };
}

async function asked<Answer>(
  app: WithLti,
  schema: z.ZodType<Answer>,
  address: string,
  question: PublicQuestion,
): Promise<Answer> {
  let answer: PublicAnswer;
  try {
    answer = await app.lti.ask(address, question);
  } catch (error) {
    throw new RegistrationFailure('unreachable', error);
  }
  if (answer.status >= 500) throw new RegistrationFailure('unreachable');
  if (answer.status >= 400) throw new RegistrationFailure('refused');
  try {
    return schema.parse(JSON.parse(answer.text));
  } catch (error) {
    throw new RegistrationFailure('not_a_platform', error);
  }
}
