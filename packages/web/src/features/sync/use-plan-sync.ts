import { api } from '@rollcall/client/api/api.ts';
import type { LicenseId, RunId } from '@rollcall/core/ids.ts';
import type { SyncSelection } from '@rollcall/core/sync/contract.ts';
import { useIntent } from '../../lib/use-intent.ts';

/** Has the plan of a selection made. Nothing is saved by it: that comes with confirming the plan. */
export function usePlanSync(licenseId: LicenseId, onRun: (runId: RunId) => void) {
  const utils = api.useUtils();
  const intent = useIntent();
  const planning = api.run.planSync.useMutation(intent);
  return {
    plan(selection: SyncSelection) {
      const wanted = { licenseId, selection };
      planning.mutate(
        { ...wanted, requestId: intent.idFor(wanted) },
        {
          onSuccess: ({ id }) => {
            void utils.connection.get.invalidate({ licenseId, source: selection.source });
            onRun(id);
          },
        },
      );
    },
    error: planning.error,
    isPending: planning.isPending,
  };
}
