import { useConnection } from '@rollcall/client/live/live-provider.tsx';
import { ConnectionIndicator } from '@rollcall/client/ui/connection-indicator.tsx';

/** Whether the page is up to date, in the bar. */
export function ConnectionState() {
  const { state, asOf, retry } = useConnection();
  return <ConnectionIndicator state={state} asOf={asOf ?? undefined} onRetry={retry} />;
}
