import { api } from '@rollcall/client/api/api.ts';
import { useConnection } from '@rollcall/client/live/live-provider.tsx';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { skipToken } from '@tanstack/react-query';
import { syncOfLicense } from '../lib/sync-of-license.ts';

/** While a sync reads, nothing tells of it, so it is asked for. In ms. */
const runningPollMs = 3_000;
/** Without the live line: in ms. */
const unheardPollMs = 10_000;

/** How a method that follows another system stands on this licence, read once and then followed. Null: asks nothing. */
export function useSync(license: Pick<LicenseView, 'id'>, source: SyncSource | null) {
  const isLive = useConnection().state === 'live';
  return api.connection.get.useQuery(source === null ? skipToken : { licenseId: license.id, source }, {
    refetchInterval: ({ state }) => {
      const connection = state.data?.connection ?? null;
      if (connection === null) return false;
      if (connection.running !== null) return runningPollMs;
      return !isLive && unheardPollMs;
    },
  });
}

/** The same for the one such method that fits the licence. */
export function useSyncOfLicense(license: Pick<LicenseView, 'id' | 'type'>) {
  const source = syncOfLicense(license.type);
  return { source, standing: useSync(license, source).data };
}
