import { auditFilter } from '@rollcall/core/audit/contract.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import { licenseId } from '@rollcall/core/ids.ts';
import { memberOrder, memberSort } from '@rollcall/core/members/contract.ts';
import { memberFilter } from '@rollcall/core/members/filter.ts';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import type { SignedIn } from '../auth/session.ts';
import { sampleFile } from '../csv/write-csv.ts';
import { callError, refusalOf } from '../error-mapper.ts';
import { exportAudit } from '../features/exports/export-audit.ts';
import { type ExportFile, exportPeople } from '../features/exports/export-people.ts';
import { createDownloadSlots } from './download-slots.ts';
import type { Origins } from './origins.ts';
import { sendRefusal, turnAway } from './refuse.ts';
import { requireAdminSignIn } from './signed-in.ts';

/** A value of the query that is written as JSON. */
const json = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .max(8_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'not_json' });
        return z.NEVER;
      }
    })
    .pipe(schema);

const ofLicense = z.strictObject({ licenseId });
const peopleQuery = z.strictObject({
  filter: json(memberFilter).default(() => memberFilter.parse({})),
  sort: memberSort.default('added'),
  order: memberOrder.default('descending'),
});
const auditQuery = z.strictObject({ filter: json(auditFilter).default(() => auditFilter.parse({})) });

/**
 * Files to download at `/files`, for the dashboard: GET only, from its own pages or typed in, signed in as for the
 * dashboard, kept by no cache. What is not there and what is not the person's is the same 404.
 */
export async function registerFiles(
  server: FastifyInstance,
  app: AppContext,
  origins: Origins,
): Promise<void> {
  const slots = createDownloadSlots(Math.max(1, Math.floor(app.env.poolSize / 4)));
  await server.register(
    async (files) => {
      files.addHook('onRequest', async (request, reply) => {
        if (isFromElsewhere(request)) return turnAway(app, request, reply);
        reply.header('cache-control', 'no-store');
      });
      files.setErrorHandler((error, request, reply) => answerRefusal(app, error, request, reply));

      const download = (
        path: string,
        open: (who: SignedIn, request: FastifyRequest) => Promise<ExportFile>,
      ): void => {
        // A HEAD would write an export down that nobody gets.
        files.get(path, { exposeHeadRoute: false }, async (request, reply) => {
          const who = await requireAdminSignIn(app, origins, request, reply);
          await app.throttles.take('filesPerSession', who.sessionId);
          return sendFile(app, reply, await slots.hold(() => open(who, request)));
        });
      };

      download('/licenses/:licenseId/people.csv', (who, request) =>
        exportPeople(app, who, { ...read(ofLicense, request.params), ...read(peopleQuery, request.query) }),
      );
      download('/licenses/:licenseId/audit.csv', (who, request) =>
        exportAudit(app, who, { ...read(ofLicense, request.params), ...read(auditQuery, request.query) }),
      );
      files.get('/sample.csv', { exposeHeadRoute: false }, async (request, reply) => {
        await requireAdminSignIn(app, origins, request, reply);
        return reply.headers(fileHeaders('rollcall-sample.csv')).send(sampleFile());
      });
    },
    { prefix: '/files' },
  );
}

/** A link or a picture of another site carries the cookie: what it asks for is refused before anything is read. */
function isFromElsewhere({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.code === 'custom' ? issue.message : issue.code,
  }));
  throw new DomainError('INVALID_INPUT', { issues: issues.slice(0, 20) });
}

function sendFile(app: AppContext, reply: FastifyReply, { fileName, text }: ExportFile): FastifyReply {
  text.once('error', (error: Error) => {
    // The reader went away: no defect, and nobody is there to tell.
    if (
      error.name === 'AbortError' ||
      error.name === 'TimeoutError' ||
      refusalOf(error, '').code === 'UNAVAILABLE'
    )
      return;
    app.log.error({ err: error, correlationId: reply.request.id }, 'a download broke off');
  });
  return reply.headers(fileHeaders(fileName)).send(text);
}

/** Saved, never shown: nothing in a file of a district's own texts runs in this origin. */
function fileHeaders(fileName: string): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${fileName}"`,
  };
}

/** Every refusal passes here, as in the API: it gets its status, and is counted where it is worth noticing. */
function answerRefusal(
  app: AppContext,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = refusalOf(error, request.id);
  app.refusals.refused(refusal, { personId: null, remoteAddress: request.ip });
  if (refusal.code === 'INTERNAL')
    app.log.error({ err: error, correlationId: request.id }, 'a download failed');
  return sendRefusal(reply, getHTTPStatusCodeFromError(callError(refusal)), refusal);
}
