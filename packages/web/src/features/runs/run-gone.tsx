import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { Link } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useLicenseFeed } from '../../live/license-feed.ts';

/** There is no such run, or it is not of this licence. */
export function RunGone({ level = 3 }: { readonly level?: 2 | 3 }) {
  const t = useTranslations('run.gone');
  const { licenseId } = useLicenseFeed();
  return (
    <EmptyState
      level={level}
      icon={<SearchX />}
      title={t('title')}
      description={t('description')}
      actions={
        <Link
          to="/licenses/$licenseId/activity"
          params={{ licenseId }}
          className={buttonClasses({ variant: 'primary' })}
        >
          {t('back')}
        </Link>
      }
    />
  );
}
