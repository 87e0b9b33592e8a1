import { createSandbox, type Sandbox, type SandboxOptions } from '@rollcall/sandbox/sandbox.ts';
import { afterAll, beforeAll } from 'vitest';

/** A sandbox of the demo's two workspaces, in memory, for as long as the file's tests (or the describe's) run. */
export function useSandbox(options: Partial<SandboxOptions> = {}): () => Sandbox {
  let sandbox: Sandbox | undefined;
  beforeAll(async () => {
    sandbox = await createSandbox({ port: 0, dnsPort: 0, file: ':memory:', ...options });
  });
  afterAll(() => sandbox?.stop());
  return () => {
    if (sandbox === undefined) throw new Error('The sandbox is up within tests only');
    return sandbox;
  };
}

/** How the person at the pages behaves. */
export interface Visitor {
  /** The address of the account that is chosen. */
  readonly account: string;
  /** Which of the accounts of that address: its id. */
  readonly accountId?: string;
  /** Presses Cancel when asked for consent. */
  readonly refuses?: boolean;
  /** Scopes whose box is unticked. */
  readonly unticks?: readonly string[];
}

/**
 * Goes through the pages of a sign-in as a browser does, from the URL that Rollcall sends the person to, and answers
 * the URL that they are sent back to.
 */
export async function signInAtSandbox(authorizationUrl: string | URL, visitor: Visitor): Promise<URL> {
  const browser = createBrowser();
  const start = new URL(authorizationUrl);
  const chooser = await browser.follow(start.href, start.origin);
  if (chooser.leftFor !== undefined) return chooser.leftFor;
  const search = new URL(chooser.url);
  search.searchParams.set('search', visitor.account);
  const found = await browser.follow(search.href, start.origin);
  const id = accountsOn(found.body).find(
    (one) => one.email === visitor.account && one.id === (visitor.accountId ?? one.id),
  )?.id;
  if (id === undefined) throw new Error(`No account ${visitor.account} can be chosen: ${found.body}`);
  const after = await browser.follow(chooser.url, start.origin, new URLSearchParams({ account: id }));
  if (after.leftFor !== undefined) return after.leftFor;
  const form = new URLSearchParams(visitor.refuses === true ? { cancel: '1' } : { account: id, asked: '1' });
  for (const [, scope = ''] of after.body.matchAll(/name="scope" value="([^"]+)"/g)) {
    if (visitor.unticks?.includes(scope) !== true) form.append('scope', scope);
  }
  const done = await browser.follow(chooser.url, start.origin, form);
  if (done.leftFor === undefined) throw new Error(`The sign-in went nowhere: ${done.body}`);
  return done.leftFor;
}

/** The accounts that a page offers and lets one choose. */
function accountsOn(page: string): { id: string; email: string }[] {
  const button = /name="account" value="([^"]+)">\s*<span>[^<]*<\/span><span class="muted">([^<]*)<\/span>/g;
  return [...page.matchAll(button)].map(([, id = '', email = '']) => ({ id, email }));
}

interface Page {
  readonly url: string;
  readonly body: string;
  /** Where the sandbox sent the browser to, outside itself. */
  readonly leftFor?: URL;
}

/** Keeps cookies and follows redirects for as long as they stay in the sandbox. */
function createBrowser() {
  const cookies = new Map<string, string>();
  const follow = async (url: string, origin: string, form?: URLSearchParams): Promise<Page> => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) return { url, body: await response.text() };
    const next = new URL(location, url);
    return next.origin === origin ? follow(next.href, origin) : { url, body: '', leftFor: next };
  };
  return { follow };
}
