import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { SyncSelection } from '@rollcall/core/sync/contract.ts';
import { effectiveChoices, type OuChoice, tickStates } from '@rollcall/core/sync/ou-tree.ts';
import type { OuForest } from './ou-forest.ts';

type SentChoice = Extract<SyncSelection, { source: 'ou' }>['units'][number];

/** What somebody said about OUs, by their ids. About all others nothing was said: what holds above them holds. */
export type OuChoices = ReadonlyMap<string, OuChoice>;

export function choicesOf(sent: readonly SentChoice[]): OuChoices {
  return new Map(
    sent.map(({ id, userType }) => [id, userType === null ? leftOut : { included: true, userType }]),
  );
}

/** As it is sent and kept, always in the same order. */
export function sentChoices(choices: OuChoices): SentChoice[] {
  return [...choices]
    .map(([id, choice]) => ({ id, userType: choice.included ? choice.userType : null }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

const leftOut: OuChoice = { included: false };

/** How the whole tree stands under some choices. */
export function standingOf(forest: OuForest, choices: OuChoices) {
  const effective = effectiveChoices(forest.units, choices);
  return { effective, ticks: tickStates(forest.units, effective) };
}
export type OuStanding = ReturnType<typeof standingOf>;

/**
 * Ticks an OU with all that is below it, or unticks them. What is below keeps a user type of its own. People become
 * what they are above it, else what the names on its path suggest.
 */
export function toggleUnit(forest: OuForest, choices: OuChoices, id: string): OuChoices {
  const { effective, ticks } = standingOf(forest, choices);
  const next = new Map(choices);
  if (ticks.get(id) === 'all') {
    for (const below of idsBelow(forest, id)) next.delete(below);
    next.set(id, leftOut);
    return withoutEchoes(forest, next);
  }
  for (const below of idsBelow(forest, id)) if (next.get(below)?.included === false) next.delete(below);
  const now = effective.get(id);
  if (now?.included !== true)
    next.set(id, { included: true, userType: suggestedType(forest, effective, id) });
  return withoutEchoes(forest, next);
}

/** Says what the people of an OU become, and of those below it about which nothing else was said. */
export function setUnitType(forest: OuForest, choices: OuChoices, id: string, userType: UserType): OuChoices {
  return withoutEchoes(forest, new Map(choices).set(id, { included: true, userType }));
}

/** Leaves out OUs that are not there any more: their people leave with the next plan. */
export function withoutUnits(choices: OuChoices, ids: readonly string[]): OuChoices {
  return new Map([...choices].filter(([id]) => !ids.includes(id)));
}

function idsBelow(forest: OuForest, id: string): string[] {
  return (forest.childrenOf.get(id) ?? []).flatMap((child) => [child.id, ...idsBelow(forest, child.id)]);
}

/** A choice that only repeats what holds above it is none: a later change above is meant for it too. */
function withoutEchoes(forest: OuForest, choices: OuChoices): OuChoices {
  const effective = effectiveChoices(forest.units, choices);
  return new Map(
    [...choices].filter(([id, choice]) => {
      const unit = forest.byId.get(id);
      if (unit === undefined) return true;
      return !isSame(choice, (unit.parentId !== null && effective.get(unit.parentId)) || leftOut);
    }),
  );
}

function isSame(one: OuChoice, other: OuChoice): boolean {
  return one.included ? other.included && one.userType === other.userType : one.included === other.included;
}

const soundsLikeStaff = /staff|teacher|faculty|employee|administrat|principal|substitute/i;

function suggestedType(forest: OuForest, effective: ReadonlyMap<string, OuChoice>, id: string): UserType {
  const unit = forest.byId.get(id);
  const above = unit?.parentId ? effective.get(unit.parentId) : undefined;
  if (above?.included === true) return above.userType;
  return soundsLikeStaff.test(unit?.path ?? '') ? 'teacher' : 'student';
}

/** How many OUs are ticked, and how many people that is of each type; null while some have not been counted. */
export function summaryOf(forest: OuForest, { effective }: OuStanding) {
  const people: Record<UserType, number> = { teacher: 0, student: 0, other: 0 };
  let units = 0;
  let counted = true;
  for (const unit of forest.units) {
    const choice = effective.get(unit.id);
    if (choice?.included !== true) continue;
    units += 1;
    if (unit.people === null) counted = false;
    else people[choice.userType] += unit.people;
  }
  return { units, people: counted ? people : null };
}
