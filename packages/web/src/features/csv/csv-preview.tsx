import { Select } from '@rollcall/client/ui/select.tsx';
import type { CsvInspection, CsvRole } from '@rollcall/core/runs/csv-contract.ts';
import { useTranslations } from 'use-intl';

type CsvPreviewProps = {
  readonly inspection: CsvInspection;
  readonly roles: readonly CsvRole[];
  readonly hasHeader: boolean;
  readonly onRole: (index: number, role: CsvRole) => void;
};

/** The order in which uses of a column are offered. Complete by type. */
const roleOrder: Readonly<Record<CsvRole, number>> = {
  email: 0,
  name: 1,
  firstName: 2,
  lastName: 3,
  userType: 4,
  ignored: 5,
};
const roleNames = (Object.keys(roleOrder) as CsvRole[]).sort(
  (one, other) => roleOrder[one] - roleOrder[other],
);
const shownRows = 6;

/** The first rows as they are read, and the use of each column, which can be changed. */
export function CsvPreview({ inspection, roles, hasHeader, onRole }: CsvPreviewProps) {
  const t = useTranslations('csv');
  const rows = inspection.rows.slice(hasHeader ? 1 : 0, shownRows + (hasHeader ? 1 : 0));
  const headers = hasHeader ? (inspection.rows[0] ?? []) : [];
  const nameOf = (index: number) => headers[index] || t('read.column', { number: String(index + 1) });
  const options = roleNames.map((value) => ({ value, label: t(`role.${value}`) }));
  return (
    <section
      aria-label={t('read.preview')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has only a keyboard scrolls it
      tabIndex={0}
      className="relative -mx-5 -mb-5 overflow-x-auto rounded-b-lg border-line border-t focus-visible:-outline-offset-2 sm:-mx-6 sm:-mb-6"
    >
      <table className="w-full border-collapse text-left text-sm" aria-label={t('read.preview')}>
        <thead className="bg-sunken/60 align-top">
          <tr>
            {roles.map((role, index) => (
              <th
                key={index}
                scope="col"
                className="min-w-44 px-3 py-2.5 font-medium first:pl-5 last:pr-5 sm:first:pl-6 sm:last:pr-6"
              >
                <span className={`block truncate pb-1.5 ${role === 'ignored' ? 'text-muted' : ''}`}>
                  <bdi>{nameOf(index)}</bdi>
                </span>
                <Select
                  label={t('read.roleOf', { column: nameOf(index) })}
                  hideLabel
                  value={role}
                  options={options}
                  onChange={(next) => onRole(index, next)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at} className="border-line border-t">
              {roles.map((role, index) => (
                <td
                  key={index}
                  className={`max-w-72 truncate px-3 py-2 first:pl-5 last:pr-5 sm:first:pl-6 sm:last:pr-6 ${role === 'ignored' ? 'text-muted' : ''}`}
                >
                  {row[index] ? <bdi>{row[index]}</bdi> : <i className="text-muted">{t('read.emptyCell')}</i>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
