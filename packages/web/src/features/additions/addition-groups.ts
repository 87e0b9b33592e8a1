import type { AdditionLine } from '@rollcall/core/members/contract.ts';
import type { MemberOutcome } from '@rollcall/core/members/outcomes.ts';

export type AdditionGroup = 'added' | 'invited' | 'unchanged' | 'refused';

/** Under which heading each outcome stands. Complete by type. */
const groupOf: Readonly<Record<MemberOutcome, AdditionGroup>> = {
  added: 'added',
  converted: 'added',
  invited: 'invited',
  reinvited: 'invited',
  already_member: 'unchanged',
  already_invited: 'unchanged',
  duplicate: 'unchanged',
  invalid_email: 'refused',
  no_seat: 'refused',
};

/** The order in which the groups are shown. What needs a look comes before what does not. */
export const groupOrder: readonly AdditionGroup[] = ['added', 'invited', 'refused', 'unchanged'];

/** The lines of a plan or a result by group, each in the order of the paste. */
export function groupLines(
  lines: readonly AdditionLine[],
): Readonly<Record<AdditionGroup, readonly AdditionLine[]>> {
  const grouped = Map.groupBy(lines, ({ outcome }) => groupOf[outcome]);
  const of = (group: AdditionGroup) => grouped.get(group) ?? [];
  return {
    added: of('added'),
    invited: of('invited'),
    unchanged: of('unchanged'),
    refused: of('refused'),
  };
}
