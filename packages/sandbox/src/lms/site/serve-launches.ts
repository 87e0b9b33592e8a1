import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isLocalRedirect } from '../../oidc/redirects.ts';
import { SandboxRefusal } from '../../sandbox-refusal.ts';
import { renderPage } from '../../site/layout.ts';
import { isFromElsewhere } from '../../site/serve-actions.ts';
import { type DeepLinkAnswer, takeDeepLinkAnswer } from '../launch/deep-link-answer.ts';
import { findVariant, type LaunchVariantName } from '../launch/launch-variants.ts';
import { loginAddress } from '../launch/start-launch.ts';
import type { Lms } from '../lms.ts';
import { registrationAddress } from '../register-tool.ts';
import { answeredPage, registeringPage } from './pages/tool-frames.ts';
import { renderSchoolPage, scriptPath } from './school-frame.ts';
import { becomePerson, whoIs } from './who.ts';

type Words = Record<string, string | undefined>;

/** What leads to tools and back: choosing who one is, links in courses, deep linking, registration. */
export function serveLaunches(server: FastifyInstance, lms: Lms): void {
  const { control } = lms;
  server.post('/lms/:school/be', async (request, reply) => {
    if (isFromElsewhere(request)) return reply.code(403).send('Use the sandbox’s own pages.\n');
    const { slug } = control.getSchool((request.params as Words).school ?? '');
    const person = formOf(request).get('person') ?? '';
    becomePerson(reply, slug, person === '' ? '' : control.getPerson(slug, person).id);
    return reply.redirect(`/lms/${slug}`, 303);
  });
  server.get('/lms/:school/assignments/:assignment/open', async (request, reply) => {
    const { school = '', assignment = '' } = request.params as Words;
    const { in: target, variant } = request.query as Words;
    return leave(lms, request, reply, (person) =>
      control.startLaunch(school, {
        person,
        assignmentId: assignment,
        target: target === 'window' ? 'window' : 'iframe',
        variant: variant !== undefined && findVariant(variant) ? (variant as LaunchVariantName) : undefined,
      }),
    );
  });
  server.get('/lms/:school/courses/:course/choose', async (request, reply) => {
    const { school = '', course = '' } = request.params as Words;
    const { deployment = '' } = request.query as Words;
    return leave(lms, request, reply, (person) =>
      control.startLaunch(school, { person, courseId: course, deploymentId: deployment }),
    );
  });
  serveDeepLinkAnswers(server, lms);
  serveRegistration(server, lms);
}

/** Sends the browser to the tool as whoever it is here. */
function leave(
  { control }: Lms,
  request: FastifyRequest,
  reply: FastifyReply,
  start: (personId: string) => Parameters<typeof loginAddress>[0],
): FastifyReply {
  const { school = '' } = request.params as Words;
  const who = whoIs(control, school, request);
  if (who === undefined) return reply.redirect(`/lms/${school}`);
  return reply.redirect(loginAddress(start(who.id)));
}

/** The tool posts here from within the frame. Who may is said by its signature, so it may come from anywhere. */
function serveDeepLinkAnswers(server: FastifyInstance, lms: Lms): void {
  server.post('/lms/:school/deep-link/:launch', async (request, reply) => {
    const { school = '', launch = '' } = request.params as Words;
    const jwt = formOf(request).get('JWT') ?? '';
    try {
      const answer = await takeDeepLinkAnswer(lms.store, lms.origin(), school, launch, jwt);
      const text = saidOf(answer);
      const href = new URL(lms.control.urls(school).course(answer.courseId));
      href.searchParams.set(answer.error === undefined ? 'said' : 'refused', text);
      return framed(reply, answeredPage(`${href.pathname}${href.search}`, text));
    } catch (error) {
      if (!(error instanceof SandboxRefusal)) throw error;
      return framed(reply.code(400), answeredPage(`/lms/${school}`, error.message), false);
    }
  });
}

function saidOf({ added, message, error }: DeepLinkAnswer): string {
  const titles = added.map(({ title }) => `“${title}”`).join(', ');
  return error ?? message ?? (titles === '' ? 'Nothing was added.' : `Added: ${titles}.`);
}

function framed(reply: FastifyReply, content: ReturnType<typeof answeredPage>, leaves = true): FastifyReply {
  const script = leaves ? { script: scriptPath } : {};
  return reply
    .type('text/html; charset=utf-8')
    .send(renderPage({ title: 'Answer of the tool', ...script }, content));
}

/** An administrator pastes a tool's registration URL; the tool's page opens in a frame with a token for one use. */
function serveRegistration(server: FastifyInstance, { control }: Lms): void {
  server.post('/lms/:school/register', async (request, reply) => {
    if (isFromElsewhere(request)) return reply.code(403).send('Use the sandbox’s own pages.\n');
    const school = control.getSchool((request.params as Words).school ?? '');
    const url = (formOf(request).get('url') ?? '').trim();
    if (!isLocalRedirect(url)) {
      const refused = encodeURIComponent('That is not an address of this machine. Copy it from the tool.');
      return reply.redirect(`/lms/${school.slug}/tools?refused=${refused}`, 303);
    }
    const src = registrationAddress(url, await control.startRegistration(school.slug));
    const who = whoIs(control, school.slug, request);
    const frame = { school, who, title: 'Registering a tool', section: 'tools' } as const;
    return reply
      .type('text/html; charset=utf-8')
      .send(renderSchoolPage(frame, registeringPage(school.slug, src)));
  });
}

function formOf(request: FastifyRequest): URLSearchParams {
  return request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
}
