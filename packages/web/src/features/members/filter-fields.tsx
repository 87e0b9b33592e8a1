import { api } from '@rollcall/client/api/api.ts';
import { Select } from '@rollcall/client/ui/select.tsx';
import { TextField } from '@rollcall/client/ui/text-field.tsx';
import { userType } from '@rollcall/core/licenses/seats.ts';
import { type MemberFilter, memberActivity } from '@rollcall/core/members/filter.ts';
import { type SourceKind, sourceKind } from '@rollcall/core/members/sources.ts';
import { useTranslations } from 'use-intl';
import { useLicenseFeed } from '../../live/license-feed.ts';

type FilterFieldsProps = {
  readonly filter: MemberFilter;
  readonly onChange: (fields: Partial<MemberFilter>) => void;
};

/** All filters besides search and status. */
export function FilterFields({ filter, onChange }: FilterFieldsProps) {
  const t = useTranslations('users');
  const named = useTranslations('userType');
  const { licenseId } = useLicenseFeed();
  const { data: choices } = api.member.choices.useQuery({ licenseId });
  const anything = { value: '', label: t('field.any') };
  // What is filtered by is offered even where nobody has it any more.
  const offered = (all: readonly string[], chosen: string | null) =>
    chosen === null || all.includes(chosen) ? all : [chosen, ...all];
  const domains = new Map((choices?.domains ?? []).map(({ domain, count }) => [domain, count]));
  return (
    <fieldset className="grid grid-cols-1 gap-4 rounded-lg border border-line bg-raised p-4 shadow-raised sm:grid-cols-2 lg:grid-cols-4">
      <legend className="sr-only">{t('filters')}</legend>
      <Select
        label={t('column.userType')}
        value={filter.userTypes.length === 1 ? (filter.userTypes[0] ?? '') : ''}
        onChange={(picked) => onChange({ userTypes: userType.options.filter((one) => one === picked) })}
        options={[anything, ...userType.options.map((value) => ({ value, label: named(value) }))]}
      />
      <Select<SourceKind | ''>
        label={t('field.source')}
        value={filter.sources[0] ?? ''}
        onChange={(picked) => onChange({ sources: sourceKind.options.filter((one) => one === picked) })}
        options={[
          { value: '', label: t('field.any') },
          ...sourceKind.options.map((value) => ({ value, label: t(`source.${value}`) })),
        ]}
      />
      <Select
        label={t('column.addedBy')}
        // What came by itself has no name, and is not the same as whoever added it.
        value={filter.addedBy === null ? '' : `=${filter.addedBy}`}
        onChange={(picked) => onChange({ addedBy: picked === '' ? null : picked.slice(1) })}
        options={[
          { value: '', label: t('field.anybody') },
          ...offered(choices?.addedBy ?? [], filter.addedBy).map((name) => ({
            value: `=${name}`,
            label: name === '' ? t('byItself') : name,
          })),
        ]}
      />
      <Select
        label={t('field.domain')}
        value={filter.domain ?? ''}
        onChange={(picked) => onChange({ domain: picked === '' ? null : picked })}
        options={[
          anything,
          ...offered([...domains.keys()], filter.domain).map((value) => {
            const count = domains.get(value);
            return { value, label: count === undefined ? value : t('withCount', { label: value, count }) };
          }),
        ]}
      />
      <Select
        label={t('field.activity')}
        value={filter.activity ?? ''}
        onChange={(picked) =>
          onChange({ activity: memberActivity.options.find((one) => one === picked) ?? null })
        }
        options={[
          anything,
          ...memberActivity.options.map((value) => ({ value, label: t(`activity.${value}`) })),
        ]}
      />
      <DayField
        label={t('field.addedFrom')}
        value={filter.addedFrom}
        onDay={(addedFrom) => onChange({ addedFrom })}
      />
      <DayField
        label={t('field.addedTo')}
        value={filter.addedTo}
        onDay={(addedTo) => onChange({ addedTo })}
      />
    </fieldset>
  );
}

type DayFieldProps = {
  readonly label: string;
  readonly value: string | null;
  readonly onDay: (day: string | null) => void;
};

function DayField({ label, value, onDay }: DayFieldProps) {
  return (
    <TextField
      type="date"
      label={label}
      value={value ?? ''}
      onChange={(event) => onDay(event.target.value === '' ? null : event.target.value)}
    />
  );
}
