import { DescriptionItem, DescriptionList } from '@rollcall/client/ui/description-list.tsx';
import type { LinkView } from '@rollcall/core/links/contract.ts';
import { useFormatter, useTranslations } from 'use-intl';

/** What is set for the link, in words. */
export function LinkLimits({ view }: { readonly view: LinkView }) {
  const t = useTranslations('link.limits');
  const types = useTranslations('userType');
  const { dateTime } = useFormatter();
  return (
    <DescriptionList>
      <DescriptionItem term={t('audience')}>
        <AudienceText view={view} />
      </DescriptionItem>
      <DescriptionItem term={t('until')}>
        {view.expiresAt === null
          ? t('forever')
          : dateTime(new Date(view.expiresAt), { dateStyle: 'medium', timeStyle: 'short' })}
      </DescriptionItem>
      <DescriptionItem term={t('as')}>{types(view.userType)}</DescriptionItem>
    </DescriptionList>
  );
}

function AudienceText({ view: { audience, domains, verifiedDomains } }: { readonly view: LinkView }) {
  const t = useTranslations('link.limits');
  const { list } = useFormatter();
  if (audience === 'anybody') return t('anybody');
  if (audience === 'named_domains') return t('named', { domains: list(domains) });
  return verifiedDomains.length === 0 ? t('verifiedNone') : t('verified', { domains: list(verifiedDomains) });
}
