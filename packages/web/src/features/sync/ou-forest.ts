import type { OrgUnitView } from '@rollcall/core/sync/contract.ts';

/** The OUs of a directory, arranged: who is below whom, in the order of a screen. */
export interface OuForest {
  readonly units: readonly OrgUnitView[];
  readonly byId: ReadonlyMap<string, OrgUnitView>;
  readonly roots: readonly OrgUnitView[];
  readonly childrenOf: ReadonlyMap<string, readonly OrgUnitView[]>;
  /** Active people in an OU and below it; null while some of them have not been counted. */
  readonly peopleBelow: ReadonlyMap<string, number | null>;
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }).compare;

/** Arranges what was read. An OU whose parent is not among them stands at the top. */
export function arrangeUnits(units: readonly OrgUnitView[]): OuForest {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const childrenOf = new Map<string, OrgUnitView[]>();
  const roots: OrgUnitView[] = [];
  for (const unit of [...units].sort((one, other) => byName(one.name, other.name))) {
    if (unit.parentId === null || !byId.has(unit.parentId)) roots.push(unit);
    else {
      const siblings = childrenOf.get(unit.parentId) ?? [];
      siblings.push(unit);
      childrenOf.set(unit.parentId, siblings);
    }
  }
  return { units, byId, roots, childrenOf, peopleBelow: sumPeople(roots, childrenOf) };
}

function sumPeople(
  roots: readonly OrgUnitView[],
  childrenOf: ReadonlyMap<string, readonly OrgUnitView[]>,
): Map<string, number | null> {
  const sums = new Map<string, number | null>();
  const sum = (unit: OrgUnitView): number | null => {
    const parts = [unit.people, ...(childrenOf.get(unit.id) ?? []).map(sum)];
    const known = parts.every((part) => part !== null);
    const total = known ? parts.reduce((all, part) => all + part, 0) : null;
    sums.set(unit.id, total);
    return total;
  };
  for (const root of roots) sum(root);
  return sums;
}

/** One line of the tree on screen. */
export interface OuRow {
  readonly unit: OrgUnitView;
  /** From 1, as the tree's lines are told. */
  readonly level: number;
  readonly place: number;
  readonly siblings: number;
  /** Null where nothing is below it. */
  readonly isOpen: boolean | null;
}

/** The lines of the tree from top to bottom: what is below an OU stands there only while it is open. */
export function openRows(forest: OuForest, open: ReadonlySet<string>): OuRow[] {
  const rows: OuRow[] = [];
  const add = (siblings: readonly OrgUnitView[], level: number) => {
    for (const [index, unit] of siblings.entries()) {
      const below = forest.childrenOf.get(unit.id) ?? [];
      const isOpen = below.length === 0 ? null : open.has(unit.id);
      rows.push({ unit, level, place: index + 1, siblings: siblings.length, isOpen });
      if (isOpen === true) add(below, level + 1);
    }
  };
  add(forest.roots, 1);
  return rows;
}

/** The OUs that have all words of a search in their path, with those above them, as a tree of its own, all open. */
export function searchUnits(forest: OuForest, text: string): OuForest {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const kept = new Set<string>();
  for (const unit of forest.units) {
    const path = `${unit.path} ${unit.name}`.toLocaleLowerCase();
    if (!words.every((word) => path.includes(word))) continue;
    for (let at: OrgUnitView | undefined = unit; at !== undefined && !kept.has(at.id); ) {
      kept.add(at.id);
      at = at.parentId === null ? undefined : forest.byId.get(at.parentId);
    }
  }
  const found = arrangeUnits(forest.units.filter(({ id }) => kept.has(id)));
  return { ...found, peopleBelow: forest.peopleBelow };
}
