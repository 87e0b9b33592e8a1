import type { SyncSelection } from '@rollcall/core/sync/contract.ts';
import {
  effectiveChoices,
  isSoundTree,
  type OrgUnit,
  type OuChoice,
  unitsToRead,
} from '@rollcall/core/sync/ou-tree.ts';
import type { FoundUnit } from '../integrations/upstream.ts';
import { incomplete } from './incomplete.ts';
import type { ReadPlan } from './read-plan.ts';

type OuSelection = Extract<SyncSelection, { source: 'ou' }>;

/** What holds for each OU somebody spoke about. */
function ouChoices({ units }: OuSelection): Map<string, OuChoice> {
  return new Map(
    units.map(({ id, userType }) => [
      id,
      userType === null ? { included: false } : { included: true, userType },
    ]),
  );
}

/**
 * What is to be read of the tree. `before` is the tree as it was last seen: it tells which people a chosen OU held that
 * is not there any more. Throws SyncFailure `incomplete` where the tree contradicts itself.
 */
export function planOuRead(
  units: readonly FoundUnit[],
  selection: OuSelection,
  before: readonly OrgUnit[],
): Extract<ReadPlan, { source: 'ou' }> {
  const byPath = new Map(units.map((unit) => [unit.path, unit]));
  if (!isSoundTree(units) || byPath.size !== units.length || units.some(({ id }) => id === ''))
    throw incomplete();
  const chosen = ouChoices(selection);
  const effective = effectiveChoices(units, chosen);
  const pathOf = new Map(units.map(({ id, path }) => [id, path]));
  return {
    source: 'ou',
    parts: unitsToRead(units, effective).flatMap((id) => {
      const unitPath = pathOf.get(id);
      return unitPath === undefined ? [] : [{ unitPath }];
    }),
    units: Object.fromEntries(
      units.map(({ id, path }) => {
        const choice = effective.get(id);
        return [path, [id, choice?.included === true ? choice.userType : null]];
      }),
    ),
    kept: vanished(pathOf, chosen, before),
  };
}

/** OUs that are gone and whose nearest choice, in the tree as it was, is one that is gone too. */
function vanished(
  there: ReadonlyMap<string, string>,
  chosen: ReadonlyMap<string, OuChoice>,
  before: readonly OrgUnit[],
): string[] {
  const parentOf = new Map(before.map(({ id, parentId }) => [id, parentId]));
  const isKept = (id: string): boolean => {
    const passed = new Set<string>();
    for (let at: string | null = id; at !== null && !passed.has(at); at = parentOf.get(at) ?? null) {
      const choice = chosen.get(at);
      if (choice !== undefined) return choice.included && !there.has(at);
      passed.add(at);
    }
    return false;
  };
  const gone = new Set([...parentOf.keys(), ...chosen.keys()].filter((id) => !there.has(id)));
  return [...gone].filter(isKept);
}
