import { generateWorkspace, type WorkspaceSpec } from '../generate/workspace.ts';
import { type Course, type CourseRole, listCourseMembers, listCourses } from '../store/courses.ts';
import { countPeopleByOrgUnit, listOrgUnits, type OrgUnit, type OrgUnitCount } from '../store/org-units.ts';
import { getPerson, type PeopleFilter, type Person, searchPeople } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import { getWorkspace, listWorkspaces } from '../store/workspaces.ts';

const everybody = { afterId: '', limit: 1_000_000 };

/** What the pages and tests read; workspaces are named by domain. */
export const readingCommands = {
  listWorkspaces,
  getPerson,
  /** Writes a workspace by seed. */
  generateWorkspace: (store: Store, spec: WorkspaceSpec) => generateWorkspace(store, spec),
  searchPeople: (
    store: Store,
    workspace: string,
    filter: PeopleFilter,
    page: { readonly limit: number; readonly offset: number },
  ): { people: Person[]; total: number } =>
    searchPeople(store, getWorkspace(store, workspace).customerId, filter, page),
  listOrgUnits: (store: Store, workspace: string): OrgUnit[] =>
    listOrgUnits(store, getWorkspace(store, workspace).customerId),
  countPeople: (store: Store, workspace: string): OrgUnitCount[] =>
    countPeopleByOrgUnit(store, getWorkspace(store, workspace).customerId),
  listCourses: (store: Store, workspace: string): Course[] =>
    listCourses(store, getWorkspace(store, workspace).customerId),
  listCourseMembers: (store: Store, workspace: string, courseId: string, role: CourseRole): Person[] => {
    const { customerId } = getWorkspace(store, workspace);
    return listCourseMembers(store, { customerId, id: courseId }, role, everybody);
  },
} as const;
