import { useDeferred } from '@rollcall/client/ui/use-deferred.ts';
import { useIdle } from '@rollcall/client/ui/use-idle.ts';

const loadHost = () => import('@rollcall/client/ui/toast-host.tsx');

/** Where toasts appear, loaded after the page: what is said before waits for it. */
export function Toasts() {
  const { part } = useDeferred(loadHost, useIdle());
  return part && <part.ToastHost side="left" />;
}
