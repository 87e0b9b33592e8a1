import type { FastifyReply } from 'fastify';
import { type Html, html } from './html.ts';

export interface LtiPage {
  readonly title: string;
  readonly body: Html;
  /** A script of ours that the page needs not to be read, only to be quicker. */
  readonly script?: 'submit.js' | 'close.js';
}

export interface Framing {
  /** Origins whose pages may show this one in a frame. */
  readonly framedBy: readonly string[];
  /** Where a form of the page may go beside our own origin. */
  readonly formsTo?: readonly string[];
}

/** An origin as a source of a policy; anything else is none, so that no text of others gets into a header. */
const originPattern = /^https?:\/\/[\w.:[\]-]+$/;

/** The headers of everything that may stand in a frame: there, and nowhere else (SPEC R16, LAUNCH-3). */
export function allowFraming(reply: FastifyReply, { framedBy, formsTo = [] }: Framing): void {
  const sources = (origins: readonly string[]) => origins.filter((origin) => originPattern.test(origin));
  const ancestors = ["'self'", ...sources(framedBy)].join(' ');
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${["'self'", ...sources(formsTo)].join(' ')}`,
    `frame-ancestors ${ancestors}`,
  ];
  // It knows no list of origins; the policy says the same and more.
  reply.removeHeader('x-frame-options');
  reply.header('content-security-policy', policy.join(';'));
  // A form that is sent says from which origin, and nothing of the address.
  reply.header('referrer-policy', 'strict-origin');
}

/** Sends a page that reads well in a narrow frame and on a phone, and needs no script. */
export function sendLtiPage(
  reply: FastifyReply,
  { title, body, script }: LtiPage,
  framing: Framing,
  status = 200,
): FastifyReply {
  allowFraming(reply, framing);
  reply.status(status).type('text/html; charset=utf-8').header('cache-control', 'no-store');
  const scripted = script === undefined ? null : html`<script src="/lti/${script}" defer></script>`;
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title} – Rollcall</title><link rel="stylesheet" href="/lti/page.css">${scripted}</head>
<body><main><p class="brand">Rollcall</p><h1>${title}</h1>
${body}
</main></body>
</html>
`;
  return reply.send(page.text);
}
