import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { LinkView } from '@rollcall/core/links/contract.ts';
import { useTranslations } from 'use-intl';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { useLicenseFeed } from '../../live/license-feed.ts';
import { Arrivals } from './arrivals.tsx';
import { LinkBoard } from './link-board.tsx';
import { LinkForm } from './link-form.tsx';
import { useChangeLink } from './use-change-link.ts';
import { useLink } from './use-link.ts';

/** The licence's link: how it is opened while it is off, and all about it while it is on. */
export function LinkPanel({ license }: { readonly license: LicenseView }) {
  const t = useTranslations('link');
  const reading = useLink(license.id);
  const { log } = useLicenseFeed();
  const version =
    log.findLast(({ happened }) => happened.some(({ type }) => type === 'link.changed'))?.to ?? 0;
  if (reading.isPending)
    return (
      <div role="status" className="flex flex-col gap-3">
        <p className="text-muted text-sm">{t('loading')}</p>
        <Skeleton className="h-72 rounded-lg" />
      </div>
    );
  if (reading.isLoadingError) return <QueryFailure level={3} title={t('failed')} query={reading} />;
  const view = reading.data;
  if (view.enabled) return <LinkBoard license={license} view={view} version={version} />;
  return <ClosedLink license={license} view={view} />;
}

function ClosedLink({ license, view }: { readonly license: LicenseView; readonly view: LinkView }) {
  const t = useTranslations('link');
  const { busy, error, save } = useChangeLink(license.id, () =>
    showToast.success({ title: t('form.opened') }),
  );
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Card aria-labelledby="link-open">
        <CardHeader
          level={3}
          titleId="link-open"
          title={t('form.openTitle')}
          description={t('form.openText')}
        />
        <CardBody>
          <LinkForm view={view} submitLabel={t('form.submit')} busy={busy} error={error} onSave={save} />
        </CardBody>
      </Card>
      <div className="flex flex-col gap-5 max-lg:order-first">
        <Notice tone="warning" title={t('why.title')}>
          {t('why.text')}
        </Notice>
        {view.arrivals.length > 0 && <Arrivals licenseId={license.id} view={view} />}
      </div>
    </div>
  );
}
