import type { IReachabilityForbiddenRuleType, IRegularForbiddenRuleType } from 'dependency-cruiser';
import { partPattern, serverLayers } from './server-layers.ts';

/** An import that the self-test plants: this file imports that one. The same file twice: it is there, unused. */
export interface Plant {
  readonly from: string;
  readonly to: string;
  readonly typeOnly?: boolean;
}

export interface BoundaryRule {
  readonly name: string;
  /** Why; printed with a violation. */
  readonly comment: string;
  readonly from: IRegularForbiddenRuleType['from'];
  readonly to: IRegularForbiddenRuleType['to'] | IReachabilityForbiddenRuleType['to'];
  /** Each must be caught by this rule and by no other. */
  readonly caught: readonly [Plant, ...Plant[]];
  /** Imports beside the rule's edge that must stay allowed. */
  readonly allowed?: readonly Plant[];
}

const testFile = '[.]test[.]tsx?$';
/** What is started from outside. */
const started = [
  '^scripts/[^/]+[.]ts$',
  '^packages/server/src/(main|cli/main|db/migrate-main|csv/csv-worker)[.]ts$',
  '^packages/sandbox/src/main[.]ts$',
  '^packages/[^/]+/(src/main[.]tsx|vite[.]config[.]ts)$',
];

const packageRules: readonly BoundaryRule[] = [
  {
    name: 'core-knows-nobody',
    comment: 'core decides and does nothing else: no I/O, no clock, no React; zod, tr46 and tldts only.',
    from: { path: '^packages/core/src/', pathNot: testFile },
    to: { pathNot: ['^packages/core/src/', 'node_modules/(zod|tr46|tldts)/'] },
    caught: [
      { from: 'packages/core/src/ids.ts', to: 'packages/server/src/env.ts' },
      { from: 'packages/core/src/emails.ts', to: 'packages/client/src/ui/badge.tsx' },
      { from: 'packages/core/src/live/feed.ts', to: 'node:fs' },
      { from: 'packages/core/src/errors.ts', to: 'react' },
    ],
    allowed: [{ from: 'packages/core/src/members/status.ts', to: 'zod' }],
  },
  {
    name: 'server-knows-core',
    comment: 'Of the packages the server knows core only.',
    from: { path: '^packages/server/src/', pathNot: testFile },
    to: { path: '^packages/(?!server/|core/)' },
    caught: [{ from: 'packages/server/src/app.ts', to: 'packages/embedded-db/src/cluster.ts' }],
    allowed: [{ from: 'packages/server/src/app.ts', to: 'packages/core/src/ids.ts' }],
  },
  {
    name: 'client-knows-core',
    comment: 'What both apps share knows core, and of the server its types.',
    from: { path: '^packages/client/(src|vite)/' },
    to: { path: '^packages/(?!client/|core/|server/)' },
    caught: [{ from: 'packages/client/src/ui/badge.tsx', to: 'packages/web/src/app.tsx' }],
  },
  {
    name: 'embedded-db-knows-nobody',
    comment: 'The embedded PostgreSQL is of use without the rest.',
    from: { path: '^packages/embedded-db/' },
    to: { path: '^packages/(?!embedded-db/)' },
    caught: [{ from: 'packages/embedded-db/src/cluster.ts', to: 'packages/core/src/ids.ts' }],
  },
  {
    name: 'sandbox-knows-core',
    comment: 'The stand-in for Google talks to the rest over HTTP; of the packages it may know core only.',
    from: { path: '^packages/sandbox/' },
    to: { path: '^packages/(?!sandbox/|core/)' },
    caught: [{ from: 'packages/sandbox/src/sandbox.ts', to: 'packages/server/src/env.ts' }],
    allowed: [{ from: 'packages/sandbox/src/sandbox.ts', to: 'packages/core/src/emails.ts' }],
  },
  {
    name: 'apps-are-strangers',
    comment: 'What two apps need is in client or core.',
    from: { path: '^packages/(web|app-shell|demo)/' },
    to: { path: '^packages/', pathNot: '^packages/($1|client|core|server)/' },
    caught: [
      { from: 'packages/web/src/app.tsx', to: 'packages/app-shell/src/app.tsx' },
      { from: 'packages/app-shell/src/main.tsx', to: 'packages/embedded-db/src/cluster.ts' },
    ],
  },
  {
    name: 'browser-sees-router-type-only',
    comment: 'A browser package takes `type AppRouter` of the server, and nothing that runs.',
    from: { path: '^packages/(web|app-shell|demo|client)/' },
    to: { path: '^packages/server/', pathNot: '^packages/server/src/router[.]ts$' },
    caught: [
      { from: 'packages/web/src/main.tsx', to: 'packages/server/src/trpc.ts', typeOnly: true },
      { from: 'packages/client/src/ui/card.tsx', to: 'packages/server/src/env.ts' },
    ],
    allowed: [
      { from: 'packages/web/src/pages/home.tsx', to: 'packages/server/src/router.ts', typeOnly: true },
    ],
  },
  {
    name: 'router-as-a-type',
    comment: 'Write `import type { AppRouter }`: anything else would carry the server into the browser.',
    from: { path: '^packages/(web|app-shell|demo|client)/' },
    to: { path: '^packages/server/src/router[.]ts$', dependencyTypesNot: ['type-only'] },
    caught: [{ from: 'packages/demo/src/app.tsx', to: 'packages/server/src/router.ts' }],
  },
  {
    name: 'nobody-imports-tests',
    comment: 'Only tests see tests/ and the tests beside the code.',
    from: { path: '^(packages|scripts)/', pathNot: testFile },
    to: { path: ['^tests/', testFile] },
    caught: [
      { from: 'packages/server/src/main.ts', to: 'tests/_kit/app.ts' },
      { from: 'packages/core/src/ids.ts', to: 'packages/core/src/emails.test.ts' },
    ],
    allowed: [{ from: 'tests/members/add.test.ts', to: 'tests/_kit/app.ts' }],
  },
  {
    name: 'nobody-imports-scripts',
    comment: 'scripts/ is for the shell; tests may borrow from it.',
    from: { path: '^packages/' },
    to: { path: '^scripts/' },
    caught: [{ from: 'packages/server/src/main.ts', to: 'scripts/temporary-database.ts' }],
    allowed: [{ from: 'tests/_kit/global-setup.ts', to: 'scripts/temporary-database.ts' }],
  },
];

const featureRules: readonly BoundaryRule[] = [
  {
    name: 'features-are-strangers',
    comment: 'A feature shares through the layer below it (server) or is composed in pages/ (apps).',
    from: { path: '^packages/(server|web|app-shell)/src/features/([^/]+)/' },
    to: { path: '^packages/$1/src/features/', pathNot: '^packages/$1/src/features/$2/' },
    caught: [
      {
        from: 'packages/server/src/features/members/member.router.ts',
        to: 'packages/server/src/features/licenses/read-licenses.ts',
      },
      {
        from: 'packages/web/src/features/users/user-table.tsx',
        to: 'packages/web/src/features/details/seats.tsx',
      },
      {
        from: 'packages/app-shell/src/features/invites/pop-up.tsx',
        to: 'packages/app-shell/src/features/documents/page.tsx',
      },
    ],
    allowed: [
      {
        from: 'packages/web/src/features/users/user-table.tsx',
        to: 'packages/web/src/features/users/user-row.tsx',
      },
      { from: 'packages/web/src/pages/license.tsx', to: 'packages/web/src/features/users/user-row.tsx' },
    ],
  },
  {
    name: 'features-know-no-page',
    comment: 'Pages compose features; a feature that knows its page cannot stand on another.',
    from: { path: '^packages/(web|app-shell)/src/features/' },
    to: { path: '^packages/$1/src/(pages|app|main|routes)(/|[.])' },
    caught: [
      { from: 'packages/web/src/features/users/user-table.tsx', to: 'packages/web/src/pages/license.tsx' },
    ],
  },
];

const libraryRules: readonly BoundaryRule[] = [
  {
    name: 'lucia-stays-in-auth',
    comment: 'The session library stays behind auth/sessions.ts (SPEC R12): it can be replaced in one place.',
    from: { pathNot: '^packages/server/src/auth/(sessions|lucia-adapter)[.]ts$' },
    to: { path: 'node_modules/lucia/' },
    caught: [
      { from: 'packages/server/src/auth/cookie.ts', to: 'lucia' },
      { from: 'tests/sessions/absolute-end.test.ts', to: 'lucia', typeOnly: true },
    ],
    allowed: [{ from: 'packages/server/src/auth/sessions.ts', to: 'lucia' }],
  },
  {
    name: 'others-are-asked-by-integrations',
    comment:
      'Libraries that make requests of their own stand in integrations/, where they are given the one fetch (SPEC D03).',
    from: { path: '^packages/server/src/', pathNot: ['^packages/server/src/integrations/', testFile] },
    to: { path: 'node_modules/(openid-client|@googleapis|google-auth-library|gaxios)/' },
    caught: [{ from: 'packages/server/src/identity/handshake.ts', to: 'openid-client' }],
    allowed: [{ from: 'packages/server/src/integrations/openid/issuer-client.ts', to: 'openid-client' }],
  },
  {
    name: 'connections-come-from-db',
    comment:
      'Transactions are had through withTx, which sets the scope (SPEC R2); others see types of pg only.',
    from: { path: '^packages/server/src/', pathNot: ['^packages/server/src/db/', testFile] },
    to: { path: 'node_modules/pg/', dependencyTypesNot: ['type-only'] },
    caught: [{ from: 'packages/server/src/realtime/relay.ts', to: 'pg' }],
    allowed: [
      { from: 'packages/server/src/db/pool.ts', to: 'pg' },
      { from: 'packages/server/src/throttle.ts', to: 'pg', typeOnly: true },
    ],
  },
  {
    name: 'no-test-library-in-the-product',
    comment: 'What only development installs must not be needed to run.',
    from: { path: '^packages/[^/]+/src/', pathNot: [testFile, '/fixtures/'] },
    to: { path: 'node_modules/(vitest|msw|fast-check|jsdom|playwright-core|@testing-library)/' },
    caught: [{ from: 'packages/server/src/main.ts', to: 'fast-check' }],
  },
];

const treeRules: readonly BoundaryRule[] = [
  {
    name: 'no-circles',
    comment: 'Move what both need to a file of its own. Types count: a circle of types is still one tangle.',
    from: {},
    to: { circular: true },
    caught: [{ from: 'packages/server/src/views/one.ts', to: 'packages/server/src/views/other.ts' }],
    // The way back, which closes the circle: a circle is told once, at its first file.
    allowed: [
      { from: 'packages/server/src/views/other.ts', to: 'packages/server/src/views/one.ts', typeOnly: true },
    ],
  },
  {
    name: 'resolvable',
    comment: 'An import that cannot be resolved is one that no other rule can judge.',
    from: {},
    to: { couldNotResolve: true, pathNot: '^virtual:' },
    caught: [{ from: 'packages/client/src/ui/badge.tsx', to: 'no-such-library' }],
  },
  {
    name: 'no-dead-files',
    comment: 'Nothing that is started reaches this file, a test perhaps excepted: delete it or use it.',
    from: { path: started },
    to: {
      path: '^packages/',
      // The last is named by its path, to the bundler.
      pathNot: [
        ...started,
        testFile,
        'node_modules/',
        '/fixtures/',
        '/public/',
        '/empty-style-singleton[.]ts$',
      ],
      reachable: false,
    },
    caught: [{ from: 'packages/core/src/nobody-needs-it.ts', to: 'packages/core/src/nobody-needs-it.ts' }],
    allowed: [{ from: 'packages/web/src/main.tsx', to: 'packages/web/src/main.tsx' }],
  },
];

/** One rule per part of the server, made from the table of layers. */
const layerRules: readonly BoundaryRule[] = Object.entries(serverLayers).map(([part, mayImport]) => ({
  name: `server-${part}`,
  comment: `Of the server, ${part} may import: ${mayImport.join(', ') || 'nothing'} (scripts/check/server-layers.ts).`,
  from: { path: partPattern(part), pathNot: testFile },
  to: {
    path: '^packages/server/src/',
    pathNot: [partPattern(part), ...mayImport.map(partPattern), testFile],
  },
  caught: [plantFor(part, mayImport)],
}));

/** A forbidden import of a part: of `main`, which nobody may see, or for `main` itself of the commands. */
function plantFor(part: string, mayImport: readonly string[]): Plant {
  const from = `packages/server/src/${part}/planted.ts`;
  const target = part === 'main' ? 'commands' : part === 'features' ? 'realtime' : 'main';
  if (mayImport.includes(target)) throw new Error(`${part} may import ${target}: plant something else`);
  return { from, to: `packages/server/src/${target}/of-${part}.ts` };
}

export const boundaryRules: readonly BoundaryRule[] = [
  ...packageRules,
  ...featureRules,
  ...libraryRules,
  ...treeRules,
  ...layerRules,
];
