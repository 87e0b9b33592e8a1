import { auditFilter } from '@rollcall/core/audit/contract.ts';
import { licenseId, runId } from '@rollcall/core/ids.ts';
import { memberOrder, memberSort } from '@rollcall/core/members/contract.ts';
import { memberFilter } from '@rollcall/core/members/filter.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import type { SignedIn } from '../auth/session.ts';
import { sampleFile } from '../csv/write-csv.ts';
import { refusalOf } from '../error-mapper.ts';
import { exportAudit } from '../features/exports/export-audit.ts';
import { type ExportFile, exportPeople } from '../features/exports/export-people.ts';
import { exportRefused } from '../features/exports/export-refused.ts';
import { exportResults } from '../features/exports/export-results.ts';
import { createDownloadSlots } from './download-slots.ts';
import { answerRefusal, json, read } from './file-requests.ts';
import type { Origins } from './origins.ts';
import { turnAway } from './refuse.ts';
import { requireAdminSignIn } from './signed-in.ts';

const ofLicense = z.strictObject({ licenseId });
const ofRun = z.strictObject({ licenseId, runId });
const noQuery = z.strictObject({});
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
          return sendFile(app, reply, await slots.hold(who.sessionId, () => open(who, request)));
        });
      };

      download('/licenses/:licenseId/people.csv', (who, request) =>
        exportPeople(app, who, { ...read(ofLicense, request.params), ...read(peopleQuery, request.query) }),
      );
      download('/licenses/:licenseId/audit.csv', (who, request) =>
        exportAudit(app, who, { ...read(ofLicense, request.params), ...read(auditQuery, request.query) }),
      );
      download('/licenses/:licenseId/runs/:runId/results.csv', (who, request) =>
        exportResults(app, who, { ...read(ofRun, request.params), ...read(noQuery, request.query) }),
      );
      download('/licenses/:licenseId/runs/:runId/refused.csv', (who, request) =>
        exportRefused(app, who, { ...read(ofRun, request.params), ...read(noQuery, request.query) }),
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
