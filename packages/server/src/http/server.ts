import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance } from 'fastify';
import type { AppContext } from '../app-context.ts';
import { registerApi } from './api.ts';
import { registerAuthCallback } from './auth-callback.ts';
import { registerFiles } from './files.ts';
import { registerHealth } from './health.ts';
import { cutWhenLate } from './late-requests.ts';
import { isForeignLtiCall } from './lti/lti-request.ts';
import { registerLti } from './lti/register-lti.ts';
import { isMailStop, registerMailStop } from './mail-stop.ts';
import { isFromOwnOrigin, type Origins } from './origins.ts';
import { answerError, originOfRequest, turnAway } from './refuse.ts';
import { registerStatic } from './static-apps.ts';
import { registerUploads } from './uploads.ts';

/** The largest body: a paste of a thousand addresses with names fits several times. In bytes. */
const bodyLimit = 2 * 1024 * 1024;

/** When the slowest file of people has to have arrived whole. All else has a minute. In ms. */
const uploadTimeoutMs = 15 * 60_000;

/** The HTTP side: headers and origin check first, then health, API and the built apps. Does not listen yet. */
export async function createHttpServer(app: AppContext, origins: Origins): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit,
    requestTimeout: uploadTimeoutMs,
    trustProxy: (_address: string, hop: number) => hop < app.env.trustedProxies,
    // Request lines hold paths and queries; what is logged is chosen in the error mapper instead.
    logger: false,
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { maxParamLength: 2000 },
    forceCloseConnections: true,
  });
  server.setErrorHandler((error, request, reply) => answerError(app, bodyLimit, error, request, reply));
  await registerHeaders(server, origins);
  server.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/health/') || isMailStop(origins, request)) return;
    if (isForeignLtiCall(origins, request)) return;
    if (!isFromOwnOrigin(origins, originOfRequest(request))) return turnAway(app, request, reply);
  });
  server.addHook('onRequest', async (request) => cutWhenLate(request.raw));
  await server.register(compress, { threshold: 1024 });
  registerHealth(server, app);
  await registerApi(server, app, origins);
  registerAuthCallback(server, app, origins);
  await registerMailStop(server, app);
  await registerLti(server, app, origins);
  await registerUploads(server, app, origins);
  await registerFiles(server, app, origins);
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
