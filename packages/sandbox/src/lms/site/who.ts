import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LmsControl } from '../lms.ts';
import type { LmsPerson } from '../store/people.ts';

const nameOf = (school: string): string => `lms-${school}`;

/** Whom the browser is in a system, if it has chosen. */
export function whoIs(lms: LmsControl, school: string, request: FastifyRequest): LmsPerson | undefined {
  const cookies = (request.headers.cookie ?? '').split('; ');
  const found = cookies.find((cookie) => cookie.startsWith(`${nameOf(school)}=`));
  if (found === undefined) return undefined;
  return lms.findPerson(school, decodeURIComponent(found.slice(nameOf(school).length + 1)));
}

/** From here on the browser is that person there; an empty id is nobody. Not sent when another site asks. */
export function becomePerson(reply: FastifyReply, school: string, id: string): void {
  const life = id === '' ? 0 : 31_536_000;
  reply.header(
    'set-cookie',
    `${nameOf(school)}=${encodeURIComponent(id)}; Path=/lms/${school}; Max-Age=${life}; HttpOnly; SameSite=Lax`,
  );
}
