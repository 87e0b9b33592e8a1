import { DomainError, type DomainErrorShape } from '@rollcall/core/errors.ts';
import { initTRPC, TRPCError } from '@trpc/server';
import type { AppContext } from './app-context.ts';
import type { KeptCookie } from './auth/cookie.ts';
import { adminSignInMs, type SignedIn } from './auth/session.ts';
import { callError, refusalOf } from './error-mapper.ts';

/** What the browser keeps, sealed, while somebody signs in elsewhere. */
export interface KeptCookies {
  read(kind: KeptCookie): string | null;
  /** An empty text clears it. */
  keep(kind: KeptCookie, sealed: string, lifeS: number): void;
}

/** What a procedure knows of its request. */
export interface RequestContext {
  readonly app: AppContext;
  readonly who: SignedIn | null;
  /** The presented session token, for signing out. */
  readonly token: string | null;
  /** The call says that it comes from what a course launched: `who` is who was launched, or nobody. */
  readonly isLaunched: boolean;
  readonly remoteAddress: string;
  readonly userAgent: string;
  /** Names this request in the log and in the answer to a defect. */
  readonly correlationId: string;
  /** The name of the demo person whose origin this is; null outside the demo. */
  readonly demoLabel: string | null;
  /** The origin of ours that the request came to. */
  readonly origin: string;
  setSessionCookie(token: string): void;
  readonly kept: KeptCookies;
}

const t = initTRPC.context<RequestContext>().create({
  isDev: false,
  errorFormatter({ shape, error, ctx }) {
    const refusal: DomainErrorShape = refusalOf(error, ctx?.correlationId ?? 'none');
    return { ...shape, message: refusal.code, data: { ...shape.data, refusal } };
  },
});

export const router = t.router;

/** Turns whatever a call failed with into its answer. A defect is logged once, without its input, and hidden. */
export function failCall(
  app: AppContext,
  error: unknown,
  call: { readonly correlationId: string; readonly path: string },
): TRPCError {
  const refusal = refusalOf(error, call.correlationId);
  if (refusal.code === 'INTERNAL') {
    const cause = error instanceof TRPCError ? (error.cause ?? error) : error;
    app.log.error({ err: cause, ...call }, 'a call failed');
  }
  return callError(refusal);
}

/** Every refusal passes here: it gets its HTTP status, and is counted where it is worth noticing. */
const mapErrors = t.middleware(async ({ ctx, next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const { app, correlationId, who, remoteAddress } = ctx;
  const answer = failCall(app, result.error, { correlationId, path });
  app.refusals.refused(refusalOf(answer, correlationId), { personId: who?.personId ?? null, remoteAddress });
  throw answer;
});

/**
 * All that a session of a launch may ask for (SPEC E04): what the app needs for the assignment that was launched, and no
 * list, right, key, invite or account. Whatever is new is refused until it stands here.
 */
export const openToLaunches: ReadonlySet<string> = new Set([
  'account.me',
  'account.signOut',
  'document.comments',
  'document.addComment',
  'document.removeComment',
  'document.begin',
  'invite.inbox',
]);

const withinLaunch = t.middleware(({ ctx, next, path }) => {
  if (ctx.isLaunched && !openToLaunches.has(path)) throw new DomainError('NEEDS_ACCOUNT', {});
  return next();
});

const signedIn = t.middleware(async ({ ctx, next, type }) => {
  if (ctx.who === null) throw new DomainError('NOT_SIGNED_IN', {});
  if (type === 'mutation') await ctx.app.throttles.take('commandsPerSession', ctx.who.sessionId);
  return next({ ctx: { ...ctx, who: ctx.who } });
});

const freshlySignedIn = t.middleware(({ ctx, next }) => {
  if (ctx.who === null) throw new DomainError('NOT_SIGNED_IN', {});
  if (Date.now() - ctx.who.signedInAt.getTime() > adminSignInMs) throw new DomainError('SIGN_IN_AGAIN', {});
  return next({ ctx: { ...ctx, who: ctx.who } });
});

/** Open to everybody. */
export const publicProcedure = t.procedure.use(mapErrors).use(withinLaunch);
/** For whoever is signed in. */
export const personProcedure = publicProcedure.use(signedIn);
/** For the dashboard: signed in within the last twelve hours. */
export const adminProcedure = personProcedure.use(freshlySignedIn);
