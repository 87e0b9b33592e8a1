import { api } from '@rollcall/client/api/api.ts';
import { useConnection } from '@rollcall/client/live/live-provider.tsx';
import { methodFits } from '@rollcall/core/licenses/deployment-methods.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { skipToken } from '@tanstack/react-query';

/** While a class is read, or without the live line. In ms. */
const unheardPollMs = 5_000;

/**
 * The learning management systems and assignments of a licence, read once and then followed. Asks nothing where the
 * type of licence has none. `pollMs`: asks besides, for what is no news to anybody else, such as when it was last opened.
 */
export function useLms({ id, type }: Pick<LicenseView, 'id' | 'type'>, pollMs: number | false = false) {
  const isLive = useConnection().state === 'live';
  return api.lms.get.useQuery(methodFits.assignment[type].fits ? { licenseId: id } : skipToken, {
    refetchInterval: ({ state }) => {
      const isReading = state.data?.assignments.some(({ reading }) => reading !== null) === true;
      return isReading || !isLive ? unheardPollMs : pollMs;
    },
  });
}
