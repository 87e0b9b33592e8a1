import type { IncomingMessage } from 'node:http';
import { launchedSession, sessionHeader } from '@rollcall/core/lti/session-header.ts';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AppContext } from '../app-context.ts';
import {
  keptCookie,
  launchSessionCookie,
  readKeptCookie,
  readLaunchSessionCookie,
  readSessionCookie,
  sessionCookie,
} from '../auth/cookie.ts';
import { launchSessionMs, type SignedIn, sessionAbsoluteMs } from '../auth/session.ts';
import { invalidRequest } from '../error-mapper.ts';
import { type AppRouter, appRouter } from '../router.ts';
import { failCall, type RequestContext } from '../trpc.ts';
import { isSameOriginCall, type Origins } from './origins.ts';
import { originOfRequest, sendRefusal, turnAway } from './refuse.ts';

/** Calls that one request may carry: more than any screen asks at once. */
const callsPerRequest = 50;

/** The API at `/api`: same origin only, JSON only (SPEC D02), and nothing of it is kept by a cache. */
export async function registerApi(server: FastifyInstance, app: AppContext, origins: Origins): Promise<void> {
  await server.register(
    async (api) => {
      // In this scope and not by the look of the path, which can be spelled in several ways.
      api.addHook('onRequest', async (request, reply) => {
        if (!isSameOriginCall(origins, originOfRequest(request))) return turnAway(app, request, reply);
        // A form or text/plain body, which a foreign page can send, is refused unread.
        if (request.method !== 'GET' && !isJson(request)) {
          return sendRefusal(reply, 415, invalidRequest('json_only'));
        }
      });
      api.addHook('onSend', async (_request, reply) => {
        reply.header('cache-control', 'no-store');
      });
      const options: FastifyTRPCPluginOptions<AppRouter> = {
        prefix: '',
        trpcOptions: {
          router: appRouter,
          allowMethodOverride: false,
          maxBatchSize: callsPerRequest,
          createContext: async ({ req, res }) => {
            try {
              return await contextOf(app, origins, req, (cookie) => res.header('set-cookie', cookie));
            } catch (error) {
              throw failCall(app, error, { correlationId: req.id, path: 'context' });
            }
          },
        },
      };
      await api.register(fastifyTRPCPlugin, options);
    },
    { prefix: '/api' },
  );
}

function isJson(request: FastifyRequest): boolean {
  return /^application\/json(?:\s*;|$)/i.test(request.headers['content-type'] ?? '');
}

async function contextOf(
  app: AppContext,
  origins: Origins,
  request: FastifyRequest,
  setCookie: (cookie: string) => void,
): Promise<RequestContext> {
  const { secure } = origins;
  const isLaunched = request.headers[sessionHeader] === launchedSession;
  const setSessionCookie = (token: string): void =>
    setCookie(
      isLaunched
        ? launchSessionCookie(token, launchSessionMs / 1000)
        : sessionCookie(token, secure, sessionAbsoluteMs / 1000),
    );
  const session = isLaunched
    ? await launchedSessionOf(app, request)
    : await ownSessionOf(app, request, secure);
  if (session.isNew) setSessionCookie(session.token);
  return {
    app,
    who: session.who,
    token: session.who === null ? null : session.token,
    isLaunched,
    remoteAddress: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    correlationId: request.id,
    demoLabel: app.env.demo ? labelOf(request.raw) : null,
    // The hooks before have turned away what is for no host of ours.
    origin: origins.originOf(request.headers.host) ?? '',
    setSessionCookie,
    kept: {
      read: (kind) => readKeptCookie(request.headers.cookie, kind, secure),
      keep: (kind, sealed, lifeS) => setCookie(keptCookie(kind, sealed, secure, lifeS)),
    },
  };
}

interface PresentedSession {
  readonly who: SignedIn | null;
  readonly token: string;
  /** The presented token was replaced: the browser has to be given this one. */
  readonly isNew: boolean;
}

const nobody: PresentedSession = { who: null, token: '', isNew: false };

async function ownSessionOf(
  app: AppContext,
  request: FastifyRequest,
  secure: boolean,
): Promise<PresentedSession> {
  const presented = readSessionCookie(request.headers.cookie, secure);
  const session = presented === null ? null : await app.sessions.resume(presented, { rotate: true });
  if (session === null || presented === null) return nobody;
  return { who: session.who, token: session.newToken ?? presented, isNew: session.newToken !== null };
}

/** In a frame the session of the launch counts, and never the one that the same browser has with us. */
async function launchedSessionOf(app: AppContext, request: FastifyRequest): Promise<PresentedSession> {
  const presented = readLaunchSessionCookie(request.headers.cookie);
  const who = presented === null ? null : await app.sessions.resumeLaunch(presented);
  return who === null || presented === null ? nobody : { who, token: presented, isNew: false };
}

/** `ana` of `ana.localhost:4000`; null for a bare localhost. */
function labelOf(request: IncomingMessage): string | null {
  return /^([a-z0-9-]+)\.localhost(?::\d+)?$/.exec(request.headers.host ?? '')?.[1] ?? null;
}
