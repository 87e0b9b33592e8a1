import type { IncomingMessage } from 'node:http';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { AppContext } from '../app-context.ts';
import { readSessionCookie, sessionCookie } from '../auth/cookie.ts';
import { sessionAbsoluteMs } from '../auth/session.ts';
import { refusalOf } from '../error-mapper.ts';
import { type AppRouter, appRouter } from '../router.ts';
import type { RequestContext } from '../trpc.ts';
import { registerHealth } from './health.ts';
import { isFromOwnOrigin, type Origins } from './origins.ts';
import { registerStatic } from './static-apps.ts';

/** The largest body: a paste of a thousand addresses with names fits several times. In bytes. */
const bodyLimit = 2 * 1024 * 1024;

/** The HTTP side: origin check first, then health, API and the built apps. Does not listen yet. */
export async function createHttpServer(app: AppContext, origins: Origins): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit,
    trustProxy: (_address: string, hop: number) => hop < app.env.trustedProxies,
    // Request lines hold paths and queries; what is logged is chosen in the error mapper instead.
    logger: false,
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { maxParamLength: 2000 },
    forceCloseConnections: true,
  });

  server.setErrorHandler((error, request, reply) => {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE';
    const refusal = tooLarge
      ? ({ code: 'TOO_LARGE', details: { limitBytes: bodyLimit } } as const)
      : refusalOf(error, request.id);
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status >= 500) app.log.error({ err: error, correlationId: request.id }, 'a request failed');
    return reply.status(status).send({ error: { message: refusal.code, data: { refusal } } });
  });

  server.addHook('onRequest', async (request, reply) => {
    const { host, origin, 'sec-fetch-site': secFetchSite } = request.headers;
    const site = typeof secFetchSite === 'string' ? secFetchSite : undefined;
    if (request.url.startsWith('/health/')) return;
    if (isFromOwnOrigin(origins, { method: request.method, host, origin, secFetchSite: site })) return;
    await reply.status(403).type('text/plain').send('This address is not one that Rollcall answers to.');
  });
  await registerHeaders(server, origins);
  await server.register(compress, { threshold: 1024 });
  registerHealth(server, app);
  await registerApi(server, app, origins);
  await registerStatic(server, app.env);
  return server;
}

async function registerHeaders(server: FastifyInstance, origins: Origins): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: origins.secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  });
}

async function registerApi(server: FastifyInstance, app: AppContext, origins: Origins): Promise<void> {
  await server.register(
    async (api) => {
      // JSON only (SPEC D02): a form or text/plain body, which a foreign page can send, is refused unread.
      api.removeContentTypeParser(['text/plain']);
      api.addHook('onSend', async (_request, reply) => {
        reply.header('cache-control', 'no-store');
      });
      const options: FastifyTRPCPluginOptions<AppRouter> = {
        prefix: '',
        trpcOptions: {
          router: appRouter,
          allowMethodOverride: false,
          createContext: ({ req, res }) =>
            contextOf(app, origins, req, (token) => {
              res.header('set-cookie', sessionCookie(token, origins.secure, sessionAbsoluteMs / 1000));
            }),
        },
      };
      await api.register(fastifyTRPCPlugin, options);
    },
    { prefix: '/api' },
  );
}

async function contextOf(
  app: AppContext,
  origins: Origins,
  request: FastifyRequest,
  setSessionCookie: (token: string) => void,
): Promise<RequestContext> {
  const presented = readSessionCookie(request.headers.cookie, origins.secure);
  const session = presented === null ? null : await app.sessions.resume(presented, { rotate: true });
  if (session?.newToken != null) setSessionCookie(session.newToken);
  return {
    app,
    who: session?.who ?? null,
    token: session === null ? null : (session.newToken ?? presented),
    remoteAddress: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    correlationId: request.id,
    demoLabel: app.env.demo ? labelOf(request.raw) : null,
    setSessionCookie,
  };
}

/** `ana` of `ana.localhost:4000`; null for a bare localhost. */
function labelOf(request: IncomingMessage): string | null {
  return /^([a-z0-9-]+)\.localhost(?::\d+)?$/.exec(request.headers.host ?? '')?.[1] ?? null;
}
