import { api } from '@rollcall/client/api/api.ts';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { useFormatter, useTranslations } from 'use-intl';
import { useIntent } from '../../lib/use-intent.ts';

type Span = { readonly from: string; readonly until: string };

/** Sets a pause, or ends it. */
export function usePause(licenseId: LicenseId, source: SyncSource) {
  const t = useTranslations('sync.pause');
  const { dateTime } = useFormatter();
  const utils = api.useUtils();
  const intent = useIntent();
  const pausing = api.connection.pause.useMutation(intent);
  const set = (pause: Span | null, onDone?: () => void) => {
    const wanted = { licenseId, source, pause };
    pausing.mutate(
      { ...wanted, requestId: intent.idFor(wanted) },
      {
        onSuccess: (standing) => {
          utils.connection.get.setData({ licenseId, source }, standing);
          const day =
            pause && dateTime(new Date(`${pause.until}T00:00:00Z`), { dateStyle: 'long', timeZone: 'UTC' });
          showToast.success({ title: day === null ? t('ended') : t('saved', { day }) });
          onDone?.();
        },
      },
    );
  };
  return { set, error: pausing.error, isPending: pausing.isPending, reset: pausing.reset };
}
