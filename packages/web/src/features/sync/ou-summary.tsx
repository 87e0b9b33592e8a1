import { userType } from '@rollcall/core/licenses/seats.ts';
import { useFormatter, useTranslations } from 'use-intl';
import type { summaryOf } from './ou-choices.ts';
import type { useCounting } from './use-counting.ts';

type OuSummaryProps = {
  readonly summary: ReturnType<typeof summaryOf>;
  readonly counting: Pick<ReturnType<typeof useCounting>, 'soFar'>;
};

/** How much is ticked: OUs, and how many people of each type. */
export function OuSummary({ summary, counting }: OuSummaryProps) {
  const t = useTranslations('sync');
  const types = useTranslations('userType');
  const { list } = useFormatter();
  const { units, people } = summary;
  if (units === 0) return t('summary.none');
  const parts =
    people === null
      ? [counting.soFar === null ? t('summary.uncounted') : t('tree.counting', { count: counting.soFar })]
      : userType.options.flatMap((type) =>
          people[type] === 0 ? [] : [t('summary.as', { count: people[type], type: types(type) })],
        );
  return list([t('summary.units', { count: units }), ...parts], { type: 'unit' });
}
