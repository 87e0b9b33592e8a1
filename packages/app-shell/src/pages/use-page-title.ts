import { useEffect } from 'react';
import { useTranslations } from 'use-intl';

/** The title of the browser's tab: a tab in the background shows how many invitations wait. */
export function usePageTitle(inviteCount: number): void {
  const t = useTranslations('app');
  useEffect(() => {
    document.title = inviteCount > 0 ? t('titleWithInvites', { count: inviteCount }) : t('name');
  }, [inviteCount, t]);
}
