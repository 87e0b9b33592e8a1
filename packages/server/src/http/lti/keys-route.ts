import { platformId } from '@rollcall/core/ids.ts';
import type { FastifyReply } from 'fastify';
import { findPlatformPlace } from '../../lms/find-platform.ts';
import type { LtiRequest } from './lti-request.ts';

/**
 * What we sign with for one registration (SPEC LAUNCH-8), also while it is a draft or switched off: systems ask when they
 * are told of us. No key is made for an id that is nobody's.
 */
export async function sendKeys({ app, request, reply }: LtiRequest): Promise<FastifyReply> {
  const id = platformId.safeParse(request.params.platformId);
  const isThere = id.success && (await findPlatformPlace(app, id.data)) !== null;
  if (!isThere) return reply.status(404).send({ keys: [] });
  reply.header('cache-control', 'public, max-age=300');
  return reply.send({ keys: await app.toolKeys.published(id.data) });
}
