import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { Page } from '@rollcall/client/ui/page.tsx';
import { PageHeader } from '@rollcall/client/ui/page-header.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { VisuallyHidden } from '@rollcall/client/ui/visually-hidden.tsx';
import { WordsProvider } from '@rollcall/client/words/words-provider.tsx';
import type { DistrictDomains, DomainList } from '@rollcall/core/domains/contract.ts';
import { Link } from '@tanstack/react-router';
import { Globe } from 'lucide-react';
import { useMemo } from 'react';
import { useMessages, useTranslations } from 'use-intl';
import { AddDomain } from '../features/domains/add-domain.tsx';
import { DomainCard } from '../features/domains/domain-card.tsx';
import { DomainLog } from '../features/domains/domain-log.tsx';
import { InvitationSetting } from '../features/domains/invitation-setting.tsx';
import { MailSetting } from '../features/domains/mail-setting.tsx';
import { useDomains } from '../features/domains/use-domains.ts';
import { QueryFailure } from '../lib/query-failure.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { en } from '../words/domains/en.ts';

/** The domains that the person looks after, with the words that only this page says. */
export function DomainsPage() {
  const words = useMessages();
  const all = useMemo(() => ({ ...words, ...en }), [words]);
  return (
    <WordsProvider words={all}>
      <Domains />
    </WordsProvider>
  );
}

function Domains() {
  const t = useTranslations('domains');
  const list = useDomains();
  usePageTitle(t('title'));
  const districts = list.data?.districts ?? [];
  return (
    <Page width="broad">
      <PageHeader title={t('title')} description={t('description')} />
      {list.isPending && <Loading />}
      {list.isLoadingError && <QueryFailure title={t('failed')} query={list} />}
      {list.isSuccess && districts.length === 0 && <Nothing />}
      <div className="flex flex-col gap-10">
        {districts.map((district) => (
          <District
            key={district.domains[0]?.id}
            district={district}
            list={list.data}
            isOnly={districts.length === 1}
          />
        ))}
      </div>
    </Page>
  );
}

type DistrictProps = {
  readonly district: DistrictDomains;
  readonly list: DomainList | undefined;
  readonly isOnly: boolean;
};

function District({ district, list, isOnly }: DistrictProps) {
  const t = useTranslations('domains');
  // The one that stands for the district in what is asked for: the oldest is removed last.
  const [oldest] = district.domains.toSorted((one, other) => one.addedAt.localeCompare(other.addedAt));
  if (oldest === undefined) return null;
  const beside = oldest.id;
  return (
    <section aria-label={district.districtName}>
      <h2 className={isOnly ? 'sr-only' : 'mb-3 font-semibold text-lg'}>{district.districtName}</h2>
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <ul aria-label={t('list')} className="flex flex-col gap-5">
          {district.domains.map((domain) => (
            <li key={domain.id}>
              <DomainCard domain={domain} sandboxUrl={list?.sandboxUrl ?? null} />
            </li>
          ))}
        </ul>
        <div className="flex flex-col gap-5">
          <AddDomain beside={beside} />
          <InvitationSetting district={district} beside={beside} />
          <MailSetting
            district={district}
            beside={beside}
            mailIsSetUp={list?.mailIsSetUp ?? false}
            mailDelayMinutes={list?.mailDelayMinutes ?? 0}
          />
          <DomainLog beside={beside} />
        </div>
      </div>
    </section>
  );
}

function Nothing() {
  const t = useTranslations('domains.none');
  return (
    <EmptyState
      icon={<Globe />}
      title={t('title')}
      description={t('description')}
      actions={
        <Link to="/" className={buttonClasses({ variant: 'primary' })}>
          {t('back')}
        </Link>
      }
    />
  );
}

function Loading() {
  const t = useTranslations('domains');
  return (
    <div role="status" className="grid grid-cols-1 gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      <Skeleton className="h-56 rounded-lg" />
      <Skeleton className="h-56 rounded-lg" />
    </div>
  );
}
