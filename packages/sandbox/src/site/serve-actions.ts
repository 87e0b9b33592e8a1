import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SandboxControl } from '../commands/control.ts';
import { SandboxRefusal } from '../sandbox-refusal.ts';
import { actions } from './actions/actions.ts';

/**
 * `POST /do/<action>`. A form is answered with its page again (`back`) and what was done; JSON with `{ said }`, or with
 * 400 and `{ refused }`.
 */
export function serveActions(server: FastifyInstance, control: () => SandboxControl): void {
  server.post('/do/:action', async (request, reply) => {
    if (isFromElsewhere(request))
      return reply.code(403).type('text/plain').send('Use the sandbox’s own pages.\n');
    const { action: name } = request.params as { action: string };
    const action = actions.get(name);
    if (action === undefined) return reply.code(404).send({ refused: `There is no action ${name}.` });
    const fields = request.body instanceof URLSearchParams ? Object.fromEntries(request.body) : request.body;
    try {
      return answer(request, reply, { said: await action.perform(control(), fields) });
    } catch (error) {
      return answer(request, reply, { refused: refusalText(error) });
    }
  });
}

/** A page of somebody else's could post a form too; browsers say where it came from. */
export function isFromElsewhere(request: FastifyRequest): boolean {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (origin !== undefined && origin !== `http://${host}`) return true;
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

function refusalText(error: unknown): string {
  if (error instanceof SandboxRefusal) return error.message;
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return `${issue?.path.join('.') ?? 'A field'}: ${issue?.message ?? 'cannot be read'}`;
  }
  throw error;
}

type Outcome = { readonly said: string } | { readonly refused: string };

function answer(request: FastifyRequest, reply: FastifyReply, outcome: Outcome): FastifyReply {
  if (!(request.body instanceof URLSearchParams))
    return reply.code('said' in outcome ? 200 : 400).send(outcome);
  const back = request.body.get('back') ?? '/';
  // Only to a page of the sandbox: two slashes would name another host.
  const page = new URL(/^\/(?![/\\])/.test(back) ? back : '/', 'http://sandbox');
  page.searchParams.delete('said');
  page.searchParams.delete('refused');
  for (const [name, text] of Object.entries(outcome)) page.searchParams.set(name, text);
  return reply.redirect(`${page.pathname}${page.search}${page.hash}`, 303);
}
