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

/** Makes a new link after saying that the old one stops at once. */
export function RotateLink({ licenseId }: { readonly licenseId: LicenseId }) {
  const t = useTranslations('link.code');
  const form = useTranslations('link.form');
  const utils = api.useUtils();
  /** The intent: kept while the dialog is open, so that trying again makes one new link and not two. */
  const [intent, setIntent] = useState<RequestId | null>(null);
  const rotate = api.link.rotate.useMutation();
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
          void utils.link.get.invalidate({ licenseId });
          showToast.success({ title: t('rotated') });
        },
      },
    );
  };
  return (
    <div className="flex justify-center border-line border-t pt-3">
      <Button
        size="small"
        variant="quiet"
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
        {rotate.error && <CallProblem changes title={form('failed')} error={rotate.error} />}
      </ConfirmDialog>
    </div>
  );
}
