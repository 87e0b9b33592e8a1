import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { courseMethods } from '../classroom/courses.ts';
import { rosterMethods } from '../classroom/rosters.ts';
import { domainMethods } from '../directory/domains.ts';
import { orgUnitMethods } from '../directory/org-units.ts';
import { etagOfText } from '../directory/user-view.ts';
import { userMethods } from '../directory/users.ts';
import { applyBodyFault, applyFault } from '../faults/apply-fault.ts';
import { isPageFault } from '../faults/fault.ts';
import type { Faults } from '../faults/faults.ts';
import { revokeGrant } from '../oidc/grants.ts';
import type { Issuer } from '../oidc/issuer.ts';
import { findPerson, type Person } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import { getWorkspace } from '../store/workspaces.ts';
import type { ApiCall, ApiMethod } from './call.ts';
import { applyFieldMask } from './field-mask.ts';
import { GoogleError, insufficientScopes, invalidArgument, unauthorized } from './google-error.ts';
import { readPageNumber } from './paging.ts';

const methods: readonly ApiMethod[] = [
  ...userMethods,
  ...orgUnitMethods,
  ...domainMethods,
  ...courseMethods,
  ...rosterMethods,
];

export interface ApiParts {
  readonly store: Store;
  readonly faults: Faults;
  /** Known once the port is. */
  google(): Issuer;
}

/** Puts the Directory API and the Classroom API on the server, at the paths of Google's discovery documents. */
export function serveApi(server: FastifyInstance, parts: ApiParts): void {
  for (const method of methods) {
    server.get(method.route, async (request, reply) => {
      try {
        await answer(parts, method, request, reply);
      } catch (error) {
        if (!(error instanceof GoogleError)) throw error;
        send(reply.code(error.parts.code).headers(error.parts.headers ?? {}), JSON.stringify(error.body()));
      }
      return reply;
    });
  }
}

async function answer(
  parts: ApiParts,
  method: ApiMethod,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const bearer = await readBearer(parts, request);
  const query = new URL(request.url, 'http://sandbox').searchParams;
  const fault = parts.faults.strike({
    workspace: getWorkspace(parts.store, bearer.person.customerId).primaryDomain,
    endpoint: method.endpoint,
    page: readPageNumber(query),
  });
  if (fault?.kind === 'token_revoked') revokeGrant(parts.store, bearer.grantId);
  if (fault !== undefined && applyFault(fault, reply)) return;
  if (!method.scopes.some((scope) => bearer.scopes.has(scope)))
    throw insufficientScopes(method.service, method.scopes.slice(0, 1));
  const call: ApiCall = {
    store: parts.store,
    caller: bearer.person,
    scopes: bearer.scopes,
    path: request.params as Record<string, string>,
    query,
    pageFault: fault !== undefined && isPageFault(fault.kind) ? fault.kind : undefined,
  };
  const body = method.run(call);
  const fields = query.get('fields');
  const shown = fields === null ? body : applyFieldMask(body, fields);
  if (shown === undefined) throw invalidArgument(`Invalid field selection ${fields}`);
  const text = JSON.stringify(shown);
  if (fault !== undefined && applyBodyFault(fault, reply, text)) return;
  const etag = etagOfText(text);
  if (request.headers['if-none-match'] === etag) reply.code(304).header('etag', etag).send();
  else send(reply.header('etag', etag), text);
}

function send(reply: FastifyReply, text: string): void {
  reply.type('application/json; charset=UTF-8').send(text);
}

interface Bearer {
  readonly person: Person;
  readonly scopes: ReadonlySet<string>;
  readonly grantId: string;
}

/** Whose access token came with the request. Who was suspended or deleted has none any more. @throws GoogleError 401 */
async function readBearer({ store, google }: ApiParts, request: FastifyRequest): Promise<Bearer> {
  const [, text] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const token = text === undefined ? undefined : await google().provider.AccessToken.find(text);
  const grant = token?.grantId === undefined ? undefined : await google().provider.Grant.find(token.grantId);
  if (token === undefined || grant === undefined || token.grantId === undefined) throw unauthorized();
  const person = findPerson(store, token.accountId);
  if (person === undefined || person.suspended === 1 || person.archived === 1) throw unauthorized();
  return { person, scopes: new Set(token.scope?.split(' ')), grantId: token.grantId };
}
