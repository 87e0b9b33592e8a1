import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import type { PlatformId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { LmsView } from '@rollcall/core/lti/contract.ts';
import { MonitorUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { AddPlatform } from './add-platform.tsx';
import { ConnectedTeachers } from './connected-teachers.tsx';
import { PlatformCard } from './platform-card.tsx';
import { useLmsPage } from './use-lms-page.ts';

/** The learning management systems of a licence, the way to another one, and who may place assignments. */
export function PlatformsPanel({ license }: { readonly license: LicenseView }) {
  const t = useTranslations('lms');
  const reading = useLmsPage(license);
  const [added, setAdded] = useState<PlatformId | null>(null);
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
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="flex min-w-0 flex-col gap-5">
        <CallProblem title={t('failed')} error={reading.isRefetchError && reading.error} />
        <Platforms license={license} view={view} added={added} />
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <AddPlatform licenseId={license.id} onAdded={setAdded} />
        {view.platforms.some(({ state }) => state !== 'draft') && (
          <ConnectedTeachers licenseId={license.id} view={view} />
        )}
      </div>
    </div>
  );
}

type PlatformsProps = {
  readonly license: LicenseView;
  readonly view: LmsView;
  readonly added: PlatformId | null;
};

function Platforms({ license, view: { platforms, assignments }, added }: PlatformsProps) {
  const t = useTranslations('lms');
  if (platforms.length === 0)
    return <EmptyState level={3} icon={<MonitorUp />} title={t('none.title')} description={t('none.text')} />;
  return (
    <ul aria-label={t('list')} className="flex flex-col gap-5">
      {platforms.map((platform) => (
        <li key={platform.id}>
          <PlatformCard
            licenseId={license.id}
            platform={platform}
            isNew={platform.id === added}
            assignments={assignments.filter(({ platformId }) => platformId === platform.id)}
          />
        </li>
      ))}
    </ul>
  );
}
