import { Notice } from '@rollcall/client/ui/notice.tsx';
import { useTranslations } from 'use-intl';
import { AssignmentStanding } from '../features/lms/assignment-standing.tsx';
import { MethodList } from '../features/methods/method-list.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { useLicenseFeed } from '../live/license-feed.ts';
import { useMethodFacts } from './use-method-facts.ts';

/** All ways to get people onto the licence. */
export function AddUsersPage() {
  const t = useTranslations();
  const { license } = useLicenseFeed();
  const facts = useMethodFacts(license);
  usePageTitle(t('license.title.add', { name: license.name }));
  return (
    <section aria-label={t('addUsers.heading')} className="flex flex-col gap-6">
      <div>
        <h2 className="font-semibold text-xl">{t('addUsers.heading')}</h2>
        <p className="mt-1 text-muted">{t('addUsers.description')}</p>
      </div>
      {license.phase !== 'active' && (
        <Notice tone="warning" title={t('addUsers.closed')}>
          {t(`addByEmail.closed.${license.phase}`)}
        </Notice>
      )}
      <MethodList
        license={license}
        facts={facts}
        notes={{ assignment: <AssignmentStanding license={license} /> }}
      />
    </section>
  );
}
