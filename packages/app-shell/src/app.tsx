import { RequireSignIn } from '@rollcall/client/account/require-sign-in.tsx';
import { LiveProvider } from '@rollcall/client/live/live-provider.tsx';
import { codeInPath } from '@rollcall/core/links/link-code.ts';
import { useEffect, useState } from 'react';
import { DocumentPage } from './pages/document-page.tsx';
import { LaterJoinPage } from './pages/later-join-page.tsx';

/** Whoever is signed in gets the document, or what a license link leads to, and a live line; everybody else signs in first. */
export function App() {
  const { code, leave } = useOpenedLink();
  return (
    <RequireSignIn>
      <LiveProvider>
        {code === null ? <DocumentPage /> : <LaterJoinPage key={code} code={code} onLeave={leave} />}
      </LiveProvider>
    </RequireSignIn>
  );
}

/** The code of a license link, where the page's address is one. Leaving it keeps the page, and its line, as they are. */
function useOpenedLink(): { readonly code: string | null; leave(): void } {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const read = () => setPath(location.pathname);
    window.addEventListener('popstate', read);
    return () => window.removeEventListener('popstate', read);
  }, []);
  return {
    code: codeInPath(path),
    leave: () => {
      history.pushState(null, '', '/app/');
      setPath(location.pathname);
    },
  };
}
