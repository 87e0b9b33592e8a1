import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { ConfirmDialog } from '@rollcall/client/ui/confirm-dialog.tsx';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { DomainWideView } from '@rollcall/core/domains/contract.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useIntent } from '../../lib/use-intent.ts';

type StopDomainProps = {
  readonly licenseId: LicenseId;
  readonly domain: DomainWideView['domains'][number];
};

/** Leaves a domain out, after saying that nobody is removed by that, and how people are. */
export function StopDomain({ licenseId, domain: { domainId, name: domain } }: StopDomainProps) {
  const t = useTranslations('domainWide.stop');
  const utils = api.useUtils();
  const intent = useIntent();
  const [asks, setAsks] = useState(false);
  const stopping = api.domainWide.stop.useMutation({
    ...intent,
    onSuccess: (view) => {
      intent.onSuccess();
      utils.domainWide.get.setData({ licenseId }, view);
      void utils.domain.list.invalidate();
      setAsks(false);
      showToast.success({ title: t('done', { domain }) });
    },
  });
  const stop = () => {
    const wanted = { licenseId, domainId };
    stopping.mutate({ ...wanted, requestId: intent.idFor(wanted) });
  };
  return (
    <>
      <Button size="small" aria-label={t('one', { domain })} onClick={() => setAsks(true)}>
        {t('button')}
      </Button>
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        tone="primary"
        title={t('title', { domain })}
        description={t('text')}
        confirmLabel={t('confirm')}
        busy={stopping.isPending}
        onConfirm={stop}
      >
        <div className="flex flex-col gap-3 text-sm">
          <p>{t('how')}</p>
          <CallProblem changes title={t('failed')} error={stopping.error} />
        </div>
      </ConfirmDialog>
    </>
  );
}
