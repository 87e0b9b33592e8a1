import { Badge, type Tone } from '@rollcall/client/ui/badge.tsx';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { DeploymentView, PlatformView } from '@rollcall/core/lti/contract.ts';
import { Ban, Check, Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useTimeAgo } from '../../lib/use-time-ago.ts';
import { AskFirst } from './ask-first.tsx';
import { useChangePlatform } from './use-lms-commands.ts';

type DeploymentListProps = { readonly licenseId: LicenseId; readonly platform: PlatformView };

/** Where a learning management system may be opened from. Those that wait for a decision come first. */
export function DeploymentList({ licenseId, platform }: DeploymentListProps) {
  const t = useTranslations('lms.deployments');
  const { name, deployments } = platform;
  const waiting = deployments.filter(({ state }) => state === 'waiting');
  const decided = deployments.filter(({ state }) => state !== 'waiting');
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3 text-sm">
      {waiting.length > 0 && (
        <Notice tone="warning" title={t('waitingTitle')}>
          {t('waitingText', { name })}
        </Notice>
      )}
      <header>
        <h4 className="font-semibold">{t('title')}</h4>
        <p className="text-muted">{deployments.length === 0 ? t('none') : t('hint')}</p>
      </header>
      {deployments.length > 0 && (
        <ul aria-label={t('title')} className="divide-y divide-line border-line border-y">
          {[...waiting, ...decided].map((one) => (
            <Deployment key={one.id} licenseId={licenseId} platform={platform} deployment={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

const looks: Readonly<Record<DeploymentView['state'], { readonly tone: Tone; readonly icon: ReactNode }>> = {
  waiting: { tone: 'warning', icon: <Hourglass aria-hidden="true" /> },
  allowed: { tone: 'positive', icon: <Check aria-hidden="true" /> },
  refused: { tone: 'neutral', icon: <Ban aria-hidden="true" /> },
};

type DeploymentProps = DeploymentListProps & { readonly deployment: DeploymentView };

function Deployment({ licenseId, platform, deployment }: DeploymentProps) {
  const t = useTranslations('lms.deployments');
  const ago = useTimeAgo();
  const command = useChangePlatform(licenseId, platform);
  const { id, state, courseTitle, firstSeenAt, lastLaunchAt } = deployment;
  const decide = (isAllowed: boolean, onDone?: () => void) =>
    command.change({ what: 'deployment', deploymentId: id, isAllowed }, onDone);
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-52">
          <p className="flex flex-wrap items-center gap-2">
            <span className="font-medium wrap-anywhere">
              {courseTitle === null ? t('id', { id }) : t('course', { course: courseTitle })}
            </span>
            <Badge {...looks[state]}>{t(state)}</Badge>
          </p>
          <p className="text-muted wrap-anywhere">
            {courseTitle !== null && `${t('id', { id })} · `}
            {lastLaunchAt !== null && state !== 'waiting'
              ? t('last', { time: ago(lastLaunchAt) })
              : t('first', { time: ago(firstSeenAt) })}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {state !== 'allowed' && (
            <Button
              size="small"
              variant={state === 'waiting' ? 'primary' : 'secondary'}
              aria-label={t('allowOne', { id })}
              busy={command.isPending}
              onClick={() => decide(true)}
            >
              {t('allow')}
            </Button>
          )}
          {state === 'waiting' && (
            <Button
              size="small"
              aria-label={t('refuseOne', { id })}
              disabled={command.isPending}
              onClick={() => decide(false)}
            >
              {t('refuse')}
            </Button>
          )}
          {state === 'allowed' && (
            <AskFirst
              tone="danger"
              button={t('refuse')}
              label={t('refuseOne', { id })}
              title={t('refuseTitle')}
              text={t('refuseText')}
              confirm={t('refuse')}
              failed={t('failed')}
              command={command}
              onConfirm={(close) => decide(false, close)}
            />
          )}
        </div>
      </div>
      {state !== 'allowed' && <CallProblem changes title={t('failed')} error={command.error} />}
    </li>
  );
}
