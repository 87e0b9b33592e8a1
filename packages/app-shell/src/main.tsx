import './styles.css';
import { ApiProvider } from '@rollcall/client/api/api-provider.tsx';
import { reloadForNewVersion } from '@rollcall/client/page/reload-for-new-version.ts';
import { LiveAnnouncer } from '@rollcall/client/ui/live-announcer.tsx';
import { WordsProvider } from '@rollcall/client/words/words-provider.tsx';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { Toasts } from './pages/toasts.tsx';
import { en } from './words/en.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

reloadForNewVersion();
createRoot(root).render(
  <StrictMode>
    <WordsProvider words={en}>
      <ApiProvider>
        <LiveAnnouncer>
          <App />
          <Toasts />
        </LiveAnnouncer>
      </ApiProvider>
    </WordsProvider>
  </StrictMode>,
);
