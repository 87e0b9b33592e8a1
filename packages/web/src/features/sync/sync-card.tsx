import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { ConnectionView } from '@rollcall/core/sync/contract.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { Link } from '@tanstack/react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { useTimeAgo } from '../../lib/use-time-ago.ts';
import { useSyncOfLicense } from '../../live/use-sync.ts';
import { HealthBadge } from './health-badge.tsx';

/** Which other system the licence follows, and how that goes. Nothing where it could not follow any. */
export function SyncCard({ license }: { readonly license: LicenseView }) {
  const t = useTranslations('sync');
  const { source, standing } = useSyncOfLicense(license);
  if (source === null || standing === undefined) return null;
  const { connection, hindrance } = standing;
  if (connection === null && hindrance !== null) return null;
  return (
    <Card aria-labelledby="license-sync">
      <CardHeader
        titleId="license-sync"
        title={t('details.title')}
        description={connection === null ? t(`details.none.${source}`) : t(`name.${source}`)}
        actions={connection !== null && <HealthBadge standing={standing} connection={connection} />}
      />
      <CardBody className="flex flex-col gap-4">
        {connection !== null && <Times connection={connection} />}
        <PageLink license={license} source={source} isSet={connection !== null} />
      </CardBody>
    </Card>
  );
}

function Times({ connection }: { readonly connection: ConnectionView }) {
  const t = useTranslations('sync');
  const { dateTime } = useFormatter();
  const ago = useTimeAgo();
  const { lastGoodAt, nextAt, lastProblem, heldBack, accountEmail, timeZone } = connection;
  return (
    <div className="flex flex-col gap-1 text-sm">
      <bdi className="font-medium wrap-anywhere">{accountEmail}</bdi>
      <p>{lastGoodAt === null ? t('details.noGood') : t('details.lastGood', { time: ago(lastGoodAt) })}</p>
      {nextAt !== null && (
        <p className="text-muted">
          {t('details.next', {
            time: dateTime(new Date(nextAt), { dateStyle: 'medium', timeStyle: 'short', timeZone }),
          })}
        </p>
      )}
      {lastProblem !== null && <p className="text-warning-ink">{t(`problem.${lastProblem.problem}.what`)}</p>}
      {heldBack !== null && <p className="text-warning-ink">{t('held.title', { count: heldBack.people })}</p>}
    </div>
  );
}

type PageLinkProps = {
  readonly license: LicenseView;
  readonly source: SyncSource;
  readonly isSet: boolean;
};

function PageLink({ license, source, isSet }: PageLinkProps) {
  const t = useTranslations('sync.details');
  return (
    <Link
      to={`/licenses/$licenseId/add/${source}`}
      params={{ licenseId: license.id }}
      className={`self-start ${buttonClasses({ size: 'small' })}`}
    >
      {t(isSet ? 'manage' : 'set')}
    </Link>
  );
}
