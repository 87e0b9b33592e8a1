import type { AppRouter } from '@rollcall/server/router.ts';
import { createTRPCReact } from '@trpc/react-query';

/** The server's procedures as React hooks, typed from its router. */
export const api = createTRPCReact<AppRouter>();
