import { Badge } from '@rollcall/client/ui/badge.tsx';
import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { LinkView } from '@rollcall/core/links/contract.ts';
import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { LinkStateBadge } from './link-state-badge.tsx';
import { UnusualNotice } from './unusual-notice.tsx';
import { useLink } from './use-link.ts';

/** How the licence's link stands, on Details. */
export function LinkCard({ licenseId }: { readonly licenseId: LicenseId }) {
  const t = useTranslations('link');
  const reading = useLink(licenseId);
  const view = reading.data;
  return (
    <Card aria-labelledby="license-link" id="link" className="scroll-mt-20">
      <CardHeader
        titleId="license-link"
        title={
          <span className="flex flex-wrap items-center gap-2">
            {t('card.title')}
            <Badge tone="warning" icon={<TriangleAlert aria-hidden="true" />}>
              {t('notRecommended')}
            </Badge>
          </span>
        }
        actions={view !== undefined && <LinkStateBadge view={view} />}
      />
      <CardBody className="flex flex-col gap-4">
        {view !== undefined ? (
          <>
            <UnusualNotice unusual={view.unusual} />
            <CardText view={view} />
            <Link
              to="/licenses/$licenseId/add/link"
              params={{ licenseId }}
              className={`self-start ${buttonClasses({ size: 'small' })}`}
            >
              {t(view.openedAt === null ? 'card.start' : 'card.manage')}
            </Link>
          </>
        ) : reading.isLoadingError ? (
          <QueryFailure level={3} title={t('failed')} query={reading} />
        ) : (
          <Skeleton className="h-16" />
        )}
      </CardBody>
    </Card>
  );
}

function CardText({ view }: { readonly view: LinkView }) {
  const t = useTranslations('link');
  const { dateTime } = useFormatter();
  const { enabled, openedAt, hindrance, uses, expiresAt } = view;
  if (!enabled)
    return <p className="text-muted text-sm">{t(openedAt === null ? 'card.never' : 'card.off')}</p>;
  if (hindrance !== null && hindrance !== 'switched_off')
    return <p className="text-sm">{t(`over.${hindrance}`)}</p>;
  const time =
    expiresAt === null ? null : dateTime(new Date(expiresAt), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p>{t('card.open', { uses })}</p>
      {time !== null && <p className="text-muted">{t('card.until', { time })}</p>}
    </div>
  );
}
