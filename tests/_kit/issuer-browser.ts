import type { RunningApp } from '@rollcall/server/app.ts';
import { callApi, type RawAnswer, rawRequest, refusalIn } from './http.ts';

/** What a browser of a person keeps and sends, on the way to an issuer and back. */
export class IssuerBrowser {
  readonly cookies = new Map<string, string>();
  readonly #port: number;

  constructor(app: RunningApp, token: string | null = null) {
    this.#port = app.port;
    if (token !== null) this.cookies.set('rollcall', token);
  }

  /** One call of the API. Throws with the refusal's code where it is refused. */
  async call<Result>(procedure: string, type: 'query' | 'mutation', input?: unknown): Promise<Result> {
    const cookie = this.#header();
    const headers: Record<string, string> = cookie === '' ? {} : { cookie };
    const answer = await callApi(this.#port, procedure, { type, input, headers });
    this.#keep(answer);
    const refusal = refusalIn(answer);
    if (refusal !== null) throw new Error(refusal.code);
    const parsed = JSON.parse(answer.body) as { result: { data: Result } };
    return parsed.result.data;
  }

  beginSignIn(issuer: string, returnTo = '/app/'): Promise<{ url: string }> {
    return this.call('account.beginSignIn', 'mutation', { issuer, returnTo });
  }

  /** Follows the issuer back. `place`: where the browser is sent to, as path and query. */
  async comeBack(to: URL): Promise<{ status: number; place: string }> {
    const answer = await rawRequest(this.#port, {
      path: `${to.pathname}${to.search}`,
      headers: { cookie: this.#header() },
    });
    this.#keep(answer);
    return { status: answer.status, place: String(answer.headers.location ?? '') };
  }

  /** Who is signed in here; null if nobody is. */
  async me(): Promise<{ personId: string; name: string; emails: string[] } | null> {
    return this.call('account.me', 'query');
  }

  #header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #keep(answer: RawAnswer): void {
    for (const cookie of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = '', rest = ''] = /^([^=]+)=([^;]*)(.*)$/.exec(cookie) ?? [];
      if (value === '' || /max-age=0/i.test(rest)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
