import type { AdditionLine } from '@rollcall/core/members/contract.ts';
import { type AdditionOutcome, outcomeGroup } from '@rollcall/core/members/outcomes.ts';

/** The groups that the outcomes of an addition fall into. */
export type AdditionGroup = (typeof outcomeGroup)[AdditionOutcome];

/** The order in which the groups are shown. What needs a look comes before what does not. */
export const groupOrder: readonly AdditionGroup[] = ['added', 'invited', 'refused', 'unchanged'];

/** The lines of a plan or a result by group, each in the order of the paste. */
export function groupLines(
  lines: readonly AdditionLine[],
): Readonly<Record<AdditionGroup, readonly AdditionLine[]>> {
  const grouped = Map.groupBy(lines, ({ outcome }) => outcomeGroup[outcome]);
  const of = (group: AdditionGroup) => grouped.get(group) ?? [];
  return {
    added: of('added'),
    invited: of('invited'),
    unchanged: of('unchanged'),
    refused: of('refused'),
  };
}
