import { api } from '@rollcall/client/api/api.ts';
import type { FeatureChanges } from '@rollcall/core/features/contract.ts';
import type { LicenseId, MemberId } from '@rollcall/core/ids.ts';
import { useIntent } from '../../lib/use-intent.ts';

/** Changes the exceptions of one person. Pending until what is on screen shows what was saved. */
export function useChangePerson(licenseId: LicenseId, memberId: MemberId) {
  const utils = api.useUtils();
  const intent = useIntent();
  const change = api.feature.changePerson.useMutation({
    ...intent,
    onSuccess: async () => {
      intent.onSuccess();
      await utils.feature.invalidate();
    },
  });
  return {
    pending: change.isPending ? change.variables.changes : null,
    error: change.error,
    change(changes: FeatureChanges, onDone: () => void) {
      if (change.isPending) return;
      const wanted = { licenseId, memberId, changes };
      change.mutate({ ...wanted, requestId: intent.idFor(wanted) }, { onSuccess: onDone });
    },
  };
}
