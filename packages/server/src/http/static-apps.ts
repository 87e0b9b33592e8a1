import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Env } from '../env.ts';

/** The built apps and where each is served. Demo mode adds the start page. */
const apps = [
  { prefix: '/admin/', folder: 'packages/web/dist', demoOnly: false },
  { prefix: '/app/', folder: 'packages/app-shell/dist', demoOnly: false },
  { prefix: '/', folder: 'packages/demo/dist', demoOnly: true },
] as const;

/** Serves the built apps: hashed assets for a year, pages never cached; an app's own paths all get its page. */
export async function registerStatic(server: FastifyInstance, env: Env): Promise<void> {
  const { webRoot } = env;
  if (webRoot === undefined) return;
  for (const { prefix, folder, demoOnly } of apps) {
    if (demoOnly && !env.demo) continue;
    const root = path.join(webRoot, folder);
    await server.register(async (scope) => {
      await scope.register(fastifyStatic, {
        root,
        prefix,
        wildcard: false,
        setHeaders: cacheHeaders,
        index: false,
      });
      // A part of an older version is gone: the open page is told so, and loads itself anew.
      scope.get(`${prefix}assets/*`, (_request, reply) => reply.status(404).send());
      scope.get(prefix === '/' ? '/' : `${prefix}*`, (_request, reply) => sendPage(reply, root));
      if (prefix !== '/') scope.get(prefix.slice(0, -1), (_request, reply) => reply.redirect(prefix));
    });
  }
  if (!env.demo) server.get('/', (_request, reply) => reply.redirect('/app/'));
}

function sendPage(reply: FastifyReply, root: string): FastifyReply {
  return reply.header('cache-control', 'no-cache').sendFile('index.html', root, { cacheControl: false });
}

function cacheHeaders(reply: FastifyReply, file: string): void {
  const hashed = /[\\/]assets[\\/].*-[\w-]{8}\.\w+$/.test(file);
  reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}
