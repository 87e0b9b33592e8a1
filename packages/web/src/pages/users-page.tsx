import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { UsersPanel } from '../features/members/users-panel.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { useLicenseFeed } from '../live/license-feed.ts';

const route = getRouteApi('/licenses/$licenseId/users');

/** Everybody on the licence. Filter and order stand in the address, so that a link shows the same. */
export function UsersPage() {
  const t = useTranslations();
  const { license } = useLicenseFeed();
  const { status, sort } = route.useSearch();
  const navigate = useNavigate();
  usePageTitle(t('license.title.users', { name: license.name }));
  return (
    <section aria-label={t('users.heading')}>
      <h2 className="sr-only">{t('users.heading')}</h2>
      <UsersPanel
        choice={{ status: status ?? null, sort: sort ?? 'added' }}
        onChoice={(choice) =>
          void navigate({
            to: '/licenses/$licenseId/users',
            params: { licenseId: license.id },
            search: {
              ...(choice.status !== null && { status: choice.status }),
              ...(choice.sort !== 'added' && { sort: choice.sort }),
            },
            replace: true,
            resetScroll: false,
          })
        }
        addUsers={
          <Link
            to="/licenses/$licenseId/add"
            params={{ licenseId: license.id }}
            className={buttonClasses({ variant: 'primary' })}
          >
            {t('users.empty.add')}
          </Link>
        }
      />
    </section>
  );
}
