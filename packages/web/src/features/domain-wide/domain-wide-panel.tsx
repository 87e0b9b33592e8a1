import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import type { LicenseId, RunId } from '@rollcall/core/ids.ts';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { DomainChooser } from './domain-chooser.tsx';
import { NotSeatedByDomain } from './not-seated-by-domain.tsx';
import { useDomainWide } from './use-domain-wide.ts';

type DomainWidePanelProps = {
  readonly licenseId: LicenseId;
  readonly onRun: (runId: RunId) => void;
};

/** Domain-wide deployment of a licence: whether it is on, of which domains, who found no seat, what to know. */
export function DomainWidePanel({ licenseId, onRun }: DomainWidePanelProps) {
  const t = useTranslations('domainWide');
  const reading = useDomainWide(licenseId);
  if (reading.isPending)
    return (
      <div role="status" className="flex flex-col gap-3">
        <p className="text-muted text-sm">{t('loading')}</p>
        <Skeleton className="h-56 rounded-lg" />
      </div>
    );
  if (reading.isLoadingError) return <QueryFailure level={3} title={t('failed')} query={reading} />;
  const view = reading.data;
  if (view.switchedOnAt === null) return <Notice title={t('off.title')}>{t('off.text')}</Notice>;
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex flex-col gap-5">
        {view.domains.length === 0 ? (
          <NoDomain />
        ) : (
          <DomainChooser licenseId={licenseId} view={view} onRun={onRun} />
        )}
        <NotSeatedByDomain licenseId={licenseId} count={view.notSeated} />
      </div>
      <Know />
    </div>
  );
}

function NoDomain() {
  const t = useTranslations('domainWide.none');
  return (
    <Notice
      title={t('title')}
      actions={
        <Link to="/domains" className={buttonClasses({ size: 'small' })}>
          {t('open')}
        </Link>
      }
    >
      {t('text')}
    </Notice>
  );
}

const facts = ['existing', 'fresh', 'exact', 'removed', 'ou'] as const;

/** What follows from it, said before anything is pressed. */
function Know() {
  const t = useTranslations('domainWide.know');
  return (
    <Card aria-labelledby="domain-know">
      <CardHeader level={3} titleId="domain-know" title={t('title')} />
      <CardBody>
        <ul className="flex list-disc flex-col gap-2 pl-5 text-sm marker:text-muted">
          {facts.map((fact) => (
            <li key={fact}>{t(fact)}</li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
