import { RequireSignIn } from '@rollcall/client/account/require-sign-in.tsx';
import { ApiProvider } from '@rollcall/client/api/api-provider.tsx';
import { LiveAnnouncer } from '@rollcall/client/ui/live-announcer.tsx';
import { ToastHost } from '@rollcall/client/ui/toast-host.tsx';
import { WordsProvider } from '@rollcall/client/words/words-provider.tsx';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { cleanup, configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { createAppRouter } from '../router.tsx';
import { en } from '../words/en.ts';
import { en as licenseEn } from '../words/license/en.ts';
import { fakeLive } from './fake-live.tsx';
import { fakeServer } from './fake-server.ts';

/** Prepares the document and the fake server for the tests of a file. */
export function useFakeBrowser(): void {
  beforeAll(() => {
    // Pages are fetched as they are needed, and the machine may be busy.
    configure({ asyncUtilTimeout: 10_000 });
    fakeServer.listen({ onUnhandledFrame: 'error' });
    // What the page uses and jsdom does not have.
    window.matchMedia = (query) =>
      Object.assign(new EventTarget(), { matches: false, media: query, onchange: null }) as MediaQueryList;
    window.scrollTo = () => {};
    window.scrollBy = () => {};
    Element.prototype.scrollIntoView = () => {};
    Element.prototype.hasPointerCapture = () => false;
    globalThis.ResizeObserver = class {
      observe() {}
      unobserve() {}
      disconnect() {}
    };
    // Without a layout everything is 0 high; rows of that height would all be on screen.
    Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 49 });
  });
  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
  });
  afterEach(() => {
    cleanup();
    fakeServer.forget();
    fakeLive.reset();
    vi.restoreAllMocks();
  });
  afterAll(() => fakeServer.close());
}

/** The whole dashboard at one of its addresses. */
export function renderApp(path: string) {
  const user = userEvent.setup();
  const router = createAppRouter(createMemoryHistory({ initialEntries: [`/admin${path}`] }));
  const view = render(
    <WordsProvider words={{ ...en, ...licenseEn }} timeZone="UTC">
      <LiveAnnouncer>
        <ApiProvider>
          <RequireSignIn>
            <RouterProvider router={router} />
          </RequireSignIn>
        </ApiProvider>
        <ToastHost />
      </LiveAnnouncer>
    </WordsProvider>,
  );
  return { ...view, user, router };
}
