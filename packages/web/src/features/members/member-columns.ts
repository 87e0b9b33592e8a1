import type { MemberSort } from '@rollcall/core/members/contract.ts';

/** What the table can show of a person, in its order. The address always is. */
export const memberColumns = [
  'name',
  'userType',
  'status',
  'sources',
  'addedBy',
  'added',
  'shown',
  'lastActive',
  'mail',
] as const;
export type MemberColumn = (typeof memberColumns)[number];

interface ColumnLook {
  /** Tailwind's width; empty takes a share of what is left. */
  readonly width: string;
  readonly sort?: MemberSort;
  /** From which width of the window on it is shown unless somebody chose. In rem. */
  readonly usualFromRem: number;
}

export const columnLooks: Readonly<Record<MemberColumn, ColumnLook>> = {
  name: { width: 'w-[14%]', sort: 'name', usualFromRem: 0 },
  userType: { width: 'w-22', usualFromRem: 0 },
  status: { width: 'w-30', usualFromRem: 0 },
  sources: { width: 'w-32', usualFromRem: 100 },
  addedBy: { width: 'w-[11%]', usualFromRem: 64 },
  added: { width: 'w-29', sort: 'added', usualFromRem: 0 },
  shown: { width: 'w-29', usualFromRem: 72 },
  lastActive: { width: 'w-29', usualFromRem: 100 },
  mail: { width: 'w-36', usualFromRem: 104 },
};

/** What is shown at a width of the window when nobody has chosen. */
export function usualColumns(widthRem: number): readonly MemberColumn[] {
  return memberColumns.filter((column) => columnLooks[column].usualFromRem <= widthRem);
}
