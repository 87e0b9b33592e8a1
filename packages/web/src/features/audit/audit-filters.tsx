import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { Select } from '@rollcall/client/ui/select.tsx';
import { TextField } from '@rollcall/client/ui/text-field.tsx';
import type { AuditFilter } from '@rollcall/core/audit/contract.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { Download } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { type AuditChoice, noChoice } from './audit-choice.ts';
import { auditFileLink } from './audit-file-link.ts';
import { type AuditGroup, auditGroups } from './audit-groups.ts';

type AuditFiltersProps = {
  readonly licenseId: LicenseId;
  readonly choice: AuditChoice;
  /** What is shown: what the export holds. */
  readonly filter: AuditFilter;
  readonly onChange: (choice: AuditChoice) => void;
};

/** What the log is narrowed by, and the way to take what is shown away. */
export function AuditFilters({ licenseId, choice, filter, onChange }: AuditFiltersProps) {
  const t = useTranslations('audit');
  const actors = api.audit.actors.useQuery({ licenseId });
  const set = (change: Partial<AuditChoice>) => onChange({ ...choice, ...change });
  const typed = (name: 'search' | 'from' | 'to' | 'run') => ({
    value: choice[name],
    onChange: (event: { readonly target: { readonly value: string } }) => set({ [name]: event.target.value }),
  });
  const groups: { value: AuditGroup | ''; label: string }[] = [
    { value: '', label: t('anything') },
    ...auditGroups.map((value) => ({ value, label: t(`groups.${value}`) })),
  ];
  const people = [
    { value: '', label: t('anybody') },
    ...(actors.data ?? []).map(({ id, name }) => ({ value: id as string, label: name })),
    { value: 'vendor', label: t('actors.vendor') },
    { value: 'system', label: t('actors.system') },
  ];
  return (
    <search className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-[2fr_1.4fr_1.2fr_1fr_1fr_0.8fr]">
        <TextField
          {...typed('search')}
          type="search"
          label={t('search')}
          placeholder={t('searchHint')}
          maxLength={200}
          className="col-span-2 lg:col-span-1"
        />
        <Select
          label={t('action')}
          value={choice.group}
          options={groups}
          onChange={(group) => set({ group })}
        />
        <Select
          label={t('actor')}
          value={choice.actor}
          options={people}
          onChange={(actor) => set({ actor })}
        />
        <TextField {...typed('from')} type="date" label={t('from')} min="2000-01-01" max="2999-12-31" />
        <TextField {...typed('to')} type="date" label={t('to')} min="2000-01-01" max="2999-12-31" />
        <TextField {...typed('run')} inputMode="numeric" label={t('run')} placeholder="#" maxLength={12} />
      </div>
      <div className="flex flex-wrap items-center justify-end gap-2">
        {Object.values(choice).some((value) => value !== '') && (
          <Button variant="quiet" size="small" onClick={() => onChange(noChoice)}>
            {t('clear')}
          </Button>
        )}
        <a href={auditFileLink(licenseId, filter)} download className={buttonClasses({ size: 'small' })}>
          <Download aria-hidden="true" />
          {t('export')}
        </a>
      </div>
    </search>
  );
}
