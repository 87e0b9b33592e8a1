import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Dialog } from '@rollcall/client/ui/dialog.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { LinkView } from '@rollcall/core/links/contract.ts';
import { Link2Off, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { Arrivals } from './arrivals.tsx';
import { LinkCode } from './link-code.tsx';
import { LinkCounts } from './link-counts.tsx';
import { LinkForm } from './link-form.tsx';
import { LinkLimits } from './link-limits.tsx';
import { LinkStateBadge } from './link-state-badge.tsx';
import { UnusualNotice } from './unusual-notice.tsx';
import { useChangeLink } from './use-change-link.ts';

type LinkBoardProps = {
  readonly license: LicenseView;
  readonly view: LinkView;
  readonly version: number;
};

/** The link while it is on: to be shown, watched and closed. */
export function LinkBoard({ license, view, version }: LinkBoardProps) {
  const t = useTranslations('link');
  const [changing, setChanging] = useState(false);
  const limits = useChangeLink(license.id, () => {
    setChanging(false);
    showToast.success({ title: t('form.saved') });
  });
  const closing = useChangeLink(license.id, () => showToast.success({ title: t('code.closed') }));
  return (
    <div className="flex flex-col gap-5">
      <UnusualNotice unusual={view.unusual} />
      <OverNotice view={view} onChange={() => setChanging(true)} />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Card aria-labelledby="link-code">
          <CardHeader
            level={3}
            titleId="link-code"
            title={t('code.title')}
            actions={<LinkStateBadge view={view} />}
          />
          <CardBody className="flex flex-col gap-5">
            <LinkCounts license={license} view={view} />
            <CallProblem changes title={t('form.failed')} error={closing.error} />
            <Button
              variant="danger"
              fullWidth
              busy={closing.busy}
              icon={<Link2Off aria-hidden="true" />}
              onClick={() => closing.close(view)}
            >
              {t('code.close')}
            </Button>
            <LinkCode license={license} view={view} version={version} />
            <section aria-label={t('limits.title')} className="flex flex-col gap-4 border-line border-t pt-4">
              <LinkLimits view={view} />
              <Button
                size="small"
                className="self-start"
                icon={<SlidersHorizontal aria-hidden="true" />}
                onClick={() => setChanging(true)}
              >
                {t('code.change')}
              </Button>
            </section>
          </CardBody>
        </Card>
        <Arrivals licenseId={license.id} view={view} />
      </div>
      <Dialog
        open={changing}
        onOpenChange={setChanging}
        title={t('form.changeTitle')}
        description={t('form.changeText')}
      >
        <LinkForm
          view={view}
          submitLabel={t('form.save')}
          busy={limits.busy}
          error={limits.error}
          onSave={limits.save}
        />
      </Dialog>
    </div>
  );
}

/** Why nobody can join although it is on, and the way on. */
function OverNotice({ view, onChange }: { readonly view: LinkView; readonly onChange: () => void }) {
  const t = useTranslations('link.over');
  const { hindrance } = view;
  if (hindrance === null || hindrance === 'switched_off') return null;
  return (
    <Notice
      tone="warning"
      role="status"
      title={t(hindrance)}
      actions={
        hindrance !== 'not_active' && (
          <Button size="small" onClick={onChange}>
            {t(hindrance === 'expired' ? 'again' : 'more')}
          </Button>
        )
      }
    />
  );
}
