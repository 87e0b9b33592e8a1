import type { FastifyReply } from 'fastify';
import { loginCookie } from '../../auth/cookie.ts';
import { beginLogin, loginLifeS, loginRequest } from '../../launches/login.ts';
import {
  fieldsOf,
  type LtiRequest,
  ltiPaths,
  refuseLaunch,
  refuseUnregistered,
  systemOf,
} from './lti-request.ts';
import { problemWords } from './words.ts';

/**
 * A system begins a login: the browser gets half of a secret to keep, and goes to the system's own page with the other
 * half. Nothing else is written.
 */
export async function answerLogin(call: LtiRequest): Promise<FastifyReply> {
  const { app, request, reply, origin } = call;
  const system = await systemOf(call);
  if (system === null) return refuseUnregistered(call);
  const query = request.method === 'POST' ? request.body : request.url.split('?')[1];
  const asked = loginRequest.safeParse(fieldsOf(query));
  const { platform } = system;
  const isTheirs =
    asked.success &&
    asked.data.iss === platform.issuer &&
    (asked.data.client_id ?? platform.clientId) === platform.clientId;
  if (!isTheirs) return refuseLaunch(call, system, problemWords.bad_claims);

  const begun = beginLogin(app, platform.id, asked.data);
  const target = new URL(platform.authorisationUrl);
  const answer = {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: platform.clientId,
    redirect_uri: `${origin}${ltiPaths.launch(platform.id)}`,
    login_hint: asked.data.login_hint,
    state: begun.state,
    nonce: begun.login.nonce,
    ...(asked.data.lti_message_hint === undefined ? {} : { lti_message_hint: asked.data.lti_message_hint }),
  };
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  reply.header('cache-control', 'no-store');
  reply.header('set-cookie', loginCookie(begun.login.login, begun.kept, loginLifeS));
  return reply.redirect(target.href, 303);
}
