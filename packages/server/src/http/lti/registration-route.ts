import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import { RegistrationFailure, registerDynamically } from '../../integrations/lti/register-with-platform.ts';
import { findInvitation, keepRegistration } from '../../launches/registration.ts';
import { toolAddressesOf } from '../../lms/tool-addresses.ts';
import { networkOf } from '../../throttle.ts';
import type { Origins } from '../origins.ts';
import { html } from './html.ts';
import { fieldsOf } from './lti-request.ts';
import { type Framing, type LtiPage, sendLtiPage } from './send-page.ts';
import { registrationWords as words } from './words.ts';

type RegistrationRequest = FastifyRequest<{ Params: { token: string } }>;

/** What the system adds to the address, and what the page's own form sends. */
const offer = z.object({
  openid_configuration: z.url({ protocol: /^https?$/ }).max(2000),
  registration_token: z.string().min(1).max(8000).optional(),
});
type Offer = z.infer<typeof offer>;

/**
 * The registration address: opened by a system's administrator, from within it. Looking changes nothing (SPEC B17); the
 * page's button, which only a page of ours can press, registers, and the address works once (SPEC LAUNCH-5).
 */
export function registerRegistration(scope: FastifyInstance, app: AppContext, origins: Origins): void {
  scope.get('/lti/register/:token', async (request: RegistrationRequest, reply) => {
    await app.throttles.take('launchesPerNetwork', networkOf(request.ip));
    const asked = offer.safeParse(fieldsOf(request.url.split('?')[1]));
    const framing = framingOf(asked.data);
    const invitation = await findInvitation(app, request.params.token);
    if (invitation === null) return send(reply, said(words.gone), framing, 404);
    if (!asked.success) return send(reply, said(words.notFromSystem), framing, 400);
    return send(reply, askingPage(invitation.licenseName, asked.data, request.params.token), framing);
  });
  scope.post('/lti/register/:token', async (request: RegistrationRequest, reply) => {
    await app.throttles.take('launchesPerNetwork', networkOf(request.ip));
    const asked = offer.safeParse(fieldsOf(request.body));
    const framing = framingOf(asked.data);
    const invitation = await findInvitation(app, request.params.token);
    if (invitation === null) return send(reply, said(words.gone), framing, 404);
    if (!asked.success) return send(reply, said(words.notFromSystem), framing, 400);
    try {
      const tool = toolAddressesOf(origins.originOf(request.headers.host) ?? '', invitation.place.platformId);
      const registration = await registerDynamically(app, tool, {
        configurationUrl: asked.data.openid_configuration,
        registrationToken: asked.data.registration_token ?? null,
      });
      const kept = await keepRegistration(app, invitation, registration);
      if (!kept) return send(reply, said(words.gone), framing, 409);
      return send(reply, { ...said(words.done), script: 'close.js' }, framing);
    } catch (error) {
      if (!(error instanceof RegistrationFailure)) throw error;
      return send(reply, { ...said(words.failed[error.why]) }, framing, 502);
    }
  });
}

/** Systems open it in a frame or a window of theirs, and want to hear when it is done. */
function send(reply: FastifyReply, page: LtiPage, framing: Framing, status = 200): FastifyReply {
  reply.header('cross-origin-opener-policy', 'unsafe-none');
  return sendLtiPage(reply, page, framing, status);
}

/** The system that says that it asks: nothing can be done on the page but for it. */
function framingOf(asked: Offer | undefined): Framing {
  return { framedBy: asked === undefined ? [] : [new URL(asked.openid_configuration).origin] };
}

function said({ title, text }: { readonly title: string; readonly text: string }): LtiPage {
  return { title, body: html`<p>${text}</p>` };
}

function askingPage(licenseName: string, asked: Offer, registrationToken: string): LtiPage {
  const { title, text, detail, button } = words.ask;
  const token =
    asked.registration_token === undefined
      ? null
      : html`<input type="hidden" name="registration_token" value="${asked.registration_token}">`;
  return {
    title,
    body: html`<p>${text}</p>
<dl><dt>${words.ask.license}</dt><dd>${licenseName}</dd><dt>${words.ask.system}</dt><dd>${new URL(asked.openid_configuration).host}</dd></dl>
<p class="note">${detail}</p>
<form method="post" action="/lti/register/${registrationToken}"><input type="hidden" name="openid_configuration" value="${asked.openid_configuration}">${token}<button class="button">${button}</button></form>`,
  };
}
