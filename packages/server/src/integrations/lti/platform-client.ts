import { randomUUID } from 'node:crypto';
import { courseRoleOf } from '@rollcall/core/lti/course-role.ts';
import type { CourseRole } from '@rollcall/core/lti/launch.ts';
import { storableText } from '@rollcall/core/storable-text.ts';
import { z } from 'zod';
import type { PublicAnswer, PublicQuestion } from '../../outbound/ask-public.ts';
import type { AccessToken } from '../openid/issuer-client.ts';
import { type Page, SyncFailure } from '../upstream.ts';
import type { WithLti } from './lti-services.ts';
import type { RegisteredPlatform } from './platform.ts';
import { failureOfAsking, failureOfStatus } from './platform-failure.ts';

/** The one scope that is asked for: reading who is in a course. */
export const rosterScope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const rosterType = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';

const assertionLifeS = 60;
const tokenLimitBytes = 64 * 1024;
/** A page of a class: systems send 50 to 500 people. In bytes. */
const pageLimitBytes = 8 * 1024 * 1024;

/** Somebody of a class, as the system has them. `subject` is what a launch of theirs says. */
export interface RosterPerson {
  readonly subject: string;
  readonly role: CourseRole;
  readonly name: string | null;
  readonly email: string | null;
  /** False of who is suspended, or has left. */
  readonly active: boolean;
}

const text = z.string().nullish().catch(null);
const rosterPage = z.object({
  members: z.array(
    z.object({
      user_id: z.string().min(1).max(255),
      roles: z.array(z.string()).max(200),
      status: text,
      name: text,
      given_name: text,
      family_name: text,
      email: text,
    }),
  ),
});
type Member = z.infer<typeof rosterPage>['members'][number];

/**
 * One page of the people of a course (Names and Role Provisioning 2.0). `url` is what the launch named, or the `next` of
 * the page before. One request, and one more where the token is not accepted any more. Throws SyncFailure, or the reason
 * of the signal.
 */
export async function readRosterPage(
  app: WithLti,
  platform: RegisteredPlatform,
  url: string,
  signal: AbortSignal,
): Promise<Page<RosterPerson>> {
  const answer = await askAuthorised(app, platform, url, signal);
  const page = parsed(rosterPage, answer.text);
  return { items: page.members.map(personOf), next: nextOf(answer, url) };
}

function personOf(member: Member): RosterPerson {
  const given = [member.given_name, member.family_name].filter(Boolean).join(' ');
  return {
    subject: member.user_id,
    role: courseRoleOf(member.roles),
    name: shown(member.name) ?? shown(given),
    email: shown(member.email),
    // The specification leaves the word out for whoever is active.
    active: (member.status ?? 'Active').toLowerCase() === 'active',
  };
}

function shown(value: string | null | undefined): string | null {
  const cut = [...storableText(value ?? '').trim()].slice(0, 300).join('');
  return cut === '' ? null : cut;
}

/** The token goes along: a page elsewhere than the first is not asked for. */
function nextOf({ headers }: PublicAnswer, url: string): string | null {
  const link = [headers.link ?? []].flat().join(', ');
  const next = /<([^>]+)>\s*;[^,]*\brel="?next\b"?/i.exec(link)?.[1];
  if (next === undefined) return null;
  const address = URL.parse(next, url);
  // A page that leads to itself never ends; longer rings are found by whoever counts the pages.
  if (address?.origin !== new URL(url).origin || address.href === url)
    throw new SyncFailure('incomplete', { retryAfterMs: null });
  return address.href;
}

async function askAuthorised(
  app: WithLti,
  platform: RegisteredPlatform,
  url: string,
  signal: AbortSignal,
): Promise<PublicAnswer> {
  const key = `${platform.id} ${platform.clientId} ${platform.tokenUrl}`;
  for (const attempt of ['first', 'last']) {
    const token = await app.lti.tokens.get(key, () => askForToken(app, platform));
    const headers = { accept: rosterType, authorization: `Bearer ${token}` };
    const answer = await asked(app, url, { headers, signal, limitBytes: pageLimitBytes });
    if (answer.status === 401) app.lti.tokens.forget(key, token);
    if (answer.status === 401 && attempt === 'first') continue;
    const failure = failureOfStatus(answer);
    if (failure !== undefined) throw failure;
    return answer;
  }
  throw new Error('The last attempt neither answered nor failed');
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().max(86_400).default(3_600),
});

/** Whoever waits for the same token has a signal of their own: this request has none but its time. */
async function askForToken(app: WithLti, platform: RegisteredPlatform): Promise<AccessToken> {
  const now = Math.floor(Date.now() / 1_000);
  const assertion = await app.lti.signer.sign(platform.id, {
    iss: platform.clientId,
    sub: platform.clientId,
    aud: platform.tokenAudience ?? platform.tokenUrl,
    jti: randomUUID(),
    iat: now,
    exp: now + assertionLifeS,
  });
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: rosterScope,
  });
  const answer = await asked(app, platform.tokenUrl, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    limitBytes: tokenLimitBytes,
  });
  const failure = failureOfStatus(answer);
  if (failure !== undefined) throw failure;
  const { access_token, expires_in } = parsed(tokenAnswer, answer.text);
  return { accessToken: access_token, expiresInS: expires_in, refreshToken: null };
}

async function asked(app: WithLti, url: string, question: PublicQuestion): Promise<PublicAnswer> {
  try {
    return await app.lti.ask(url, question);
  } catch (error) {
    throw failureOfAsking(error, question.signal ?? new AbortController().signal);
  }
}

/** What is no such answer was cut short, or is something else. Its text goes nowhere: it may name children. */
function parsed<Answer>(schema: z.ZodType<Answer>, answer: string): Answer {
  let value: unknown;
  try {
    value = JSON.parse(answer);
  } catch {
    throw new SyncFailure('incomplete', { retryAfterMs: 1_000 });
  }
  const read = schema.safeParse(value);
  if (!read.success) throw new SyncFailure('incomplete', { retryAfterMs: null });
  return read.data;
}

export interface PlacedLink {
  readonly title: string;
  readonly url: string;
  readonly custom: Readonly<Record<string, string>>;
}

export interface DeepLinkingAnswer {
  readonly deploymentId: string;
  readonly items: readonly PlacedLink[];
  /** As the request gave it; null where it gave none. */
  readonly data: string | null;
}

const claim = 'https://purl.imsglobal.org/spec/lti/claim';
const deepLinking = 'https://purl.imsglobal.org/spec/lti-dl/claim';

/** The signed answer to a request for content, for the form that brings it to the request's return address as `JWT`. */
export async function deepLinkingAnswer(
  app: WithLti,
  platform: RegisteredPlatform,
  { deploymentId, items, data }: DeepLinkingAnswer,
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  return app.lti.signer.sign(platform.id, {
    iss: platform.clientId,
    aud: platform.issuer,
    iat: now,
    exp: now + 300,
    nonce: randomUUID(),
    [`${claim}/message_type`]: 'LtiDeepLinkingResponse',
    [`${claim}/version`]: '1.3.0',
    [`${claim}/deployment_id`]: deploymentId,
    [`${deepLinking}/content_items`]: items.map((item) => ({ type: 'ltiResourceLink', ...item })),
    ...(data === null ? {} : { [`${deepLinking}/data`]: data }),
  });
}
