import { DescriptionItem, DescriptionList } from '@rollcall/client/ui/description-list.tsx';
import type { LinkLook } from '@rollcall/core/links/contract.ts';
import { useFormatter, useTranslations } from 'use-intl';

/** What one would join by the link, and as whom one would be seen. */
export function LinkFacts({ look }: { readonly look: LinkLook }) {
  const t = useTranslations('link');
  const types = useTranslations('invites.userType');
  const format = useFormatter();
  return (
    <div className="rounded-lg border border-line bg-sunken/60 px-4 py-3.5">
      <DescriptionList>
        <DescriptionItem term={t('license')}>
          <span className="font-medium">{look.licenseName}</span>
        </DescriptionItem>
        <DescriptionItem term={t('district')}>{look.districtName}</DescriptionItem>
        <DescriptionItem term={t('as')}>{types(look.userType)}</DescriptionItem>
        {look.email !== null && (
          <DescriptionItem term={t('address')}>
            <span className="block break-all">{look.email}</span>
            <span className="block text-muted">{t('addressHint')}</span>
          </DescriptionItem>
        )}
        {look.expiresAt !== null && (
          <DescriptionItem term={t('expires')}>
            {format.dateTime(new Date(look.expiresAt), { dateStyle: 'medium', timeStyle: 'short' })}
          </DescriptionItem>
        )}
      </DescriptionList>
    </div>
  );
}
