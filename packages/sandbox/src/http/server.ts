import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import { answerPlatform, isPlatformPath, type Lms } from '../lms/lms.ts';
import type { Issuer } from '../oidc/issuer.ts';
import { SandboxRefusal } from '../sandbox-refusal.ts';
import { renderPage } from '../site/layout.ts';
import { html } from './html.ts';

export interface HttpParts {
  /** Read at each request: they are made once the port is known. */
  issuers(): readonly Issuer[];
  lms(): Lms;
  /** What a request's Host has to be. */
  host(): string;
}

// Forms go on to Rollcall after a sign-in, so where they may lead is left open.
const contentPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

/**
 * The one server of the sandbox. Paths below an issuer's name, and those of a learning management
 * system's issuer, go to oidc-provider, all else to routes. A request that
 * names another host, as a page elsewhere could make a browser send it, is refused.
 */
export function createHttpServer(parts: HttpParts): FastifyInstance {
  const server = fastify({
    logger: false,
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: true,
    serverFactory: (handler) =>
      createServer((req, res) => {
        if (req.headers.host !== parts.host()) return refuseHost(res, parts.host());
        if (isPlatformPath(req.url ?? ''))
          return void answerPlatform(parts.lms(), req, res).catch(() => res.destroy());
        const issuer = parts.issuers().find(({ name }) => req.url?.startsWith(`/${name}/`));
        if (issuer === undefined) handler(req, res);
        else toIssuer(issuer, req, res).catch(() => res.destroy());
      }),
  });
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );
  server.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', contentPolicy);
    reply.header('x-content-type-options', 'nosniff');
  });
  server.setErrorHandler((error, _request, reply) => {
    const refused = error instanceof SandboxRefusal;
    const text = error instanceof Error ? error.message : String(error);
    return reply
      .code(refused ? 400 : 500)
      .type('text/html; charset=utf-8')
      .send(renderPage({ title: 'That did not work', notice: { text, failed: true } }, html``));
  });
  return server;
}

function refuseHost(res: ServerResponse, host: string): void {
  res.writeHead(421, { 'content-type': 'text/plain; charset=utf-8' });
  res.end(`The sandbox answers as http://${host} only.\n`);
}

/**
 * Without the cookie of a remembered sign-in: every sign-in begins with the choice of an account, since one visitor is
 * many people here.
 */
async function toIssuer(issuer: Issuer, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const session = `${issuer.name}_session`;
  req.headers.cookie = req.headers.cookie
    ?.split('; ')
    .filter((cookie) => !cookie.startsWith(session))
    .join('; ');
  const path = req.url ?? '/';
  Object.assign(req, { originalUrl: path });
  req.url = path.slice(issuer.name.length + 1);
  await issuer.provider.callback()(req, res);
}
