import { launchedAppPath } from '@rollcall/core/lti/session-header.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../../app-context.ts';
import { refusalOf } from '../../error-mapper.ts';
import { networkOf } from '../../throttle.ts';
import type { Origins } from '../origins.ts';
import { sendLaunchedApp } from './app-route.ts';
import { takeContinue, takePlacing } from './click-routes.ts';
import { sendKeys } from './keys-route.ts';
import { takeLaunch } from './launch-route.ts';
import { answerLogin } from './login-route.ts';
import { type LtiRequest, refuseLaunch } from './lti-request.ts';
import { pageFiles } from './page-files.ts';
import { registerRegistration } from './registration-route.ts';
import { pageWords } from './words.ts';

/** The largest form: a token of the longest length, and what goes with it. In bytes. */
const bodyLimit = 128 * 1024;

type PlatformRequest = FastifyRequest<{ Params: { platformId: string } }>;

/**
 * What learning management systems call, and what people see in their frames (SPEC LAUNCH-1 to LAUNCH-3). Login and launch come
 * from another site and as forms (SPEC D02); each is checked against a state of its own instead.
 */
export async function registerLti(server: FastifyInstance, app: AppContext, origins: Origins): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit },
      (_request, body, done) => done(null, body),
    );
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
    const callOf = (request: PlatformRequest, reply: FastifyReply): LtiRequest => {
      const origin = origins.originOf(request.headers.host) ?? '';
      return { app, request, reply, origin };
    };
    const answering =
      (answer: (call: LtiRequest) => Promise<FastifyReply>) =>
      async (request: PlatformRequest, reply: FastifyReply): Promise<FastifyReply> => {
        await app.throttles.take('launchesPerNetwork', networkOf(request.ip));
        return answer(callOf(request, reply));
      };
    // Whoever sees this sits in a course: they get a page, and never an answer for programs.
    scope.setErrorHandler((error, request, reply) => {
      const { code } = refusalOf(error, request.id);
      const isLarge = error instanceof Error && 'statusCode' in error && error.statusCode === 413;
      const call = callOf(request as PlatformRequest, reply);
      if (code === 'THROTTLED') return refuseLaunch(call, null, pageWords.tooOften, 429);
      if (isLarge) return refuseLaunch(call, null, pageWords.tooLarge, 413);
      app.log.error({ err: error, correlationId: request.id }, 'a launch failed');
      return refuseLaunch(call, null, pageWords.defect, 500);
    });

    scope.get('/lti/:platformId/jwks', async (request: PlatformRequest, reply) => {
      await app.throttles.take('launchesPerNetwork', networkOf(request.ip));
      return sendKeys(callOf(request, reply));
    });
    for (const [name, { type, text }] of Object.entries(pageFiles)) {
      scope.get(`/lti/${name}`, (_request, reply) =>
        reply.type(type).header('cache-control', 'public, max-age=3600').send(text),
      );
    }
    scope.get('/lti/:platformId/login', answering(answerLogin));
    scope.post('/lti/:platformId/login', answering(answerLogin));
    scope.post('/lti/:platformId/launch', answering(takeLaunch));
    scope.post('/lti/:platformId/continue', answering(takeContinue));
    scope.post('/lti/:platformId/place', answering(takePlacing));
    scope.get(`${launchedAppPath}:platformId/*`, (request: PlatformRequest, reply) =>
      sendLaunchedApp(callOf(request, reply)),
    );
    registerRegistration(scope, app, origins);
  });
}
