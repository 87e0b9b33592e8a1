import { admin, type admin_directory_v1, auth as adminAuth } from '@googleapis/admin';
import { classroom, type classroom_v1, auth as classroomAuth } from '@googleapis/classroom';
import type { Sandbox } from '@rollcall/sandbox/sandbox.ts';
import { z } from 'zod';

/** Google's own client libraries, unchanged but for where Google is; they do not repeat what failed. */
export interface GoogleClients {
  readonly directory: admin_directory_v1.Admin;
  readonly classroom: classroom_v1.Classroom;
}

export const directoryScopes = [
  'admin.directory.orgunit.readonly',
  'admin.directory.user.readonly',
  'admin.directory.domain.readonly',
  'admin.directory.customer.readonly',
];
export const classroomScopes = [
  'classroom.courses.readonly',
  'classroom.rosters.readonly',
  'classroom.profile.emails',
];

export async function clientsFor(
  sandbox: Sandbox,
  email: string,
  scopes: readonly string[] = [...directoryScopes, ...classroomScopes],
): Promise<GoogleClients> {
  const { accessToken } = await sandbox.control.issueTokens(email, scopes);
  const credentials = { access_token: accessToken };
  const options = { rootUrl: `${sandbox.url}/`, retry: false };
  // Each library brings a google-auth-library of its own version.
  const forAdmin = new adminAuth.OAuth2();
  const forClassroom = new classroomAuth.OAuth2();
  forAdmin.setCredentials(credentials);
  forClassroom.setCredentials(credentials);
  return {
    directory: admin({ version: 'directory_v1', auth: forAdmin, ...options }),
    classroom: classroom({ version: 'v1', auth: forClassroom, ...options }),
  };
}

/** Reads page after page until there is no further token. */
export async function allPages<Page extends { nextPageToken?: string | null | undefined }>(
  read: (pageToken: string | undefined) => Promise<{ data: Page }>,
): Promise<Page[]> {
  const pages: Page[] = [];
  let token: string | undefined;
  do {
    const { data } = await read(token);
    pages.push(data);
    token = data.nextPageToken ?? undefined;
  } while (token !== undefined);
  return pages;
}

const gaxiosError = z.object({
  status: z.number().optional(),
  response: z.object({
    // Not the Headers of this realm: the library brings its own.
    headers: z.custom<Pick<Headers, 'get'>>(
      (value) => typeof value === 'object' && value !== null && 'get' in value,
    ),
    data: z.object({
      error: z.object({
        code: z.number(),
        status: z.string().optional(),
        errors: z.array(z.object({ reason: z.string(), message: z.string() })).min(1),
      }),
    }),
  }),
});

/** What Google's client throws for a refusal: its HTTP status, Google's reason, and the status in words if any. */
export interface Refusal {
  readonly status: number | undefined;
  readonly reason: string | undefined;
  readonly inWords: string | undefined;
  readonly headers: Pick<Headers, 'get'>;
}

/** The refusal that a call ends in; an answer, or an error of another kind, is thrown. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  const thrown: unknown = await call.then(
    () => new Error('It was answered'),
    (error: unknown) => error,
  );
  if (!(thrown instanceof Error) || thrown.constructor.name !== 'GaxiosError') throw thrown;
  const { status, response } = gaxiosError.parse(thrown);
  const { error } = response.data;
  return { status, reason: error.errors[0]?.reason, inWords: error.status, headers: response.headers };
}
