import { type MemberOutcome, type OutcomeGroup, outcomeGroup } from '@rollcall/core/members/outcomes.ts';

/** How many people had, or would have, each outcome. */
export type OutcomeCounts = Readonly<Partial<Record<MemberOutcome, number | undefined>>>;

/** The order in which groups and outcomes are shown: what happens, then what does not and why. */
export const groupOrder: readonly OutcomeGroup[] = [
  'added',
  'invited',
  'removed',
  'changed',
  'refused',
  'unchanged',
];

const outcomes = Object.keys(outcomeGroup) as MemberOutcome[];

/** The outcomes of a group that somebody has, each with how many. */
export function outcomesOf(group: OutcomeGroup, counts: OutcomeCounts) {
  return outcomes.flatMap((outcome) => {
    const count = counts[outcome] ?? 0;
    return outcomeGroup[outcome] === group && count > 0 ? [{ outcome, count }] : [];
  });
}

/** How many people are in each group. */
export function groupCounts(counts: OutcomeCounts): Readonly<Record<OutcomeGroup, number>> {
  const of = (group: OutcomeGroup) => outcomesOf(group, counts).reduce((sum, { count }) => sum + count, 0);
  return {
    added: of('added'),
    invited: of('invited'),
    removed: of('removed'),
    changed: of('changed'),
    unchanged: of('unchanged'),
    refused: of('refused'),
  };
}

/** For how many people something happens. */
export function effectiveCount(counts: OutcomeCounts): number {
  const { added, invited, removed, changed } = groupCounts(counts);
  return added + invited + removed + changed;
}

/** The outcomes whose count differs between two plans, in the order of the screen. */
export function planDifferences(before: OutcomeCounts, after: OutcomeCounts) {
  return groupOrder
    .flatMap((group) => outcomes.filter((outcome) => outcomeGroup[outcome] === group))
    .map((outcome) => ({ outcome, before: before[outcome] ?? 0, after: after[outcome] ?? 0 }))
    .filter((difference) => difference.before !== difference.after);
}

export function groupOf(outcome: MemberOutcome): OutcomeGroup {
  return outcomeGroup[outcome];
}
