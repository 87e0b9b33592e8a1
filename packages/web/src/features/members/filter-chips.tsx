import { Button } from '@rollcall/client/ui/button.tsx';
import { type MemberFilter, noMemberFilter } from '@rollcall/core/members/filter.ts';
import { X } from 'lucide-react';
import { memo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { ListQuery } from '../../live/list-order.ts';
import { activeFields, type FilterField } from './active-fields.ts';

type FilterChipsProps = { readonly query: ListQuery; readonly onQuery: (query: ListQuery) => void };

/** What the list is filtered by, each to be taken off by itself, or all at once. Nothing when it is not filtered. */
export const FilterChips = memo(function FilterChips({ query, onQuery }: FilterChipsProps) {
  const t = useTranslations('users.chip');
  const say = useChipText();
  const { filter } = query;
  const fields = activeFields(filter);
  if (fields.length === 0) return null;
  const without = (field: FilterField) =>
    onQuery({ ...query, filter: { ...filter, [field]: noMemberFilter[field] } });
  return (
    <ul aria-label={t('label')} className="flex flex-wrap items-center gap-2">
      {fields.map((field) => (
        <li key={field}>
          <button
            type="button"
            onClick={() => without(field)}
            className="inline-flex min-h-8 max-w-80 items-center gap-1.5 rounded-full border border-accent-line bg-accent-soft px-3 text-accent-ink text-sm hover:border-accent touch:min-h-10"
          >
            <span className="truncate">
              <bdi>{say(field, filter)}</bdi>
            </span>
            <X aria-hidden="true" className="size-3.5 shrink-0" />
            <span className="sr-only">{t('remove')}</span>
          </button>
        </li>
      ))}
      <li>
        <Button size="small" variant="quiet" onClick={() => onQuery({ ...query, filter: noMemberFilter })}>
          {t('clear')}
        </Button>
      </li>
    </ul>
  );
});

/** A filter in words: "Status: Invited, Rejected". */
function useChipText(): (field: FilterField, filter: MemberFilter) => string {
  const t = useTranslations();
  const { dateTime } = useFormatter();
  const dayOf = (day: string | null) =>
    dateTime(new Date(day ?? 0), { dateStyle: 'medium', timeZone: 'UTC' });
  const texts: Readonly<Record<FilterField, (filter: MemberFilter) => string>> = {
    search: ({ search }) => t('users.chip.search', { text: search ?? '' }),
    statuses: ({ statuses }) => statuses.map((one) => t(`ui.status.${one}`)).join(', '),
    userTypes: ({ userTypes }) => userTypes.map((one) => t(`userType.${one}`)).join(', '),
    sources: ({ sources }) => sources.map((one) => t(`users.source.${one}`)).join(', '),
    addedBy: ({ addedBy }) =>
      addedBy === '' ? t('users.chip.addedByItself') : t('users.chip.addedBy', { name: addedBy ?? '' }),
    domain: ({ domain }) => `@${domain}`,
    addedFrom: ({ addedFrom }) => t('users.chip.addedFrom', { day: dayOf(addedFrom) }),
    addedTo: ({ addedTo }) => t('users.chip.addedTo', { day: dayOf(addedTo) }),
    activity: ({ activity }) => (activity === null ? '' : t(`users.activity.${activity}`)),
  };
  return (field, filter) => texts[field](filter);
}
