import { type DomainErrorShape, parseDomainError } from '@rollcall/core/errors.ts';
import type { AppRouter } from '@rollcall/server/router.ts';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';

export type TestClient = ReturnType<typeof createTRPCClient<AppRouter>>;

/** A typed client as the apps use it, on a bare HTTP connection. Null is nobody signed in. */
export function createClient(port: number, token: string | null): TestClient {
  const origin = `http://127.0.0.1:${port}`;
  const headers: Record<string, string> = { origin };
  if (token !== null) headers.cookie = `rollcall=${token}`;
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${origin}/api`, headers })] });
}

/** The refusal with which a call fails; throws when it succeeds or fails in any other way. */
export async function refusalOf(call: Promise<unknown>): Promise<DomainErrorShape> {
  try {
    await call;
  } catch (error) {
    const data: unknown = error instanceof TRPCClientError ? error.data : null;
    const refusal =
      typeof data === 'object' && data !== null && 'refusal' in data ? parseDomainError(data.refusal) : null;
    if (refusal !== null) return refusal;
    throw error;
  }
  throw new Error('The call was expected to be refused, and succeeded');
}
