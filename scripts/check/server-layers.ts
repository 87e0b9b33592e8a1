/**
 * What each part of the server may import of the server. A part is a folder or a file at the top of
 * `packages/server/src`, and may name only parts that stand above it: hence no circle of parts. A single file of a
 * folder may be named from anywhere.
 */
export const serverLayers = {
  env: [],
  db: ['env'],
  'error-mapper': [],
  throttle: ['env'],
  csv: [],
  log: ['env'],
  audit: ['db', 'env', 'throttle'],
  // The one place from which the server asks others.
  outbound: ['env'],
  integrations: ['env', 'outbound'],
  sealing: ['env'],
  // What we sign with for other systems.
  'tool-keys': ['db', 'env', 'sealing'],
  dns: [],
  'license-row': ['db'],
  events: ['db', 'audit', 'license-row'],
  views: ['db', 'license-row'],
  auth: ['db', 'audit'],
  membership: ['env', 'db', 'license-row', 'events', 'sealing'],
  mail: ['env', 'db', 'audit', 'license-row', 'events', 'membership'],
  'search-index': ['db', 'license-row'],
  jobs: ['db', 'error-mapper'],
  'app-context': [
    'audit',
    'auth',
    'db',
    'dns',
    'env',
    'integrations',
    'license-row',
    'log',
    'mail',
    'outbound',
    'throttle',
    'tool-keys',
  ],
  trpc: ['app-context', 'auth', 'error-mapper'],
  domains: ['app-context', 'audit', 'db', 'events', 'license-row', 'membership'],
  identity: ['env', 'db', 'domains', 'app-context', 'integrations', 'membership', 'sealing'],
  commands: ['app-context', 'auth', 'audit', 'db', 'domains', 'license-row', 'membership'],
  connections: ['app-context', 'commands', 'db', 'env', 'events', 'integrations', 'license-row', 'sealing'],
  terms: ['app-context', 'db', 'events', 'license-row', 'mail'],
  sync: ['db', 'integrations', 'jobs', 'license-row'],
  lms: [
    'app-context',
    'db',
    'env',
    'events',
    'identity',
    'integrations',
    'jobs',
    'license-row',
    'membership',
  ],
  // What a registered system sends, until it is verified; what it leads to is decided in lms.
  launches: ['app-context', 'audit', 'db', 'events', 'identity', 'integrations', 'license-row', 'lms'],
  vendor: ['env', 'db', 'domains', 'audit', 'license-row', 'events', 'membership'],
  demo: ['app-context', 'db', 'env', 'events', 'identity', 'license-row', 'membership', 'vendor'],
  features: [
    'app-context',
    'auth',
    'commands',
    'connections',
    'csv',
    'db',
    'domains',
    'demo',
    'events',
    'identity',
    'integrations',
    'jobs',
    'license-row',
    'lms',
    'mail',
    'membership',
    'sync',
    'throttle',
    'trpc',
    'views',
  ],
  router: ['trpc', 'features'],
  // The gate asks the same question of a handshake as of a request; the rest of http/ is none of its business.
  realtime: ['audit', 'auth', 'db', 'http/origins', 'license-row', 'membership', 'views'],
  http: [
    'app-context',
    'auth',
    'csv',
    'env',
    'error-mapper',
    'features',
    'identity',
    'integrations',
    'launches',
    'lms',
    'mail',
    'router',
    'throttle',
    'trpc',
  ],
  app: [
    'app-context',
    'audit',
    'auth',
    'db',
    'demo',
    'dns',
    'domains',
    'env',
    'features',
    'http',
    'integrations',
    'jobs',
    'log',
    'mail',
    'outbound',
    'realtime',
    'search-index',
    'terms',
    'throttle',
    'tool-keys',
  ],
  cli: ['db', 'env', 'vendor'],
  main: ['app', 'env'],
} as const satisfies Record<string, readonly string[]>;

const root = 'packages/server/src';

/** A part as a pattern: the folder with all in it, or the one file. */
export function partPattern(part: string): string {
  return `^${root}/${part}(/|[.]ts$)`;
}

/** Parts that name one which does not stand above them. */
export function upsideDown(): string[] {
  const order = Object.keys(serverLayers);
  return Object.entries(serverLayers).flatMap(([part, mayImport]) =>
    mayImport
      .filter((other) => !other.includes('/') && order.indexOf(other) >= order.indexOf(part))
      .map(
        (other) => `${part} names ${other}, which does not stand above it in scripts/check/server-layers.ts`,
      ),
  );
}
