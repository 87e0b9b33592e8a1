import type { RunId } from '@rollcall/core/ids.ts';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  type RouterHistory,
} from '@tanstack/react-router';
import { readConnectResult } from './lib/connect-result-param.ts';
import { isDeploymentMethod } from './lib/deployment-method-param.ts';
import { readLicenseId } from './lib/license-id-param.ts';
import { pagePart } from './lib/page-part.ts';
import { readRunId } from './lib/run-id-param.ts';
import { readUsersSearch } from './lib/users-search.ts';
import { FailedPage } from './pages/failed-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { RootLayout } from './pages/root-layout.tsx';

const root = createRootRoute({ component: RootLayout });

const licenses = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(
    pagePart(() => import('./pages/licenses-page.tsx')),
    'LicensesPage',
  ),
});

const domains = createRoute({
  getParentRoute: () => root,
  path: '/domains',
  component: lazyRouteComponent(
    pagePart(() => import('./pages/domains-page.tsx')),
    'DomainsPage',
  ),
});

const lmsConnect = createRoute({
  getParentRoute: () => root,
  path: '/lms-connect',
  validateSearch: ({ ticket }: Record<string, unknown>): { ticket?: string } =>
    typeof ticket === 'string' && ticket !== '' ? { ticket } : {},
  component: lazyRouteComponent(
    pagePart(() => import('./pages/lms-connect-page.tsx')),
    'LmsConnectPage',
  ),
});

const license = createRoute({
  getParentRoute: () => root,
  path: '/licenses/$licenseId',
  params: {
    parse: ({ licenseId }) => {
      const id = readLicenseId(licenseId);
      if (id === null) throw notFound();
      return { licenseId: id };
    },
    stringify: ({ licenseId }) => ({ licenseId }),
  },
  component: lazyRouteComponent(
    pagePart(() => import('./pages/license-layout.tsx')),
    'LicenseLayout',
  ),
});

const details = createRoute({
  getParentRoute: () => license,
  path: '/',
  component: lazyRouteComponent(
    pagePart(() => import('./pages/details-page.tsx')),
    'DetailsPage',
  ),
});

const users = createRoute({
  getParentRoute: () => license,
  path: '/users',
  validateSearch: readUsersSearch,
  component: lazyRouteComponent(
    pagePart(() => import('./pages/users-page.tsx')),
    'UsersPage',
  ),
});

const addUsers = createRoute({
  getParentRoute: () => license,
  path: '/add',
  component: lazyRouteComponent(
    pagePart(() => import('./pages/add-users-page.tsx')),
    'AddUsersPage',
  ),
});

const addByEmail = createRoute({
  getParentRoute: () => license,
  path: '/add/email',
  component: lazyRouteComponent(
    pagePart(() => import('./pages/add-by-email-page.tsx')),
    'AddByEmailPage',
  ),
});

const csvUpload = createRoute({
  getParentRoute: () => license,
  path: '/add/csv',
  validateSearch: (search: Record<string, unknown>): { run?: RunId } => {
    const run = readRunId(search.run);
    return run === null ? {} : { run };
  },
  component: lazyRouteComponent(
    pagePart(() => import('./pages/csv-upload-page.tsx')),
    'CsvUploadPage',
  ),
});

const addFromOu = createRoute({
  getParentRoute: () => license,
  path: '/add/ou',
  validateSearch: readConnectResult,
  component: lazyRouteComponent(
    pagePart(() => import('./pages/sync-page.tsx')),
    'OuPage',
  ),
});

const addFromClassroom = createRoute({
  getParentRoute: () => license,
  path: '/add/classroom',
  validateSearch: readConnectResult,
  component: lazyRouteComponent(
    pagePart(() => import('./pages/sync-page.tsx')),
    'ClassroomPage',
  ),
});

const addFromDomains = createRoute({
  getParentRoute: () => license,
  path: '/add/domain',
  component: lazyRouteComponent(
    pagePart(() => import('./pages/domain-wide-page.tsx')),
    'DomainWidePage',
  ),
});

const addByAssignment = createRoute({
  getParentRoute: () => license,
  path: '/add/assignment',
  component: lazyRouteComponent(
    pagePart(() => import('./pages/assignment-page.tsx')),
    'AssignmentPage',
  ),
});

const lms = createRoute({
  getParentRoute: () => license,
  path: '/lms',
  component: lazyRouteComponent(
    pagePart(() => import('./pages/lms-page.tsx')),
    'LmsPage',
  ),
});

const licenseLink = createRoute({
  getParentRoute: () => license,
  path: '/add/link',
  component: lazyRouteComponent(
    pagePart(() => import('./pages/link-page.tsx')),
    'LinkPage',
  ),
});

const features = createRoute({
  getParentRoute: () => license,
  path: '/features',
  component: lazyRouteComponent(
    pagePart(() => import('./pages/features-page.tsx')),
    'FeaturesPage',
  ),
});

const activity = createRoute({
  getParentRoute: () => license,
  path: '/activity',
  component: lazyRouteComponent(
    pagePart(() => import('./pages/activity-page.tsx')),
    'ActivityPage',
  ),
});

const audit = createRoute({
  getParentRoute: () => license,
  path: '/activity/audit',
  component: lazyRouteComponent(
    pagePart(() => import('./pages/audit-page.tsx')),
    'AuditPage',
  ),
});

const run = createRoute({
  getParentRoute: () => license,
  path: '/activity/$runId',
  params: {
    parse: ({ runId }) => {
      const id = readRunId(runId);
      if (id === null) throw notFound();
      return { runId: id };
    },
    stringify: ({ runId }) => ({ runId }),
  },
  component: lazyRouteComponent(
    pagePart(() => import('./pages/run-page.tsx')),
    'RunPage',
  ),
});

const methodHelp = createRoute({
  getParentRoute: () => license,
  path: '/add/$method/help',
  params: {
    parse: ({ method }) => {
      if (!isDeploymentMethod(method)) throw notFound();
      return { method };
    },
    stringify: ({ method }) => ({ method }),
  },
  component: lazyRouteComponent(
    pagePart(() => import('./pages/method-help-page.tsx')),
    'MethodHelpPage',
  ),
});

const routeTree = root.addChildren([
  licenses,
  domains,
  lmsConnect,
  license.addChildren([
    details,
    users,
    addUsers,
    addByEmail,
    csvUpload,
    addFromOu,
    addFromClassroom,
    addFromDomains,
    licenseLink,
    addByAssignment,
    lms,
    features,
    activity,
    audit,
    run,
    methodHelp,
  ]),
]);

/**
 * The dashboard's pages. Each is fetched when it is first needed, or when a link to it is about to be followed.
 * `history` is the browser's own unless a test brings another.
 */
export function createAppRouter(history?: RouterHistory) {
  return createRouter({
    routeTree,
    basepath: '/admin',
    ...(history && { history }),
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: FailedPage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
