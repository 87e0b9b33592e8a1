import { tabClasses } from '@rollcall/client/ui/tab-classes.ts';
import { TabNav } from '@rollcall/client/ui/tab-nav.tsx';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useLicenseFeed } from '../live/license-feed.ts';

/** The two halves of Activity: changes of many people, and everything that happened. */
export function ActivityTabs({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('activity');
  const { licenseId } = useLicenseFeed();
  const params = { licenseId };
  return (
    <section aria-labelledby="activity" className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <h2 id="activity" className="font-semibold text-xl">
          {t('title')}
        </h2>
        <TabNav label={t('tabs.label')}>
          <Link
            to="/licenses/$licenseId/activity"
            params={params}
            activeOptions={{ exact: true }}
            className={tabClasses}
          >
            {t('tabs.runs')}
          </Link>
          <Link to="/licenses/$licenseId/activity/audit" params={params} className={tabClasses}>
            {t('tabs.audit')}
          </Link>
        </TabNav>
      </div>
      {children}
    </section>
  );
}
