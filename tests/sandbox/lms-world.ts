import type { LmsControl } from '@rollcall/sandbox/lms/lms.ts';
import { rosterMediaType, rosterScope } from '@rollcall/sandbox/lms/lti.ts';
import { afterAll, beforeAll } from 'vitest';
import { makeLmsSchool, startLms } from '../_kit/lms.ts';
import { type StubTool, startStubTool } from '../_kit/stub-tool.ts';

/** One sandbox and one tool for the tests of a file; each test gets a system of its own with the tool in it. */
export function useLmsWithTool() {
  const opened = new AsyncDisposableStack();
  let shared: { readonly lms: LmsControl; readonly stub: StubTool } | undefined;
  beforeAll(async () => {
    const { lms } = opened.use(await startLms());
    shared = { lms, stub: opened.use(await startStubTool()) };
  });
  afterAll(() => opened.disposeAsync());
  /** The tool is registered by hand, and has one assignment. */
  return async () => {
    if (shared === undefined) throw new Error('The sandbox is up within tests only');
    const { lms, stub } = shared;
    stub.reset();
    const school = makeLmsSchool(lms);
    const { tool, deployment } = await lms.registerTool(school.slug, {
      name: 'Stub',
      loginUrl: stub.loginUrl,
      targetLinkUri: stub.launchUrl,
      jwksUri: stub.jwksUri,
    });
    const assignment = lms.addAssignment(school.slug, {
      courseId: school.course.id,
      deploymentId: deployment.id,
      title: 'Cells',
      custom: { chapter: '4' },
    });
    return { lms, stub, school, assignment, deployment, clientId: tool.clientId };
  };
}

/** Asks the token endpoint as a tool does. */
export async function askForToken(
  lms: LmsControl,
  tool: StubTool,
  school: string,
  clientId: string,
  change: Record<string, string> = {},
): Promise<{ status: number; body: { access_token?: string; scope?: string; error?: string } }> {
  const { token } = lms.urls(school);
  const response = await fetch(token, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: tool.assertion(clientId, token),
      scope: rosterScope,
      ...change,
    }),
  });
  return { status: response.status, body: (await response.json()) as { access_token?: string } };
}

export interface Roster {
  readonly status: number;
  readonly type: string | null;
  readonly next: string | undefined;
  readonly body: { readonly members: readonly Record<string, unknown>[] };
}

/** One page of a roster, from its URL. */
export async function readRoster(url: string, token: string, accept = rosterMediaType): Promise<Roster> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}`, accept } });
  const next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  const body = (await response.json()) as Roster['body'];
  return { status: response.status, type: response.headers.get('content-type'), next, body };
}
