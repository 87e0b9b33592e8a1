import { type RawAnswer, rawRequest } from './http.ts';

export interface VisitedPage {
  readonly url: URL;
  readonly status: number;
  readonly headers: RawAnswer['headers'];
  readonly body: string;
}

/** A form that a page would have the browser post. */
export interface PageForm {
  readonly action: URL;
  readonly fields: Readonly<Record<string, string>>;
}

/** Which cookies a browser keeps: none is a frame whose cookies are blocked, partitioned only one that blocks others. */
export type CookieRule = 'all' | 'partitioned' | 'none';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function textOf(attribute: string): string {
  return attribute.replace(/&(amp|lt|gt|quot|#39|#x2F|#x3D);/g, (whole, name: string) => {
    if (name === '#x2F') return '/';
    return name === '#x3D' ? '=' : (entities[name] ?? whole);
  });
}

/** The first form of a page. @throws Error with the page when there is none. */
export function formOn(page: VisitedPage): PageForm {
  const action = /<form[^>]*\saction="([^"]*)"/i.exec(page.body)?.[1];
  if (action === undefined) throw new Error(`No form on ${page.url.href} (${page.status}): ${page.body}`);
  const fields: Record<string, string> = {};
  for (const [tag] of page.body.matchAll(/<input\b[^>]*>/gi)) {
    const name = /\bname="([^"]*)"/i.exec(tag)?.[1];
    if (name !== undefined) fields[textOf(name)] = textOf(/\bvalue="([^"]*)"/i.exec(tag)?.[1] ?? '');
  }
  return { action: new URL(textOf(action), page.url), fields };
}

/**
 * Goes through pages of this machine by plain HTTP as a browser would: keeps cookies by host name, follows redirects.
 * Every name of localhost leads to 127.0.0.1.
 */
export class CookieBrowser {
  readonly #jar = new Map<string, Map<string, string>>();
  readonly #rule: CookieRule;

  constructor(rule: CookieRule = 'all') {
    this.#rule = rule;
  }

  /** The cookies that are kept for a host, by name. */
  cookiesOf(hostname: string): ReadonlyMap<string, string> {
    return this.#jar.get(hostname) ?? new Map();
  }

  get(url: string | URL, headers: Readonly<Record<string, string>> = {}): Promise<VisitedPage> {
    return this.#visit(new URL(url), { headers });
  }

  /** Posts a form as a page of `from` would. */
  post(form: PageForm, from: string | URL): Promise<VisitedPage> {
    const body = new URLSearchParams(form.fields).toString();
    const { origin } = new URL(from);
    return this.#visit(form.action, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin,
        'sec-fetch-site': origin === form.action.origin ? 'same-origin' : 'cross-site',
        'sec-fetch-mode': 'navigate',
      },
      body,
    });
  }

  async #visit(
    url: URL,
    request: { method?: string; headers: Readonly<Record<string, string>>; body?: string },
    hops = 0,
  ): Promise<VisitedPage> {
    const kept = [...this.cookiesOf(url.hostname)].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await rawRequest(Number(url.port || 80), {
      ...request,
      path: `${url.pathname}${url.search}`,
      headers: { ...request.headers, host: url.host, ...(kept === '' ? {} : { cookie: kept }) },
    });
    this.#keep(url.hostname, answer);
    const { location } = answer.headers;
    if (typeof location !== 'string' || answer.status < 300 || answer.status > 399 || hops > 10)
      return { url, status: answer.status, headers: answer.headers, body: answer.body };
    const next = new URL(location, url);
    // A redirect to another site is told apart by who asks, as browsers do it.
    return this.#visit(next, { headers: {} }, hops + 1);
  }

  #keep(hostname: string, answer: RawAnswer): void {
    if (this.#rule === 'none') return;
    const jar = this.#jar.get(hostname) ?? new Map<string, string>();
    this.#jar.set(hostname, jar);
    for (const cookie of [answer.headers['set-cookie'] ?? []].flat()) {
      if (this.#rule === 'partitioned' && !/;\s*partitioned/i.test(cookie)) continue;
      const [, name = '', value = '', rest = ''] = /^([^=]+)=([^;]*)(.*)$/.exec(cookie) ?? [];
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(rest)) jar.delete(name);
      else jar.set(name, value);
    }
  }
}
