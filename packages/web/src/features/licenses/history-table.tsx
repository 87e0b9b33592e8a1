import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { HistoryPoint } from '@rollcall/core/licenses/history.ts';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { statusTotals } from '../../lib/status-totals.ts';
import { usageOn } from './history-pictures.tsx';
import { useHistoryDay } from './use-history-day.ts';

/** The pictures as numbers, newest first. Drawn only when it is opened. */
export function HistoryTable({ points }: { readonly points: readonly HistoryPoint[] }) {
  const t = useTranslations('history');
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={`w-fit cursor-pointer rounded-sm text-sm ${textLinkClasses}`}>
        {t('showNumbers')}
      </summary>
      {open && (
        <section
          aria-label={t('numbers')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
          tabIndex={0}
          className="mt-3 max-h-96 overflow-auto rounded-md border border-line"
        >
          <Numbers points={points} />
        </section>
      )}
    </details>
  );
}

const heads = [
  'studentUsed',
  'studentReserved',
  'studentFree',
  'staffUsed',
  'staffReserved',
  'staffFree',
  'openShort',
  'joined',
  'declined',
] as const;

function Numbers({ points }: { readonly points: readonly HistoryPoint[] }) {
  const t = useTranslations('history');
  const { number } = useFormatter();
  const day = useHistoryDay();
  return (
    <table className="w-full text-right text-sm tabular-nums">
      <caption className="sr-only">{t('numbers')}</caption>
      <thead className="sticky top-0 bg-sunken text-muted text-xs">
        <tr>
          <th scope="col" className="px-3 py-2 text-left font-medium">
            {t('day')}
          </th>
          {heads.map((head) => (
            <th key={head} scope="col" className="px-3 py-2 font-medium">
              {t(head)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.toReversed().map((point) => (
          <tr key={point.day} className="border-line border-t">
            <th scope="row" className="whitespace-nowrap px-3 py-1.5 text-left font-normal">
              {day(point.day)}
            </th>
            {numbersOf(point).map((value, index) => (
              <td key={heads[index]} className="px-3 py-1.5">
                {value === null ? t('unlimited') : number(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** In the order of `heads`; null is without end. */
function numbersOf(point: HistoryPoint): (number | null)[] {
  const student = usageOn(point, 'student');
  const staff = usageOn(point, 'staff');
  const open = statusTotals(point.counts).invited;
  return [
    ...[student.used, student.reserved, student.free],
    ...[staff.used, staff.reserved, staff.free],
    ...[open, point.joined, point.declined],
  ];
}
