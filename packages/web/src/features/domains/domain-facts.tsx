import { DescriptionItem, DescriptionList } from '@rollcall/client/ui/description-list.tsx';
import type { DomainView } from '@rollcall/core/domains/contract.ts';
import { useFormatter, useTranslations } from 'use-intl';
import { useTimeAgo } from '../../lib/use-time-ago.ts';

/** What is known of a domain: whose word counts, who added it, when it was looked up, what it brings. */
export function DomainFacts({ domain }: { readonly domain: DomainView }) {
  const t = useTranslations('domains.facts');
  const { dateTime, list } = useFormatter();
  const ago = useTimeAgo();
  const day = dateTime(new Date(domain.addedAt), { dateStyle: 'medium' });
  const { lastAnswer, lastCheckedAt, nextCheckAt } = domain;
  return (
    <DescriptionList>
      {domain.state !== 'waiting' && (
        <DescriptionItem term={t('proof')}>
          {t(domain.proof === 'dns' ? 'byDns' : 'byVendor')}
        </DescriptionItem>
      )}
      <DescriptionItem term={t('added')}>
        {domain.addedBy === null ? t('addedByVendor', { day }) : t('addedBy', { day, name: domain.addedBy })}
      </DescriptionItem>
      {domain.proof === 'dns' && (
        <DescriptionItem term={t('checked')}>
          {lastAnswer === null || lastCheckedAt === null
            ? t('never')
            : t(`answer.${lastAnswer}`, { time: ago(lastCheckedAt) })}
        </DescriptionItem>
      )}
      {nextCheckAt !== null && (
        <DescriptionItem term={t('next')}>
          {dateTime(new Date(nextCheckAt), { dateStyle: 'medium', timeStyle: 'short' })}
        </DescriptionItem>
      )}
      {domain.state !== 'waiting' && (
        <DescriptionItem term={t('licenses')}>
          {domain.licenses.length === 0 ? t('noLicenses') : list(domain.licenses)}
        </DescriptionItem>
      )}
    </DescriptionList>
  );
}
