import type { AppRouter } from '@rollcall/server/router.ts';
import type { inferRouterOutputs } from '@trpc/server';

/** What each procedure answers: `ApiOutputs['license']['list']`. */
export type ApiOutputs = inferRouterOutputs<AppRouter>;
