import { useTranslations } from 'use-intl';
import { EmptyState } from '../ui/empty-state.tsx';
import { Logo } from '../ui/logo.tsx';

/** In the place of the app, where a course launched it and the session is over. */
export function LaunchEndedPage() {
  const t = useTranslations('account.launch');
  return (
    <main id="content" tabIndex={-1} className="grid min-h-dvh place-items-center p-4 outline-none">
      <EmptyState level={1} icon={<Logo />} title={t('endedTitle')} description={t('ended')} />
    </main>
  );
}
