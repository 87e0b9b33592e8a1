import { api } from '@rollcall/client/api/api.ts';
import { newRequestId } from '@rollcall/client/api/request-id.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { ConfirmDialog } from '@rollcall/client/ui/confirm-dialog.tsx';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { LicenseId, RequestId } from '@rollcall/core/ids.ts';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';

/** Makes a new key after saying that the old one stops at once. */
export function RotateKey({ licenseId }: { readonly licenseId: LicenseId }) {
  const t = useTranslations('key');
  /** The intent: kept while the dialog is open, so that trying again makes one new key and not two. */
  const [intent, setIntent] = useState<RequestId | null>(null);
  const rotate = api.license.rotateKey.useMutation();
  const close = () => {
    setIntent(null);
    rotate.reset();
  };
  const confirm = () => {
    if (intent === null) return;
    rotate.mutate(
      { licenseId, requestId: intent },
      {
        onSuccess: () => {
          close();
          showToast.success({ title: t('rotated') });
        },
      },
    );
  };
  return (
    <div className="border-line border-t pt-4">
      <Button
        size="small"
        variant="quiet"
        className="-ml-3"
        icon={<RotateCw aria-hidden="true" />}
        onClick={() => setIntent(newRequestId())}
      >
        {t('rotate')}
      </Button>
      <ConfirmDialog
        open={intent !== null}
        onOpenChange={(open) => !open && close()}
        title={t('rotateTitle')}
        description={t('rotateText')}
        confirmLabel={t('rotateConfirm')}
        busy={rotate.isPending}
        onConfirm={confirm}
      >
        {rotate.error && <CallProblem changes title={t('changeFailed')} error={rotate.error} />}
      </ConfirmDialog>
    </div>
  );
}
