import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { LmsView, PlatformView } from '@rollcall/core/lti/contract.ts';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { AssignmentItem } from './assignment-item.tsx';
import { LaunchProblem } from './launch-problem.tsx';
import { currentProblem, nextStep } from './lms-standing.ts';
import { NotSeatedInClass } from './not-seated-in-class.tsx';
import { SetUpSteps } from './set-up-steps.tsx';
import { useLmsPage } from './use-lms-page.ts';

/** Adding the students of a class by an assignment: how it goes, the assignments, and who found no seat. */
export function AssignmentsPanel({ license }: { readonly license: LicenseView }) {
  const t = useTranslations('lms');
  const reading = useLmsPage(license);
  const view = reading.data;
  if (view === undefined) {
    if (reading.isError) return <QueryFailure level={3} title={t('failed')} query={reading} />;
    return (
      <div role="status" className="flex flex-col gap-3">
        <p className="text-muted text-sm">{t('loading')}</p>
        <Skeleton className="h-56 rounded-lg" />
      </div>
    );
  }
  // Whoever has done all of it looks for the assignments first.
  const goes = nextStep(view) === null;
  const notSeated = view.assignments.reduce((sum, one) => sum + one.notSeated, 0);
  return (
    <div className="flex flex-col gap-5">
      <CallProblem title={t('failed')} error={reading.isRefetchError && reading.error} />
      <Warnings license={license} view={view} />
      {!goes && <SetUpSteps licenseId={license.id} view={view} />}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Assignments license={license} view={view} />
          <NotSeatedInClass licenseId={license.id} count={notSeated} />
          {goes && <SetUpSteps licenseId={license.id} view={view} inColumn />}
        </div>
        <Know />
      </div>
    </div>
  );
}

type PartProps = { readonly license: LicenseView; readonly view: LmsView };

/** What keeps students from coming: the term, a place that nobody has allowed, an opening that failed. */
function Warnings({ license, view: { platforms } }: PartProps) {
  const t = useTranslations();
  const waiting = platforms.filter(({ deployments }) => deployments.some(({ state }) => state === 'waiting'));
  const failing = platforms.filter((one) => one.state === 'active' && !waiting.includes(one));
  return (
    <>
      {license.phase !== 'active' && (
        <Notice tone="warning" title={t('assignments.closed')}>
          {t(`addByEmail.closed.${license.phase}`)}
        </Notice>
      )}
      {waiting.map((platform) => (
        <Waiting key={platform.id} licenseId={license.id} platform={platform} />
      ))}
      {failing.map((platform) => (
        <LaunchProblem
          key={platform.id}
          title={`${platform.name}: ${t('lms.problemTitle')}`}
          name={platform.name}
          problem={currentProblem(platform)}
        />
      ))}
    </>
  );
}

function Waiting({
  licenseId,
  platform,
}: {
  readonly licenseId: LicenseId;
  readonly platform: PlatformView;
}) {
  const t = useTranslations('lms');
  return (
    <Notice
      tone="warning"
      title={t('deployments.waitingTitle')}
      actions={
        <Link
          to="/licenses/$licenseId/lms"
          params={{ licenseId }}
          className={buttonClasses({ size: 'small' })}
        >
          {t('strip.look')}
        </Link>
      }
    >
      {t('deployments.waitingText', { name: platform.name })}
    </Notice>
  );
}

function Assignments({ license, view: { assignments, platforms } }: PartProps) {
  const t = useTranslations('assignments.list');
  const shown = assignments.flatMap((assignment) => {
    const platform = platforms.find(({ id }) => id === assignment.platformId);
    return platform === undefined ? [] : [{ assignment, platform }];
  });
  return (
    <Card aria-labelledby="assignments">
      <CardHeader level={3} titleId="assignments" title={t('title')} description={t('text')} />
      <CardBody>
        {shown.length === 0 ? (
          <div className="rounded-md border border-line border-dashed px-4 py-6 text-center text-sm">
            <p className="font-medium">{t('none')}</p>
            <p className="mt-1 text-muted">{t('noneText')}</p>
          </div>
        ) : (
          <ul aria-label={t('label')} className="divide-y divide-line">
            {shown.map(({ assignment, platform }) => (
              <li key={assignment.id} className="first:*:pt-0 last:*:pb-0">
                <AssignmentItem license={license} assignment={assignment} platform={platform} />
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

const facts = ['students', 'email', 'seat', 'removed', 'closed'] as const;

/** What follows from it, said before anything is pressed. */
function Know() {
  const t = useTranslations('assignments.know');
  return (
    <Card aria-labelledby="assignment-know">
      <CardHeader level={3} titleId="assignment-know" title={t('title')} />
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
