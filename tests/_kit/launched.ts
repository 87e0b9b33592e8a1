import { launchedSession, sessionHeader } from '@rollcall/core/lti/session-header.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import type { CookieBrowser, VisitedPage } from './cookie-browser.ts';
import { callApi, type RawAnswer } from './http.ts';
import { launchAs } from './lms.ts';
import type { RegisteredLms } from './registered-lms.ts';
import type { LmsWorld } from './with-lms.ts';

export const launchCookie = '__Host-rollcall-lti';

/** Opens the placed assignment as somebody of the course, up to where the launch leads. */
export function openAssignment(
  { lms }: Pick<LmsWorld, 'lms'>,
  { school, link }: RegisteredLms,
  person: string,
  browser?: CookieBrowser,
): Promise<VisitedPage> {
  const wish = { person, assignmentId: link.id };
  return launchAs(lms, school.slug, wish, browser === undefined ? {} : { browser });
}

/** The token of the session that a launch has left in a browser; null when there is none. */
export function launchToken(browser: CookieBrowser): string | null {
  return browser.cookiesOf('localhost').get(launchCookie) ?? null;
}

/** What a page in the frame sends along. */
export function framed(token: string): Readonly<Record<string, string>> {
  return { [sessionHeader]: launchedSession, cookie: `${launchCookie}=${token}` };
}

/** A call as the app in the frame makes it. */
export function callFramed(
  app: RunningApp,
  token: string,
  procedure: string,
  type: 'query' | 'mutation' = 'query',
  input?: unknown,
): Promise<RawAnswer> {
  return callApi(app.port, procedure, { type, input, headers: framed(token) });
}

/** Who the server takes the frame for; null for nobody. */
export async function whoInFrame(app: RunningApp, token: string): Promise<{ personId: string } | null> {
  const { body } = await callFramed(app, token, 'account.me');
  const { result } = JSON.parse(body) as { result: { data: { personId: string } | null } };
  return result.data;
}
