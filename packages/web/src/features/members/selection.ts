import type { MemberId } from '@rollcall/core/ids.ts';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import type { MemberFilter } from '@rollcall/core/members/filter.ts';
import { type MemberStatus, memberStatus } from '@rollcall/core/members/status.ts';
import type { MemberSelection } from '@rollcall/core/runs/contract.ts';
import type { SelectionVerb } from '@rollcall/core/runs/run-kind.ts';

/** Whom the admin has ticked: some one by one, or all that match less those unticked. */
export type Selection =
  | { readonly kind: 'some'; readonly people: ReadonlyMap<MemberId, MemberStatus> }
  | {
      readonly kind: 'all';
      readonly filter: MemberFilter;
      /** The licence's number at the click: who was added later is not meant. */
      readonly seq: number;
      /** How many matched at the click. */
      readonly total: number;
      readonly isExact: boolean;
      readonly except: ReadonlySet<MemberId>;
    };

/** So many can be ticked, or unticked, one by one. */
export const tickLimit = 1_000;

export const nobodySelected: Selection = { kind: 'some', people: new Map() };

export function isSelected(selection: Selection, id: MemberId): boolean {
  return selection.kind === 'some' ? selection.people.has(id) : !selection.except.has(id);
}

export function selectedCount(selection: Selection): number {
  return selection.kind === 'some'
    ? selection.people.size
    : Math.max(0, selection.total - selection.except.size);
}

/** The selection with these people ticked or not; the same object when that would be too many one by one. */
export function withPeople(
  selection: Selection,
  rows: readonly Pick<MemberView, 'id' | 'status'>[],
  selected: boolean,
): Selection {
  if (selection.kind === 'all') {
    const except = new Set(selection.except);
    for (const { id } of rows) {
      if (selected) except.delete(id);
      else except.add(id);
    }
    return except.size > tickLimit ? selection : { ...selection, except };
  }
  const people = new Map(selection.people);
  for (const { id, status } of rows) {
    if (selected) people.set(id, status);
    else people.delete(id);
  }
  return people.size > tickLimit ? selection : { kind: 'some', people };
}

/** How the server is told; null when nobody is selected. */
export function selectionInput(selection: Selection): MemberSelection | null {
  if (selectedCount(selection) === 0) return null;
  if (selection.kind === 'some') return { kind: 'some', memberIds: [...selection.people.keys()] };
  return { kind: 'all', filter: selection.filter, seq: selection.seq, except: [...selection.except] };
}

/** In which statuses a change exists. Complete by type. */
const concerns: Readonly<Record<SelectionVerb, readonly MemberStatus[]>> = {
  remove: memberStatus.options,
  change_type: memberStatus.options,
  remind: ['invited'],
  withdraw: ['invited'],
  reinvite: ['rejected'],
};

/** Whether the change makes sense for anybody who is selected, as far as the selection tells. */
export function makesSense(selection: Selection, verb: SelectionVerb): boolean {
  const present =
    selection.kind === 'some'
      ? [...selection.people.values()]
      : selection.filter.statuses.length > 0
        ? selection.filter.statuses
        : memberStatus.options;
  return present.some((status) => concerns[verb].includes(status));
}
