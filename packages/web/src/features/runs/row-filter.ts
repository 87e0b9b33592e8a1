import { type MemberOutcome, type OutcomeGroup, outcomeGroup } from '@rollcall/core/members/outcomes.ts';
import { useTranslations } from 'use-intl';
import { groupCounts, groupOrder, type OutcomeCounts, outcomesOf } from './outcome-groups.ts';
import type { RowTense } from './use-run-rows.ts';

/** Which people of a run are shown: all, a group, or one outcome. */
export type RowFilter = 'all' | `group.${OutcomeGroup}` | `outcome.${MemberOutcome}`;

const outcomes = Object.keys(outcomeGroup) as MemberOutcome[];

/** The outcomes that a filter lets through; empty: all. */
export function outcomesIn(filter: RowFilter): readonly MemberOutcome[] {
  return outcomes.filter(
    (outcome) => filter === `outcome.${outcome}` || filter === `group.${outcomeGroup[outcome]}`,
  );
}

/** How many people a filter lets through. */
export function countIn(filter: RowFilter, counts: OutcomeCounts): number {
  return (filter === 'all' ? outcomes : outcomesIn(filter)).reduce(
    (sum, outcome) => sum + (counts[outcome] ?? 0),
    0,
  );
}

/** What can be chosen: groups with people in them, and their outcomes where there are several. */
export function useFilterOptions(counts: OutcomeCounts, tense: RowTense) {
  const t = useTranslations();
  const sizes = groupCounts(counts);
  const options: { value: RowFilter; label: string }[] = [
    { value: 'all', label: t('run.rows.all', { count: countIn('all', counts) }) },
  ];
  for (const group of groupOrder) {
    const members = outcomesOf(group, counts);
    if (members.length === 0) continue;
    const label = t(`runGroup.${tense}.${group}`);
    options.push({ value: `group.${group}`, label: t('run.rows.option', { label, count: sizes[group] }) });
    if (members.length === 1) continue;
    for (const { outcome, count } of members)
      options.push({
        value: `outcome.${outcome}`,
        label: t('run.rows.single', { label: t(`runOutcome.${tense}.${outcome}`), count }),
      });
  }
  return options;
}
