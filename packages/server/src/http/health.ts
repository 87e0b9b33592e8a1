import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';

/** Liveness: the process answers. Readiness: so does the database. Neither says anything about anybody. */
export function registerHealth(server: FastifyInstance, app: AppContext): void {
  server.get('/health/live', async () => ({ ok: true }));
  server.get('/health/ready', async (_request, reply) => {
    try {
      await app.db.withTx({ nobody: true }, (tx) => sql`select 1`.execute(tx));
      return { ok: true };
    } catch {
      return reply.status(503).send({ ok: false });
    }
  });
}
