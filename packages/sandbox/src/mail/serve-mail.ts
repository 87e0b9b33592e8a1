import type { FastifyInstance } from 'fastify';
import type { SandboxControl } from '../commands/control.ts';
import { SandboxRefusal } from '../sandbox-refusal.ts';
import { renderPage } from '../site/layout.ts';
import { mailPage } from './mail-pages.ts';
import type { ReceivedMail } from './outbox.ts';

/** A message's links open beside the outbox, not inside its frame. */
const inNewTab = '<base target="_blank">';

/** The pages of single messages. The outbox itself is one of the sandbox's plain pages. */
export function serveMail(server: FastifyInstance, control: () => SandboxControl): void {
  const find = (id: string): ReceivedMail => {
    const mail = control().findMail(Number(id));
    if (mail === undefined) throw new SandboxRefusal('There is no such message any more.');
    return mail;
  };
  server.get<{ Params: { id: string } }>('/mail/:id', async ({ params }, reply) => {
    const nav = [{ href: '/mail', label: 'Mail outbox', here: false }];
    reply.header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'",
    );
    const mail = find(params.id);
    return reply
      .type('text/html; charset=utf-8')
      .send(
        renderPage(
          { title: mail.subject, nav: [{ href: '/', label: 'Overview', here: false }, ...nav] },
          mailPage(mail),
        ),
      );
  });
  server.get<{ Params: { id: string } }>('/mail/:id/html', async ({ params }, reply) => {
    // Whatever a message holds, here it is text and pictures of its own: no script, nothing from elsewhere.
    reply.header(
      'content-security-policy',
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    );
    return reply.type('text/html; charset=utf-8').send(inNewTab + find(params.id).html);
  });
}
