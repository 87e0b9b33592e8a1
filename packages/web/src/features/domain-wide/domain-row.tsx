import { Badge } from '@rollcall/client/ui/badge.tsx';
import { Select } from '@rollcall/client/ui/select.tsx';
import type { DomainWideView } from '@rollcall/core/domains/contract.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { type UserType, userType } from '@rollcall/core/licenses/seats.ts';
import { useFormatter, useTranslations } from 'use-intl';
import { StopDomain } from './stop-domain.tsx';

type DomainRowProps = {
  readonly licenseId: LicenseId;
  readonly domain: DomainWideView['domains'][number];
  readonly value: UserType | null;
  readonly onChange: (value: UserType | null) => void;
};

/** One domain of the district: whether its people are on the licence, as what, and the way to stop that. */
export function DomainRow({ licenseId, domain, value, onChange }: DomainRowProps) {
  const t = useTranslations();
  const { dateTime } = useFormatter();
  const { name, state, chosenBy, chosenAt, people } = domain;
  const isChosen = domain.userType !== null;
  const options = [
    ...(isChosen ? [] : [{ value: 'no' as const, label: t('domainWide.choose.no') }]),
    ...userType.options.map((type) => ({ value: type, label: t(`userType.${type}`) })),
  ];
  return (
    <li className="grid items-center gap-x-5 gap-y-3 py-4 sm:grid-cols-[minmax(0,1fr)_13rem_5rem]">
      <div className="flex min-w-0 flex-col gap-1 text-sm">
        <p className="flex flex-wrap items-center gap-2">
          <bdi className="font-medium text-base wrap-anywhere">{name}</bdi>
          {state !== 'verified' && <Badge tone="warning">{t(`domainState.${state}`)}</Badge>}
        </p>
        {state !== 'verified' && <p>{t(`domainWide.choose.${state}`)}</p>}
        {isChosen && (
          <p className="text-muted">
            {t('domainWide.choose.people', { count: people })}
            {chosenBy !== null && chosenAt !== null && (
              <>
                {' · '}
                {t('domainWide.choose.by', {
                  name: chosenBy,
                  day: dateTime(new Date(chosenAt), { dateStyle: 'medium' }),
                })}
              </>
            )}
          </p>
        )}
      </div>
      <Select
        hideLabel
        label={t('domainWide.choose.as', { domain: name })}
        value={value ?? 'no'}
        options={options}
        disabled={state !== 'verified'}
        onChange={(next) => onChange(next === 'no' ? null : next)}
      />
      {isChosen && <StopDomain licenseId={licenseId} domain={domain} />}
    </li>
  );
}
