import type { MemberFilter } from '@rollcall/core/members/filter.ts';

export type FilterField = keyof MemberFilter;

/** The fields by which a list is filtered. */
export function activeFields(filter: MemberFilter): readonly FilterField[] {
  return (Object.keys(filter) as FilterField[]).filter((field) => {
    const value = filter[field];
    return Array.isArray(value) ? value.length > 0 : value !== null;
  });
}
