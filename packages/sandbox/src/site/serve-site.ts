import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SandboxControl } from '../commands/control.ts';
import type { Markup } from '../http/html.ts';
import { outboxPage } from '../mail/mail-pages.ts';
import { SandboxRefusal } from '../sandbox-refusal.ts';
import type { Workspace } from '../store/workspaces.ts';
import { type PageFrame, renderPage } from './layout.ts';
import { coursePage, coursesPage } from './pages/course-pages.ts';
import { overviewPage } from './pages/overview.ts';
import { peoplePage } from './pages/people-page.ts';
import { personPage } from './pages/person-page.ts';
import { treePage } from './pages/tree-page.ts';
import { dnsPage, faultsPage, grantsPage, otherAccountsPage } from './pages/upstream-pages.ts';

interface SiteParts {
  control(): SandboxControl;
  dnsPort(): number;
}

type Query = Readonly<Record<string, string | undefined>>;

/** The visitor's pages. They only read; what changes something is posted to an action. */
export function serveSite(server: FastifyInstance, parts: SiteParts): void {
  const plain: Readonly<Record<string, readonly [title: string, make: () => Markup]>> = {
    '/': ['Overview', () => overviewPage(parts.control())],
    '/grants': ['Grants', () => grantsPage(parts.control())],
    '/faults': ['Faults', () => faultsPage(parts.control())],
    '/dns': ['DNS records', () => dnsPage(parts.control(), parts.dnsPort())],
    '/mail': ['Mail outbox', () => outboxPage(parts.control())],
    '/other-accounts': ['Another provider', () => otherAccountsPage()],
  };
  const plainNav = Object.entries(plain).map(([href, [label]]) => ({ href, label }));
  for (const [path, [title, make]] of Object.entries(plain)) {
    server.get(path, async (request, reply) => {
      const nav = plainNav.map((link) => ({ ...link, here: link.href === path }));
      return send(request, reply, { title, nav }, make());
    });
  }
  serveWorkspacePages(server, parts);
}

function serveWorkspacePages(server: FastifyInstance, { control }: SiteParts): void {
  const page = (
    path: string,
    section: string,
    make: (workspace: Workspace, params: Query, query: Query) => Markup,
  ): void => {
    server.get(`/w/:domain${path}`, async (request, reply) => {
      const params = request.params as Query;
      const workspace = control()
        .listWorkspaces()
        .find(({ primaryDomain }) => primaryDomain === params.domain);
      if (workspace === undefined) throw new SandboxRefusal('There is no such workspace.');
      const frame = { title: workspace.name, nav: workspaceNav(workspace, section) };
      return send(request, reply, frame, make(workspace, params, request.query as Query));
    });
  };
  page('', '', (workspace) => treePage(control(), workspace));
  page('/people', '/people', (workspace, _params, query) =>
    peoplePage(control(), workspace, {
      search: query.search ?? '',
      unit: query.unit || undefined,
      deleted: query.deleted === 'on',
      page: Math.max(1, Math.trunc(Number(query.page ?? 1)) || 1),
    }),
  );
  page('/people/:id', '/people', (workspace, { id = '' }) =>
    personPage(control(), workspace, control().getPerson(id)),
  );
  page('/courses', '/courses', (workspace) => coursesPage(control(), workspace));
  page('/courses/:id', '/courses', (workspace, { id }) => {
    const course = control()
      .listCourses(workspace.primaryDomain)
      .find((known) => known.id === id);
    if (course === undefined) throw new SandboxRefusal('There is no such class.');
    return coursePage(control(), workspace, course);
  });
}

function workspaceNav({ primaryDomain }: Workspace, section: string): NonNullable<PageFrame['nav']> {
  const links = [
    ['', 'Units'],
    ['/people', 'People'],
    ['/courses', 'Classes'],
  ] as const;
  return [
    { href: '/', label: 'Overview', here: false },
    ...links.map(([path, label]) => ({ href: `/w/${primaryDomain}${path}`, label, here: path === section })),
  ];
}

function send(request: FastifyRequest, reply: FastifyReply, frame: PageFrame, content: Markup): FastifyReply {
  const { said, refused } = request.query as Query;
  const text = refused ?? said;
  const notice = text === undefined ? undefined : { text, failed: refused !== undefined };
  return reply.type('text/html; charset=utf-8').send(renderPage({ ...frame, notice }, content));
}
