import { api } from '@rollcall/client/api/api.ts';
import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { Link } from '@tanstack/react-router';
import { Globe } from 'lucide-react';
import { useTranslations } from 'use-intl';

/** The way to the domains, in the bar of whoever looks after some. */
export function DomainsLink() {
  const t = useTranslations('app');
  const list = api.domain.list.useQuery(undefined, { staleTime: Number.POSITIVE_INFINITY });
  if (list.data === undefined || list.data.districts.length === 0) return null;
  return (
    <Link to="/domains" className={buttonClasses({ variant: 'quiet', size: 'small' })}>
      <Globe aria-hidden="true" />
      <span className="max-sm:sr-only">{t('domains')}</span>
    </Link>
  );
}
