import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Markup } from '../../http/html.ts';
import { SandboxRefusal } from '../../sandbox-refusal.ts';
import type { Lms } from '../lms.ts';
import type { LmsPerson } from '../store/people.ts';
import type { School } from '../store/schools.ts';
import { frameScript } from './frame-script.ts';
import { coursePage } from './pages/course-page.ts';
import { launchesPage, lmsFaultsPage } from './pages/fault-pages.ts';
import { coursesPage, schoolsPage, whoPage } from './pages/school-pages.ts';
import { addPage, assignmentPage } from './pages/tool-frames.ts';
import { toolsPage } from './pages/tools-page.ts';
import {
  lmsContentPolicy,
  renderLmsPage,
  renderSchoolPage,
  type SchoolPage,
  scriptPath,
} from './school-frame.ts';
import { serveLaunches } from './serve-launches.ts';
import { whoIs } from './who.ts';

type Words = Record<string, string | undefined>;

/** What a page is made of. */
interface PageCall {
  readonly school: School;
  readonly who: LmsPerson | undefined;
  readonly params: Words;
  readonly query: Words;
}

interface MadePage extends Pick<SchoolPage, 'title' | 'section'> {
  readonly content: Markup;
}

/** The pages of the learning management systems, below `/lms`. */
export function serveLmsSite(server: FastifyInstance, lms: Lms): void {
  const { control } = lms;
  // Also for what goes wrong: a refusal within a frame has to be seen there.
  server.addHook('onRequest', async (request, reply) => {
    if (/^\/lms(\/|$)/.test(request.url)) reply.header('content-security-policy', lmsContentPolicy);
  });
  server.get(scriptPath, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(frameScript),
  );
  server.get('/lms', async (_request, reply) =>
    sendPage(reply, renderLmsPage('Learning management systems', schoolsPage(control))),
  );
  const page = (path: string, make: (call: PageCall) => MadePage): void => {
    server.get(`/lms/:school${path}`, async (request, reply) => {
      const params = request.params as Words;
      const query = request.query as Words;
      const school = control.getSchool(params.school ?? '');
      const who = whoIs(control, school.slug, request);
      const { content, ...made } = make({ school, who, params, query });
      return sendPage(reply, renderSchoolPage({ ...made, school, who, notice: noticeIn(request) }, content));
    });
  };
  /** A page of somebody's: whoever has not chosen is asked first. */
  const own = (path: string, make: (call: PageCall & { who: LmsPerson }) => MadePage): void =>
    page(path, (call) =>
      call.who === undefined
        ? { title: 'Who are you?', section: 'courses', content: whoPage(control, call.school) }
        : make({ ...call, who: call.who }),
    );
  servePages(lms, page, own);
  serveLaunches(server, lms);
}

function servePages(
  { control }: Lms,
  page: (path: string, make: (call: PageCall) => MadePage) => void,
  own: (path: string, make: (call: PageCall & { who: LmsPerson }) => MadePage) => void,
): void {
  const section = 'courses';
  const courseOf = (slug: string, id: string | undefined) => {
    const { title } = control.getCourse(slug, id ?? '');
    return { title, href: `/lms/${slug}/courses/${id}` };
  };
  own('', ({ school, who }) => ({
    title: 'Your courses',
    section,
    content: coursesPage(control, school, who),
  }));
  own('/courses/:course', ({ school, who, params }) => {
    const course = control.getCourse(school.slug, params.course ?? '');
    const member = control.findMember(school.slug, course.id, who.id);
    if (member === undefined) throw new SandboxRefusal('You are not in that course.');
    return { title: course.title, section, content: coursePage(control, school, course, member) };
  });
  own('/courses/:course/add', ({ school, params, query }) => {
    const course = courseOf(school.slug, params.course);
    const src = `${course.href}/choose?deployment=${encodeURIComponent(query.deployment ?? '')}`;
    return { title: 'Add external tool assignment', section, content: addPage(course, src) };
  });
  own('/assignments/:assignment', ({ school, params }) => {
    const { id, title, text, courseId } = control.getAssignment(school.slug, params.assignment ?? '');
    const course = courseOf(school.slug, courseId);
    const open = `/lms/${school.slug}/assignments/${id}/open`;
    return { title, section, content: assignmentPage({ title, text, course, open }) };
  });
  page('/tools', ({ school }) => ({
    title: 'Tools',
    section: 'tools',
    content: toolsPage(control, school),
  }));
  page('/launches', ({ school, who, query }) => ({
    title: 'Faulty launches',
    section: 'launches',
    content: launchesPage(control, school, who, query.assignment),
  }));
  page('/faults', ({ school }) => ({
    title: 'Faults',
    section: 'faults',
    content: lmsFaultsPage(control, school),
  }));
}

function noticeIn(request: FastifyRequest): SchoolPage['notice'] {
  const { said, refused } = request.query as Words;
  const text = refused ?? said;
  return text === undefined ? undefined : { text, failed: refused !== undefined };
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
