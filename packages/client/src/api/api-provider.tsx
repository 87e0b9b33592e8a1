import { launchedSession, sessionHeader } from '@rollcall/core/lti/session-header.ts';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { httpBatchLink } from '@trpc/client';
import { type ReactNode, useState } from 'react';
import { isLaunched } from '../page/is-launched.ts';
import { api } from './api.ts';
import { mayHelpToRetry, refusalOf } from './refusal.ts';
import { setSignInNeed } from './sign-in-need.ts';

function noticeSignIn(error: unknown): void {
  const code = refusalOf(error)?.code;
  if (code === 'NOT_SIGNED_IN') setSignInNeed('signed_out');
  if (code === 'SIGN_IN_AGAIN') setSignInNeed('too_old');
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: noticeSignIn }),
    mutationCache: new MutationCache({ onError: noticeSignIn }),
    defaultOptions: {
      queries: {
        // Without a network a call fails and says so, instead of waiting for one unseen.
        networkMode: 'always',
        refetchOnReconnect: true,
        // The socket says when something changed; asking again by the clock would only add load.
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => count < 2 && mayHelpToRetry(error),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

const whoseSession = () => (isLaunched() ? { [sessionHeader]: launchedSession } : {});

/** Gives its children the API. Calls of one moment travel as one request. */
export function ApiProvider({ children }: { readonly children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [client] = useState(() =>
    api.createClient({ links: [httpBatchLink({ url: '/api', maxItems: 20, headers: whoseSession })] }),
  );
  return (
    <api.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </api.Provider>
  );
}
