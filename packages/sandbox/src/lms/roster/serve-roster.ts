import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import { z } from 'zod';
import type { Faults } from '../../faults/faults.ts';
import type { Store } from '../../store/store.ts';
import type { LmsFault } from '../faults/lms-fault.ts';
import { halfOf, spoilAnswer } from '../faults/spoil.ts';
import { rosterMediaType, rosterScope } from '../lti.ts';
import { findLmsCourse } from '../store/courses.ts';
import { findTool, listDeployments, type Tool } from '../store/tools.ts';
import { schoolUrls } from '../urls.ts';
import { type RosterPage, type RosterQuery, rosterPage } from './roster-page.ts';

export interface RosterParts {
  readonly store: Store;
  readonly faults: Faults<LmsFault>;
  origin(): string;
  provider(school: string): Provider | undefined;
}

const query = z.object({
  role: z.string().optional(),
  limit: z.coerce.number().int().min(1).optional(),
  page: z.coerce.number().int().min(1).default(1),
  rlid: z.string().optional(),
});

/** Puts the roster service on the server: a course's people, for tools that ask with a token for it. */
export function serveRoster(server: FastifyInstance, parts: RosterParts): void {
  server.get('/lms/:school/api/courses/:course/memberships', async (request, reply) => {
    const { school = '', course: courseId = '' } = request.params as Record<string, string>;
    const read = query.safeParse(request.query);
    const page = read.success ? read.data.page : 1;
    const fault = parts.faults.strike({ workspace: school, endpoint: 'roster', page });
    if (fault !== undefined) {
      reply.hijack();
      if (await spoilAnswer(fault, reply.raw)) return reply;
    }
    const refuse = (status: number, error: string) =>
      end(reply, status, 'application/json', { error }, fault);
    const tool = await readBearer(parts, school, request);
    if (typeof tool === 'string') return refuse(tool === 'insufficient_scope' ? 403 : 401, tool);
    if (!accepts(request)) return refuse(406, `Accept must be ${rosterMediaType}`);
    if (!read.success) return refuse(400, 'role, limit, page or rlid cannot be read');
    const course = findLmsCourse(parts.store, school, courseId);
    if (course === undefined || listDeployments(parts.store, school, tool.clientId).length === 0)
      return refuse(404, 'not_found');
    if (course.sharesRoster === 0) return refuse(403, 'the course does not share its people');
    const url = schoolUrls(parts.origin(), school).roster(course.id);
    const asked: RosterQuery = {
      ...read.data,
      role: read.data.role,
      limit: read.data.limit,
      rlid: read.data.rlid,
    };
    const { body, hasNext } = rosterPage(parts.store, { course, tool, url, query: asked });
    const next = nextLink(url, asked, hasNext, fault);
    if (next !== undefined) reply.raw.setHeader('link', `<${next}>; rel="next"`);
    return end(reply, 200, rosterMediaType, body, fault);
  });
}

function nextLink(
  url: string,
  asked: RosterQuery,
  hasNext: boolean,
  fault: LmsFault | undefined,
): string | undefined {
  if (!hasNext && fault?.kind !== 'foreign_next' && fault?.kind !== 'same_next') return undefined;
  const next = new URL(url);
  for (const [name, value] of Object.entries(asked)) {
    if (value !== undefined) next.searchParams.set(name, String(value));
  }
  next.searchParams.set('page', String(fault?.kind === 'same_next' ? asked.page : asked.page + 1));
  if (fault?.kind === 'foreign_next') next.host = 'elsewhere.example';
  return next.href;
}

function end(
  reply: FastifyReply,
  status: number,
  type: string,
  body: object | RosterPage,
  fault: LmsFault | undefined,
): FastifyReply {
  const shown = fault?.kind === 'empty' && 'members' in body ? { ...body, members: [] } : body;
  const text = JSON.stringify(shown);
  reply.hijack();
  reply.raw.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  reply.raw.end(fault?.kind === 'truncated' ? halfOf(text) : text);
  return reply;
}

/** The standard wants its own media type asked for; who names none at all takes what comes. */
function accepts(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? '*/*';
  return [rosterMediaType, '*/*', 'application/*'].some((type) => accept.includes(type));
}

/** The tool whose access token came with the request, or what is wrong with it. */
async function readBearer(
  { store, provider }: RosterParts,
  school: string,
  request: FastifyRequest,
): Promise<Tool | 'invalid_token' | 'insufficient_scope'> {
  const [, text] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const token = text === undefined ? undefined : await provider(school)?.ClientCredentials.find(text);
  const tool = token?.clientId === undefined ? undefined : findTool(store, school, token.clientId);
  if (token === undefined || tool === undefined) return 'invalid_token';
  return token.scope?.split(' ').includes(rosterScope) === true ? tool : 'insufficient_scope';
}
