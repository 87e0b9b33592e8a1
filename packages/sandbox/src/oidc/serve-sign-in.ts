import type { FastifyInstance, FastifyReply } from 'fastify';
import { renderPage } from '../site/layout.ts';
import type { Store } from '../store/store.ts';
import type { Issuer, IssuerName } from './issuer.ts';
import { type Answer, showAccounts, takeStep } from './sign-in.ts';

interface SignInParts {
  readonly store: Store;
  issuer(name: IssuerName): Issuer;
}

/** The pages between the request for a sign-in and its answer. */
export function serveSignIn(server: FastifyInstance, { store, issuer }: SignInParts): void {
  for (const name of ['google', 'other-idp'] as const) {
    const send = (reply: FastifyReply, answer: Answer): FastifyReply => {
      if ('redirectTo' in answer) return reply.redirect(answer.redirectTo, 303);
      const title = name === 'google' ? 'Sign in with the Google stand-in' : 'Sign in with another provider';
      return reply.type('text/html; charset=utf-8').send(renderPage({ title }, answer.page));
    };
    server.get(`/sign-in/${name}/:uid`, async (request, reply) => {
      const { search = '' } = request.query as { search?: string };
      const step = { issuer: issuer(name), store, req: request.raw, res: reply.raw };
      return send(reply, await showAccounts(step, search));
    });
    server.post(`/sign-in/${name}/:uid`, async (request, reply) => {
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
      const step = { issuer: issuer(name), store, req: request.raw, res: reply.raw };
      return send(reply, await takeStep(step, form));
    });
  }
}
