import { labelOf } from './demo-address.ts';
import { EnterPage } from './pages/enter-page.tsx';
import { StartPage } from './pages/start-page.tsx';

/** On a person's address: signs in as that person and goes on. Everywhere else: the start page. */
export function App() {
  const label = labelOf(location.hostname);
  return label === null ? <StartPage /> : <EnterPage label={label} />;
}
