import type { UserType } from '../licenses/seats.ts';

/** One organizational unit as the directory has it. The root has no parent. */
export interface OrgUnit {
  readonly id: string;
  readonly parentId: string | null;
}

/** What an admin said about one OU: everybody in it and below is this, or is left out. */
export type OuChoice =
  | { readonly included: true; readonly userType: UserType }
  | { readonly included: false };

/**
 * What holds for each OU (SPEC SYNC-2): its own choice, else that of the nearest one above. An OU nobody spoke about
 * is left out. OUs in a ring, or under a parent that is not there, count as roots.
 */
export function effectiveChoices(
  units: readonly OrgUnit[],
  chosen: ReadonlyMap<string, OuChoice>,
): Map<string, OuChoice> {
  const parentOf = new Map(units.map(({ id, parentId }) => [id, parentId]));
  const effective = new Map<string, OuChoice>();
  const leftOut: OuChoice = { included: false };
  for (const { id } of units) {
    const path: string[] = [];
    let at: string | null = id;
    let found: OuChoice | undefined;
    while (at !== null && parentOf.has(at) && !path.includes(at)) {
      found = effective.get(at) ?? chosen.get(at);
      if (found !== undefined) break;
      path.push(at);
      at = parentOf.get(at) ?? null;
    }
    for (const passed of path) effective.set(passed, found ?? leftOut);
    if (found !== undefined) effective.set(id, effective.get(id) ?? found);
  }
  return effective;
}

/** Whether all, some or none of an OU and what is below it is included. */
export function tickStates(
  units: readonly OrgUnit[],
  effective: ReadonlyMap<string, OuChoice>,
): Map<string, 'all' | 'some' | 'none'> {
  const children = new Map<string, string[]>();
  const known = new Set(units.map(({ id }) => id));
  for (const { id, parentId } of units) {
    if (parentId === null || !known.has(parentId)) continue;
    const siblings = children.get(parentId) ?? [];
    siblings.push(id);
    children.set(parentId, siblings);
  }
  const states = new Map<string, 'all' | 'some' | 'none'>();
  const visit = (id: string, above: ReadonlySet<string>): 'all' | 'some' | 'none' => {
    const done = states.get(id);
    if (done !== undefined) return done;
    const own = effective.get(id)?.included === true ? 'all' : 'none';
    const path = new Set([...above, id]);
    const below = (children.get(id) ?? [])
      .filter((child) => !path.has(child))
      .map((child) => visit(child, path));
    const state = below.every((one) => one === own) ? own : 'some';
    states.set(id, state);
    return state;
  };
  for (const { id } of units) visit(id, new Set());
  return states;
}

/** Whether every OU is there once and leads up to a root: a tree that contradicts itself was not read right. */
export function isSoundTree(units: readonly OrgUnit[]): boolean {
  const parentOf = new Map(units.map(({ id, parentId }) => [id, parentId]));
  if (parentOf.size !== units.length) return false;
  const sound = new Set<string>();
  return units.every(({ id }) => {
    const path = new Set<string>();
    for (let at: string | null | undefined = id; at !== null && at !== undefined; at = parentOf.get(at)) {
      if (sound.has(at)) break;
      if (path.has(at)) return false;
      path.add(at);
    }
    for (const passed of path) sound.add(passed);
    return true;
  });
}

/**
 * The chosen OUs below which everything has to be read: those included whose parent is not. Reading one reads what is
 * below it too, so nobody is read twice.
 */
export function unitsToRead(units: readonly OrgUnit[], effective: ReadonlyMap<string, OuChoice>): string[] {
  const included = (id: string | null) => id !== null && effective.get(id)?.included === true;
  const parentOf = new Map(units.map(({ id, parentId }) => [id, parentId]));
  const underIncluded = (id: string): boolean => {
    const seen = new Set([id]);
    for (let at = parentOf.get(id) ?? null; at !== null && !seen.has(at); at = parentOf.get(at) ?? null) {
      if (included(at)) return true;
      seen.add(at);
    }
    return false;
  };
  return units.filter(({ id }) => included(id) && !underIncluded(id)).map(({ id }) => id);
}
