import './styles.css';
import { RequireSignIn } from '@rollcall/client/account/require-sign-in.tsx';
import { ApiProvider } from '@rollcall/client/api/api-provider.tsx';
import { LiveProvider } from '@rollcall/client/live/live-provider.tsx';
import { reloadForNewVersion } from '@rollcall/client/page/reload-for-new-version.ts';
import { LiveAnnouncer } from '@rollcall/client/ui/live-announcer.tsx';
import type { Words } from '@rollcall/client/words/words.ts';
import { WordsProvider } from '@rollcall/client/words/words-provider.tsx';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { createAppRouter } from './router.tsx';
import { en } from './words/en.ts';

// Nothing is toasted before the first page is there.
const ToastHost = lazy(async () => ({
  default: (await import('@rollcall/client/ui/toast-host.tsx')).ToastHost,
}));

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// The pages of a licence add theirs before they say anything.
const firstWords = en as Words;

const router = createAppRouter();

reloadForNewVersion();
createRoot(root).render(
  <StrictMode>
    <WordsProvider words={firstWords}>
      <LiveAnnouncer>
        <ApiProvider>
          <RequireSignIn>
            <LiveProvider>
              <RouterProvider router={router} />
            </LiveProvider>
          </RequireSignIn>
        </ApiProvider>
        <Suspense>
          <ToastHost />
        </Suspense>
      </LiveAnnouncer>
    </WordsProvider>
  </StrictMode>,
);
