import { DomainError } from '@rollcall/core/errors.ts';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { callError, refusalOf } from '../error-mapper.ts';
import { sendRefusal } from './refuse.ts';

/** A value of the query that is written as JSON. */
export const json = <Schema extends z.ZodType>(schema: Schema) =>
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

/** What a request names, by its schema. Throws INVALID_INPUT with the fields that are wrong, never with their values. */
export function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.code === 'custom' ? issue.message : issue.code,
  }));
  throw new DomainError('INVALID_INPUT', { issues: issues.slice(0, 20) });
}

/** Every refusal passes here, as in the API: it gets its status, and is counted where it is worth noticing. */
export function answerRefusal(
  app: AppContext,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = refusalOf(error, request.id);
  app.refusals.refused(refusal, { personId: null, remoteAddress: request.ip });
  if (refusal.code === 'INTERNAL')
    app.log.error({ err: error, correlationId: request.id }, 'a file request failed');
  return sendRefusal(reply, getHTTPStatusCodeFromError(callError(refusal)), refusal);
}
