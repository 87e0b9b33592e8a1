import { useAccount } from '@rollcall/client/account/account.ts';
import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { AddByEmail } from '../features/additions/add-by-email.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { useLicenseFeed } from '../live/license-feed.ts';
import { BackToMethods } from './back-to-methods.tsx';

/** Adding people by their e-mail addresses. */
export function AddByEmailPage() {
  const t = useTranslations();
  const { license, myAdditions } = useLicenseFeed();
  const { personId } = useAccount();
  usePageTitle(t('addByEmail.title'));
  const params = { licenseId: license.id };
  return (
    <section aria-labelledby="add-by-email" className="flex flex-col gap-4">
      <BackToMethods licenseId={license.id} />
      <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id="add-by-email" className="font-semibold text-xl">
          {t('addByEmail.title')}
        </h2>
        <Link
          to="/licenses/$licenseId/add/$method/help"
          params={{ ...params, method: 'email' }}
          className={`text-sm ${textLinkClasses}`}
        >
          {t('addByEmail.help')}
        </Link>
      </header>
      <AddByEmail
        key={license.id}
        license={license}
        myAdditions={myAdditions}
        personId={personId}
        showUsers={
          <Link
            to="/licenses/$licenseId/users"
            params={params}
            className={buttonClasses({ variant: 'primary' })}
          >
            {t('done.showUsers')}
          </Link>
        }
      />
    </section>
  );
}
