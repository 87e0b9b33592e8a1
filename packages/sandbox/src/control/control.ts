import type { DnsFault } from '../dns/dns-server.ts';
import type { Fault, SetFault } from '../faults/fault.ts';
import type { Faults } from '../faults/faults.ts';
import { generateWorkspace, type WorkspaceSpec } from '../generate/workspace.ts';
import { type GrantView, type IssuedTokens, issueTokens, listGrants, revokeGrant } from '../oidc/grants.ts';
import type { Issuer } from '../oidc/issuer.ts';
import { type Course, type CourseRole, listCourseMembers, listCourses } from '../store/courses.ts';
import { countPeopleByOrgUnit, listOrgUnits, type OrgUnit } from '../store/org-units.ts';
import { getPerson, type PeopleFilter, type Person, searchPeople } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import { getWorkspace, listWorkspaces, type Workspace } from '../store/workspaces.ts';
import { courseControl } from './course-control.ts';
import { dnsControl } from './dns-control.ts';
import { orgUnitControl } from './org-unit-control.ts';
import { peopleControl } from './people-control.ts';

/** What can be changed while the sandbox runs; mutable on purpose, everything looks here at each request. */
export interface Dials {
  accessTokenLifeS: number;
  dnsFault: DnsFault | undefined;
}

export interface ControlParts {
  readonly store: Store;
  readonly faults: Faults;
  readonly google: Issuer;
  readonly dials: Dials;
}

export interface NewOtherAccount {
  readonly email: string;
  /** What the provider says of the address; undefined: nothing. */
  readonly emailVerified?: boolean | undefined;
  readonly givenName?: string | undefined;
  readonly familyName?: string | undefined;
}

const everybody = { afterId: '', limit: 1_000_000 };

/** Everything that a visitor does on the pages, for tests: what is expected to fail throws a SandboxRefusal. */
export function createControl({ store, faults, google, dials }: ControlParts) {
  return {
    ...peopleControl(store),
    ...orgUnitControl(store),
    ...courseControl(store),
    ...dnsControl(store),
    listWorkspaces: (): Workspace[] => listWorkspaces(store),
    /** Writes a workspace by seed; see WorkspaceSpec. */
    generateWorkspace: (spec: WorkspaceSpec): Workspace => generateWorkspace(store, spec),
    getPerson: (key: string): Person => getPerson(store, key),
    searchPeople: (
      workspace: string,
      filter: PeopleFilter,
      page: { limit: number; offset: number },
    ): { people: Person[]; total: number } =>
      searchPeople(store, getWorkspace(store, workspace).customerId, filter, page),
    listOrgUnits: (workspace: string): OrgUnit[] =>
      listOrgUnits(store, getWorkspace(store, workspace).customerId),
    countPeople: (workspace: string): { orgUnitId: string; people: number }[] =>
      countPeopleByOrgUnit(store, getWorkspace(store, workspace).customerId),
    listCourses: (workspace: string): Course[] =>
      listCourses(store, getWorkspace(store, workspace).customerId),
    listCourseMembers: (workspace: string, courseId: string, role: CourseRole): Person[] =>
      listCourseMembers(
        store,
        { customerId: getWorkspace(store, workspace).customerId, id: courseId },
        role,
        everybody,
      ),

    setFault: (fault: Fault): SetFault => {
      if (fault.workspace !== '*') getWorkspace(store, fault.workspace);
      return faults.set(fault);
    },
    listFaults: (): SetFault[] => faults.list(),
    /** One by its id, or all. */
    clearFaults: (id?: number): void => faults.clear(id),
    /** What the DNS does wrong until told otherwise. */
    setDnsFault: (fault: DnsFault | undefined): void => {
      dials.dnsFault = fault;
    },

    listGrants: (): GrantView[] => listGrants(store),
    revokeGrant: (id: string): void => revokeGrant(store, id),
    /** Everything that this person allowed Rollcall. How many grants there were. */
    revokeGrants: (email: string): number => {
      const grants = listGrants(store).filter((grant) => grant.email === email.toLowerCase());
      for (const grant of grants) revokeGrant(store, grant.id);
      return grants.length;
    },
    /** For access tokens from here on, in seconds. */
    setAccessTokenLife: (seconds: number): void => {
      dials.accessTokenLifeS = seconds;
    },
    /** Access tokens that exist are over at once; refresh tokens stay good. */
    expireAccessTokens: (): void => {
      store.run("delete from oidc where model in ('google:AccessToken', 'other-idp:AccessToken')");
    },
    /**
     * Tokens without the pages, as after consenting to these scopes. A scope may be given without its
     * `https://www.googleapis.com/auth/`.
     */
    issueTokens: (email: string, scopes: readonly string[]): Promise<IssuedTokens> =>
      issueTokens(store, google, email, scopes),
    /** Somebody at the other identity provider. The account's id. */
    addOtherAccount: (account: NewOtherAccount): string => {
      const id = crypto.randomUUID();
      store.run(
        'insert into other_account (id, email, email_verified, given_name, family_name) values (?, ?, ?, ?, ?)',
        id,
        account.email.trim(),
        account.emailVerified === undefined ? null : account.emailVerified ? 1 : 0,
        account.givenName ?? 'Other',
        account.familyName ?? 'Person',
      );
      return id;
    },
  };
}

export type SandboxControl = ReturnType<typeof createControl>;
