import { Badge } from '@rollcall/client/ui/badge.tsx';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { AssignmentView, PlatformView } from '@rollcall/core/lti/contract.ts';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CirclePause } from 'lucide-react';
import { useId } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useTimeAgo } from '../../lib/use-time-ago.ts';
import { AssignmentActions } from './assignment-actions.tsx';
import { LaunchProblem } from './launch-problem.tsx';
import { currentRosterProblem } from './lms-standing.ts';

type AssignmentItemProps = {
  readonly license: LicenseView;
  readonly assignment: AssignmentView;
  readonly platform: PlatformView;
};

/** One assignment: where it is, who came by it, whether its class is enrolled, and what can be done with it. */
export function AssignmentItem({ license, assignment, platform }: AssignmentItemProps) {
  const t = useTranslations('assignments.one');
  const { dateTime } = useFormatter();
  const id = useId();
  const { title, courseTitle, placedBy, placedAt, isOpen } = assignment;
  const where = courseTitle === null ? 'noCourse' : 'in';
  return (
    <article aria-labelledby={id} className="flex flex-col gap-3 py-5">
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h4 id={id} className="font-semibold wrap-anywhere">
            <bdi>{title}</bdi>
          </h4>
          <p className="text-muted text-sm wrap-anywhere">
            {t(where, { course: courseTitle ?? '', platform: platform.name })}
            {' · '}
            {t('placed', {
              name: placedBy,
              day: dateTime(new Date(placedAt), { dateStyle: 'medium' }),
            })}
          </p>
        </div>
        {isOpen ? (
          <Badge tone="positive" icon={<CircleCheck aria-hidden="true" />}>
            {t('open')}
          </Badge>
        ) : (
          <Badge icon={<CirclePause aria-hidden="true" />}>{t('closed')}</Badge>
        )}
      </header>
      <Standing assignment={assignment} platform={platform} />
      {platform.state === 'off' && <p className="text-sm">{t('platformOff', { platform: platform.name })}</p>}
      <LaunchProblem title={t('problem')} name={platform.name} problem={currentRosterProblem(assignment)} />
      <AssignmentActions license={license} assignment={assignment} platform={platform} />
    </article>
  );
}

/** How many came, how many of them have no seat, and how far the class is known. */
function Standing({ assignment, platform }: Pick<AssignmentItemProps, 'assignment' | 'platform'>) {
  const t = useTranslations('assignments.one');
  const { people, notSeated } = assignment;
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm tabular-nums">
      <strong className="font-semibold">{t('people', { count: people })}</strong>
      {notSeated > 0 && (
        <span className="font-medium text-warning-ink">{t('notSeated', { count: notSeated })}</span>
      )}
      <Roster assignment={assignment} platform={platform} />
    </p>
  );
}

function Roster({ assignment, platform }: Pick<AssignmentItemProps, 'assignment' | 'platform'>) {
  const t = useTranslations('assignments.one');
  const ago = useTimeAgo();
  const { reading, sharesRoster, lastRosterAt } = assignment;
  if (reading !== null)
    return (
      <span className="flex flex-wrap gap-x-2">
        {t('reading')}
        <Link
          from="/licenses/$licenseId"
          to="/licenses/$licenseId/activity/$runId"
          params={(now) => ({ ...now, runId: reading })}
          className={textLinkClasses}
        >
          {t('watch')}
        </Link>
      </span>
    );
  if (!sharesRoster) return <span className="text-muted">{t('rosterNot', { platform: platform.name })}</span>;
  return (
    <span className="text-muted">
      {lastRosterAt === null ? t('rosterNever') : t('rosterAt', { time: ago(lastRosterAt) })}
    </span>
  );
}
