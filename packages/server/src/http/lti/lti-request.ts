import { platformId } from '@rollcall/core/ids.ts';
import type { LaunchProblem } from '@rollcall/core/lti/launch-problem.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../../app-context.ts';
import { type ActivePlatform, findActivePlatform } from '../../lms/find-platform.ts';
import type { Origins } from '../origins.ts';
import { html } from './html.ts';
import { type Framing, sendLtiPage } from './send-page.ts';
import { pageWords, problemWords } from './words.ts';

/** One request of a browser that another system sent. */
export interface LtiRequest {
  readonly app: AppContext;
  readonly request: FastifyRequest<{ Params: { platformId: string } }>;
  readonly reply: FastifyReply;
  /** The origin of ours that it came to. */
  readonly origin: string;
}

/** The system that the address names, as long as it may launch; null when there is none or it is switched off. */
export async function systemOf({ app, request }: LtiRequest): Promise<ActivePlatform | null> {
  const id = platformId.safeParse(request.params.platformId);
  return id.success ? findActivePlatform(app, id.data) : null;
}

export const ltiPaths = {
  login: (platform: string) => `/lti/${platform}/login`,
  launch: (platform: string) => `/lti/${platform}/launch`,
  continue: (platform: string) => `/lti/${platform}/continue`,
  place: (platform: string) => `/lti/${platform}/place`,
} as const;

/** What another system's page sends by itself, from its own origin (SPEC D02): the state is checked in its place. */
const foreignCall = /^\/lti\/[\da-f-]{36}\/(?:login|launch)(?:\?|$)/i;

export function isForeignLtiCall(origins: Origins, request: FastifyRequest): boolean {
  return origins.originOf(request.headers.host) !== null && foreignCall.test(request.url);
}

/**
 * Who may frame a page that says no: the system's own pages, and the one that sent the browser here. Such a page has
 * nothing that could be pressed to anybody's harm.
 */
export function framingOfRefusal({ request }: LtiRequest, system: ActivePlatform | null): Framing {
  const { origin } = request.headers;
  const own = system === null ? [] : [system.platform.issuer, system.platform.authorisationUrl];
  return {
    framedBy: [
      ...own.flatMap((url) => URL.parse(url)?.origin ?? []),
      ...(origin === undefined ? [] : [origin]),
    ],
  };
}

/** A launch that did not come about: said on a page, and counted. */
export function refuseLaunch(
  call: LtiRequest,
  system: ActivePlatform | null,
  words: { readonly title: string; readonly text: string },
  status = 400,
): FastifyReply {
  const { app, request, reply } = call;
  app.refusals.turnedAway('launch_refused', { personId: null, remoteAddress: request.ip });
  const page = { title: words.title, body: html`<p>${words.text}</p>` };
  return sendLtiPage(reply, page, framingOfRefusal(call, system), status);
}

export function refuseForProblem(
  call: LtiRequest,
  system: ActivePlatform,
  problem: LaunchProblem,
): FastifyReply {
  return refuseLaunch(call, system, problemWords[problem], problem === 'keys_unreachable' ? 502 : 400);
}

export function refuseUnregistered(call: LtiRequest): FastifyReply {
  return refuseLaunch(call, null, pageWords.notRegistered, 404);
}

/** The fields of a form or of a query; of several of one name the first. */
export function fieldsOf(text: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(typeof text === 'string' ? text : ''))
    fields[name] ??= value;
  return fields;
}
