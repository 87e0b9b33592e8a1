import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { bindStore } from '../commands/bind-store.ts';
import { createFaults } from '../faults/faults.ts';
import type { Store } from '../store/store.ts';
import { lmsStoreCommands } from './commands.ts';
import type { LmsFault, LmsFaultEndpoint, SetLmsFault } from './faults/lms-fault.ts';
import { halfOf, spoilAnswer } from './faults/spoil.ts';
import { forgeIdToken } from './forge.ts';
import type { Forgery } from './forgery.ts';
import { generateLmsCourse, type LmsCourseSpec } from './generate/lms-course.ts';
import { type LaunchWish, type LoginRequest, startLaunch } from './launch/start-launch.ts';
import { newSigningKey, platformKeys, publicKey, rotatePlatformKeys } from './oidc/keys.ts';
import { createPlatform } from './oidc/platform.ts';
import {
  type RegistrationStart,
  registerTool,
  startRegistration,
  type ToolDetails,
} from './register-tool.ts';
import type { LmsCourse } from './store/courses.ts';
import type { Launch } from './store/launches.ts';
import { findSchool, getSchool } from './store/schools.ts';
import { schoolUrls } from './urls.ts';

/** The learning management systems of a sandbox. `origin` is known once the port is. */
export function createLms(store: Store, origin: () => string) {
  const faults = createFaults<LmsFault>();
  const providers = new Map<string, Provider>();
  /** Made when it is first asked for: keys take a while. Undefined where there is no such system. */
  const provider = (slug: string): Provider | undefined => {
    const known = providers.get(slug);
    if (known !== undefined || findSchool(store, slug) === undefined) return known;
    const made = createPlatform({ store, origin: origin(), slug });
    providers.set(slug, made);
    return made;
  };
  const getProvider = (slug: string): Provider => {
    getSchool(store, slug);
    const found = provider(slug);
    if (found === undefined) throw new Error('A system without a provider');
    return found;
  };
  const control = {
    ...bindStore(store, lmsStoreCommands),
    urls: (school: string) => schoolUrls(origin(), school),
    /** Writes a course of any size by seed. */
    generateCourse: (school: string, spec: LmsCourseSpec): LmsCourse =>
      generateLmsCourse(store, school, spec),
    registerTool: (school: string, details: ToolDetails) => registerTool(store, school, details),
    startRegistration: (school: string): Promise<RegistrationStart> =>
      startRegistration(getProvider(school), origin(), school),
    startLaunch: (school: string, wish: LaunchWish): LoginRequest =>
      startLaunch(store, origin(), school, wish),
    forgeIdToken: (launch: Launch, forgery: Forgery): string =>
      forgeIdToken(store, origin(), launch, forgery),
    /** From here on a new key signs; the old one stays published, or not. */
    rotateKeys: (school: string, { keepOld }: { readonly keepOld: boolean }): void => {
      rotatePlatformKeys(store, getSchool(store, school).slug, keepOld);
      providers.delete(school);
    },
    setFault: (fault: LmsFault): SetLmsFault => faults.set(fault),
    listFaults: (): SetLmsFault[] => faults.list(),
    /** One by its id, or all. */
    clearFaults: (id?: number): void => faults.clear(id),
  };
  return { store, origin, faults, provider, control };
}

export type Lms = ReturnType<typeof createLms>;
export type LmsControl = Lms['control'];

const endpoints: Readonly<Record<string, LmsFaultEndpoint>> = {
  '/.well-known/openid-configuration': 'configuration',
  '/oidc/jwks': 'jwks',
  '/oidc/token': 'token',
  '/oidc/register': 'registration',
};

/** Whether a path is one of a system's OpenID provider; all else are pages and the roster service. */
export function isPlatformPath(path: string): boolean {
  return /^\/lms\/[a-z0-9-]+\/(oidc|\.well-known)\//.test(path);
}

/** Answers what `isPlatformPath` named: by oidc-provider, unless a fault is set. */
export async function answerPlatform(lms: Lms, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = req.url ?? '';
  const [, slug = '', rest = ''] = /^\/lms\/([a-z0-9-]+)(.*)$/.exec(url) ?? [];
  const provider = lms.provider(slug);
  if (provider === undefined) {
    res.writeHead(404).end();
    return;
  }
  const endpoint = endpoints[rest.replace(/\?.*$/, '')];
  const fault =
    endpoint === undefined ? undefined : lms.faults.strike({ workspace: slug, endpoint, page: 1 });
  if (fault !== undefined && (await spoilAnswer(fault, res))) return;
  if (endpoint === 'jwks' && fault !== undefined && fault.kind !== 'slow')
    return answerKeys(lms.store, slug, fault, res);
  Object.assign(req, { originalUrl: url });
  req.url = rest;
  await provider.callback()(req, res);
}

/** Published keys, as a fault has them. */
function answerKeys(store: Store, slug: string, { kind }: LmsFault, res: ServerResponse): void {
  const own = platformKeys(store, slug).map(publicKey);
  const stranger = publicKey(newSigningKey());
  const many = Array.from({ length: 1_000 }, (_, index) => ({ ...stranger, kid: `other-${index}` }));
  const keys = { many_keys: [...many, ...own], other_keys: [stranger], empty: [] }[kind as string] ?? own;
  const text = JSON.stringify({ keys });
  res.writeHead(200, { 'content-type': 'application/jwk-set+json; charset=utf-8' });
  res.end(kind === 'truncated' ? halfOf(text) : text);
}
