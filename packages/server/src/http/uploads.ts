import { licenseId, requestId } from '@rollcall/core/ids.ts';
import { userType } from '@rollcall/core/licenses/seats.ts';
import { runView } from '@rollcall/core/runs/contract.ts';
import { csvInspection, csvOptions } from '@rollcall/core/runs/csv-contract.ts';
import { runKind } from '@rollcall/core/runs/run-kind.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { inspectCsv } from '../csv/inspect-csv.ts';
import { unreadable } from '../csv/refuse-file.ts';
import { invalidRequest } from '../error-mapper.ts';
import { assertMayUpload, uploadCsv } from '../features/runs/upload-csv.ts';
import { answerRefusal, json, read } from './file-requests.ts';
import { allowToBeLate } from './late-requests.ts';
import { isSameOriginCall, type Origins } from './origins.ts';
import { originOfRequest, sendRefusal, turnAway } from './refuse.ts';
import { requireAdminSignIn } from './signed-in.ts';

/** What is looked at of a file before it is uploaded. In bytes. */
const headLimit = 256 * 1024;
/** What is still taken in of a file that is refused, so that the browser hears why. In bytes and ms. */
const drainBytes = 16 * 2 ** 20;
const drainMs = 10_000;

const ofLicense = z.strictObject({ licenseId });
const inspectQuery = z.strictObject({ whole: z.enum(['0', '1']) });
const uploadQuery = z.strictObject({
  kind: runKind.extract(['csv_add', 'csv_remove']),
  userType,
  fileName: z.string().min(1).max(1_000),
  options: json(csvOptions),
  requestId,
});

/**
 * Files of people at `/files/licenses/:licenseId/csv`: the one thing that is sent as bytes and not as JSON (SPEC D02).
 * A page of another site cannot send them: the origin has to be our own, as in the API, and the content type is one
 * that no form has.
 */
export async function registerUploads(
  server: FastifyInstance,
  app: AppContext,
  origins: Origins,
): Promise<void> {
  await server.register(
    async (files) => {
      files.removeAllContentTypeParsers();
      // The body stays a stream: nobody holds a file of people in memory.
      files.addContentTypeParser('application/octet-stream', (_request, payload, done) =>
        done(null, payload),
      );
      files.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
      files.addHook('onRequest', async (request, reply) => {
        if (!isSameOriginCall(origins, originOfRequest(request))) return turnAway(app, request, reply);
        reply.header('cache-control', 'no-store');
        if (request.headers['content-type'] !== 'application/octet-stream')
          return sendRefusal(reply, 415, invalidRequest('octet_stream_only'));
      });
      files.setErrorHandler(async (error, request, reply) => {
        await drain(request);
        return answerRefusal(app, error, request, reply);
      });

      files.post('/licenses/:licenseId/csv/inspect', async (request, reply) => {
        const who = await requireAdminSignIn(app, origins, request, reply);
        const place = read(ofLicense, request.params);
        const { whole } = read(inspectQuery, request.query);
        await app.throttles.take('commandsPerSession', who.sessionId);
        await assertMayUpload(app, who, place.licenseId);
        const { csvLimits } = app.env;
        return csvInspection.parse(inspectCsv(await headOf(request), whole === '1', {}, csvLimits));
      });

      files.post('/licenses/:licenseId/csv', async (request, reply) => {
        const who = await requireAdminSignIn(app, origins, request, reply);
        const upload = { ...read(ofLicense, request.params), ...read(uploadQuery, request.query) };
        await app.throttles.take('uploadsPerSession', who.sessionId);
        // Said before a byte is read, where the size is known.
        if (Number(request.headers['content-length'] ?? 0) > app.env.csvLimits.bytes)
          throw unreadable('too_large', null);
        allowToBeLate(request.raw);
        // Fails where less arrives than was announced: half a file may well end at the end of a line.
        const bytes = request.raw.iterator({ destroyOnReturn: false });
        const run = await uploadCsv(app, who, upload, bytes, whenGone(reply));
        return runView.parse(run);
      });
    },
    { prefix: '/files' },
  );
}

/** Aborts when nobody waits for the answer any more. */
function whenGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  const end = () => {
    if (!raw.writableFinished) gone.abort(unreadable('interrupted'));
  };
  raw.once('close', end);
  // Whoever left before this was asked is not told of again.
  if (raw.destroyed) end();
  return gone.signal;
}

async function headOf(request: FastifyRequest): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request.raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    pieces.push(piece);
    length += piece.length;
    if (length > headLimit) break;
  }
  return Buffer.concat(pieces).subarray(0, headLimit);
}

/** A browser that still sends reads no answer: what is left of the file is taken in and dropped, within reason. */
async function drain({ raw }: FastifyRequest): Promise<void> {
  if (raw.readableEnded || raw.destroyed) return;
  let left = drainBytes;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, drainMs);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    raw.on('data', (piece: Buffer) => {
      left -= piece.length;
      if (left < 0) end();
    });
    raw.once('end', end).once('close', end).once('error', end);
    raw.resume();
  });
}
