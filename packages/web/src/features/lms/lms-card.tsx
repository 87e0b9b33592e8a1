import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { PlatformView } from '@rollcall/core/lti/contract.ts';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useTimeAgo } from '../../lib/use-time-ago.ts';
import { useLms } from '../../live/use-lms.ts';
import { currentProblem, lmsStanding, openAssignments } from './lms-standing.ts';
import { LmsBadge, PlatformBadge } from './platform-badge.tsx';

/** The learning management systems of a licence, and how that goes. Nothing where the type of licence has none. */
export function LmsCard({ license }: { readonly license: LicenseView }) {
  const t = useTranslations('lms.details');
  const view = useLms(license).data;
  if (view === undefined) return null;
  const { platforms, assignments } = view;
  const open = openAssignments(assignments).length;
  const people = assignments.reduce((sum, one) => sum + one.people, 0);
  return (
    <Card aria-labelledby="license-lms">
      <CardHeader
        titleId="license-lms"
        title={t('title')}
        description={
          platforms.length === 0
            ? t('noneText')
            : `${t('assignments', { open })} · ${t('people', { count: people })}`
        }
        actions={platforms.length > 0 && <LmsBadge standing={lmsStanding(view)} count={open} />}
      />
      <CardBody className="flex flex-col gap-4">
        {platforms.length > 0 && (
          <ul className="divide-y divide-line border-line border-y text-sm">
            {platforms.map((platform) => (
              <Platform key={platform.id} platform={platform} />
            ))}
          </ul>
        )}
        <Link
          to="/licenses/$licenseId/lms"
          params={{ licenseId: license.id }}
          className={`self-start ${buttonClasses({ size: 'small' })}`}
        >
          {t(platforms.length === 0 ? 'set' : 'manage')}
        </Link>
      </CardBody>
    </Card>
  );
}

function Platform({ platform }: { readonly platform: PlatformView }) {
  const t = useTranslations('lms');
  const ago = useTimeAgo();
  const problem = currentProblem(platform);
  const { name, lastLaunchAt } = platform;
  return (
    <li className="flex flex-col gap-1 py-2.5">
      <p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <bdi className="min-w-0 font-medium wrap-anywhere">{name}</bdi>
        <PlatformBadge platform={platform} />
      </p>
      {lastLaunchAt !== null && (
        <p className="text-muted">{t('details.lastOpened', { time: ago(lastLaunchAt) })}</p>
      )}
      {problem !== null && (
        <p className="text-warning-ink">{t(`problem.${problem.problem}.what`, { name })}</p>
      )}
    </li>
  );
}
