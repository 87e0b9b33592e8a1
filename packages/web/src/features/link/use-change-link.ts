import { api } from '@rollcall/client/api/api.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { LinkView } from '@rollcall/core/links/contract.ts';
import { useIntent } from '../../lib/use-intent.ts';
import type { LinkChange } from './link-draft.ts';

/** Opens, changes and closes the link. Pending until the page shows what was saved. */
export function useChangeLink(licenseId: LicenseId, onDone: () => void) {
  const utils = api.useUtils();
  const intent = useIntent();
  const change = api.link.change.useMutation({
    ...intent,
    onSuccess: async () => {
      intent.onSuccess();
      await utils.link.get.invalidate({ licenseId });
      onDone();
    },
  });
  const save = (wanted: LinkChange & { readonly enabled: boolean }) => {
    const input = { licenseId, ...wanted };
    change.mutate({ ...input, requestId: intent.idFor(input) });
  };
  return {
    busy: change.isPending,
    error: change.error,
    save: (wanted: LinkChange) => save({ ...wanted, enabled: true }),
    /** Its limits stay as they are for the next time. */
    close: ({ userType, audience, domains, expiresAt, maxUses }: LinkView) =>
      save({ userType, audience, domains: [...domains], expiresAt, maxUses, enabled: false }),
  };
}
