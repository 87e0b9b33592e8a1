import { RequireSignIn } from '@rollcall/client/account/require-sign-in.tsx';
import { LiveProvider } from '@rollcall/client/live/live-provider.tsx';
import { DocumentPage } from './pages/document-page.tsx';

/** Whoever is signed in gets the document and a live line; everybody else signs in first. */
export function App() {
  return (
    <RequireSignIn>
      <LiveProvider>
        <DocumentPage />
      </LiveProvider>
    </RequireSignIn>
  );
}
