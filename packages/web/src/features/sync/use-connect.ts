import { api } from '@rollcall/client/api/api.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { leaveFor } from '../../lib/leave-for.ts';
import { useIntent } from '../../lib/use-intent.ts';

/** The way over Google's consent page and back to this method's page, to connect and to renew alike. */
export function useConnect(licenseId: LicenseId, source: SyncSource) {
  const intent = useIntent();
  const { mutate, ...begin } = api.connection.begin.useMutation(intent);
  return {
    begin: () => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const wanted = { licenseId, source, timeZone };
      mutate({ ...wanted, requestId: intent.idFor(wanted) }, { onSuccess: ({ url }) => leaveFor(url) });
    },
    error: begin.error,
    // Google's page takes a moment to come: until then it is not to be begun a second time.
    isPending: begin.isPending || begin.isSuccess,
  };
}
