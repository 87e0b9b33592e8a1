import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../app-context.ts';
import { changeMailStop, type MailStop, readMailStop } from '../features/mail/stop-mail.ts';
import { stopPrefix } from '../mail/stop-path.ts';
import type { Origins } from './origins.ts';

/** A mail program's own button sends one short form field (RFC 8058). In bytes. */
const bodyLimit = 4_096;

/**
 * Whether a request is one that a mail program makes for its reader: a POST from anywhere, without an Origin. What stands
 * in for the Origin is the token in its path (SPEC D02, MAIL-6).
 */
export function isMailStop(origins: Origins, request: FastifyRequest): boolean {
  const isOurs = origins.originOf(request.headers.host) !== null;
  return isOurs && request.method === 'POST' && request.url.startsWith(stopPrefix);
}

/** The page behind the link of each mail. Looking at it changes nothing (SPEC B17); its button, or the mail program's, does. */
export async function registerMailStop(server: FastifyInstance, app: AppContext): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit }, (_request, body, done) =>
      done(null, body),
    );
    scope.get(`${stopPrefix}page.css`, (_request, reply) => reply.type('text/css').send(stylesheet));
    scope.get<{ Params: { token: string } }>(`${stopPrefix}:token`, async ({ params }, reply) =>
      sendPage(reply, await readMailStop(app, params.token)),
    );
    scope.post<{ Params: { token: string } }>(`${stopPrefix}:token`, async ({ params, body }, reply) => {
      const field = new URLSearchParams(typeof body === 'string' ? body : '').get('mail');
      return sendPage(reply, await changeMailStop(app, params.token, field === 'resume' ? 'resume' : 'stop'));
    });
  });
}

function sendPage(reply: FastifyReply, standing: MailStop | undefined): FastifyReply {
  reply.header('cache-control', 'no-store').type('text/html');
  if (standing === undefined) return reply.status(404).send(page('This link is no longer valid', unknown));
  const district = escaped(standing.districtName);
  return reply.send(
    standing.isStopped
      ? page(
          'You get no more mail',
          `<p>Rollcall sends you no more mail about licenses of ${district}. Invitations still wait for you in the app.</p>
          ${button('resume', 'Get mail again')}`,
        )
      : page(
          'Stop this mail?',
          `<p>Rollcall sends you mail about licenses of ${district}. If you stop it, invitations still wait for you in the app.</p>
          ${button('stop', 'Send me no more mail')}`,
        ),
  );
}

const unknown =
  '<p>Links in mail work for 90 days. Open a newer mail from us, or sign in to the app: invitations wait for you there.</p>';

/** Without an action a form goes to the address that it is on, token and all. */
function button(value: string, text: string): string {
  return `<form method="post"><button name="mail" value="${value}">${text}</button></form>`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title} – Rollcall</title><link rel="stylesheet" href="${stopPrefix}page.css"></head>
<body><main><h1>${title}</h1>
${body}
</main></body>
</html>
`;
}

const stylesheet = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; padding: 2rem 1rem; }
main { max-width: 32rem; margin: 0 auto; }
h1 { font-size: 1.5rem; line-height: 1.25; }
button { font: inherit; padding: 0.75rem 1.25rem; border-radius: 0.5rem; border: 1px solid currentColor; cursor: pointer; }
`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
