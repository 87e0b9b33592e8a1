import { Card, CardBody, CardFooter } from '@rollcall/client/ui/card.tsx';
import { useAnnounce } from '@rollcall/client/ui/live-announcer.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { AssignmentView, PlatformView } from '@rollcall/core/lti/contract.ts';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { DeploymentList } from './deployment-list.tsx';
import { LaunchProblem } from './launch-problem.tsx';
import { currentProblem } from './lms-standing.ts';
import { PlatformActions } from './platform-actions.tsx';
import { PlatformBadge } from './platform-badge.tsx';
import { PlatformFacts } from './platform-facts.tsx';
import { platformTitleId } from './platform-title-id.ts';
import { RegistrationWays } from './registration-ways.tsx';

type PlatformCardProps = {
  readonly licenseId: LicenseId;
  readonly platform: PlatformView;
  /** Those that were placed in it. */
  readonly assignments: readonly AssignmentView[];
  /** Somebody has just added it here: the focus goes to what comes next. */
  readonly isNew: boolean;
};

/** One learning management system: how it stands, what waits for somebody, and what can be done with it. */
export function PlatformCard({ licenseId, platform, assignments, isNew }: PlatformCardProps) {
  const t = useTranslations('lms');
  const { id, name, state } = platform;
  useAnnouncedRegistration(platform);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNew) title.current?.focus();
  }, [isNew]);
  const isDraft = state === 'draft';
  return (
    <Card aria-labelledby={platformTitleId(id)}>
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 pt-4.5 pb-3 sm:px-6">
        <h3
          ref={title}
          id={platformTitleId(id)}
          tabIndex={-1}
          className="min-w-0 font-semibold text-base leading-6 wrap-anywhere outline-none"
        >
          <bdi>{name}</bdi>
        </h3>
        <PlatformBadge platform={platform} />
      </header>
      <CardBody className="flex flex-col gap-5">
        <LaunchProblem title={t('problemTitle')} name={name} problem={currentProblem(platform)} />
        {isDraft && <RegistrationWays licenseId={licenseId} platform={platform} />}
        {!isDraft && <DeploymentList licenseId={licenseId} platform={platform} />}
        <PlatformFacts platform={platform} />
      </CardBody>
      <CardFooter>
        <PlatformActions licenseId={licenseId} platform={platform} assignments={assignments} />
      </CardFooter>
    </Card>
  );
}

/** Says that a registration has arrived: it is made elsewhere, while somebody waits here. */
function useAnnouncedRegistration({ name, state }: PlatformView): void {
  const t = useTranslations('lms');
  const announce = useAnnounce();
  const before = useRef(state);
  useEffect(() => {
    if (before.current === 'draft' && state === 'active') announce(t('registered', { name }));
    before.current = state;
  }, [state, name, announce, t]);
}
