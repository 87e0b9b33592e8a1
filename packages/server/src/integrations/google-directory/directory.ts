import { admin, type admin_directory_v1 } from '@googleapis/admin';
import { isSoundTree } from '@rollcall/core/sync/ou-tree.ts';
import { callGoogle, type GoogleAccess } from '../google/google-caller.ts';
import { incompleteAnswer } from '../google/google-failure.ts';
import { type FoundPerson, type FoundUnit, type Page, SyncFailure, type Upstream } from '../upstream.ts';
import {
  customerAnswer,
  type DirectoryUser,
  nobodyAnswer,
  orgUnitsAnswer,
  userAnswer,
  usersAnswer,
} from './directory-answers.ts';

/** Google's own limit. */
const usersPerPage = 500;
const userFields = 'id,primaryEmail,name/fullName,orgUnitPath,suspended,archived';

/** A Google Workspace's directory, read as one of its administrators. */
export interface Directory extends Pick<Upstream, 'orgUnits' | 'ouPeople' | 'ouPerson' | 'allPeople'> {
  /** The id of the Workspace. Refused to whoever may not read the directory. */
  customer(signal: AbortSignal): Promise<string>;
}

export function openDirectory(access: GoogleAccess, rootUrl: string): Directory {
  const api = admin({ version: 'directory_v1', rootUrl });
  const people = async (
    query: Pick<admin_directory_v1.Params$Resource$Users$List, 'query'>,
    pageToken: string | null,
    signal: AbortSignal,
  ): Promise<Page<FoundPerson>> => {
    const answer = await callGoogle(access, signal, usersAnswer, (options) =>
      api.users.list(
        {
          customer: 'my_customer',
          maxResults: usersPerPage,
          fields: `nextPageToken,users(${userFields})`,
          ...query,
          ...(pageToken !== null && { pageToken }),
        },
        options,
      ),
    );
    return { items: answer.users.map(personOf), next: answer.nextPageToken ?? null };
  };
  return {
    orgUnits: async (signal) => {
      const answer = await callGoogle(access, signal, orgUnitsAnswer, (options) =>
        api.orgunits.list(
          {
            customerId: 'my_customer',
            // The root comes along: nothing else says which id it has.
            type: 'allIncludingParent',
            fields: 'organizationUnits(orgUnitId,parentOrgUnitId,name,orgUnitPath)',
          },
          options,
        ),
      );
      return treeOf(answer.organizationUnits.map(unitOf));
    },
    ouPeople: ({ unitPath, pageToken }, signal) =>
      people({ query: `orgUnitPath='${quoted(unitPath)}'` }, pageToken, signal),
    ouPerson: (id, signal) => personById(access, api, id, signal),
    allPeople: (pageToken, signal) => people({}, pageToken, signal),
    customer: async (signal) => {
      const answer = await callGoogle(access, signal, customerAnswer, (options) =>
        api.users.list({ customer: 'my_customer', maxResults: 1, fields: 'users(customerId)' }, options),
      );
      const [user] = answer.users;
      if (user === undefined) throw incompleteAnswer();
      return user.customerId;
    },
  };
}

/** Somebody who has become another Workspace's is refused, to an account that may read its own. */
async function personById(
  access: GoogleAccess,
  api: admin_directory_v1.Admin,
  id: string,
  signal: AbortSignal,
): Promise<FoundPerson | null> {
  try {
    const user = await callGoogle(access, signal, userAnswer.nullable(), async (options) => {
      const answer = await api.users.get({ userKey: id, fields: userFields }, options);
      const isNobody = answer.status === 404 && nobodyAnswer.safeParse(answer.data).success;
      return isNobody ? { status: 200, headers: {}, data: null } : answer;
    });
    return user === null ? null : personOf(user);
  } catch (error) {
    if (error instanceof SyncFailure && error.problem === 'refused') return null;
    throw error;
  }
}

function unitOf(unit: {
  orgUnitId: string;
  parentOrgUnitId?: string | undefined;
  name?: string | undefined;
  orgUnitPath: string;
}): FoundUnit {
  return {
    id: unit.orgUnitId,
    parentId: unit.parentOrgUnitId ?? null,
    name: unit.name ?? unit.orgUnitPath,
    path: unit.orgUnitPath,
  };
}

/** A tree has one root, and everything leads up to it: anything else was cut short. */
function treeOf(units: readonly FoundUnit[]): readonly FoundUnit[] {
  const known = new Set(units.map(({ id }) => id));
  const roots = units.filter(({ parentId }) => parentId === null);
  const orphaned = units.some(({ parentId }) => parentId !== null && !known.has(parentId));
  if (roots.length !== 1 || orphaned || !isSoundTree(units)) throw incompleteAnswer();
  return units;
}

function personOf(user: DirectoryUser): FoundPerson {
  return {
    id: user.id,
    email: user.primaryEmail ?? null,
    name: user.name?.fullName ?? null,
    unitPath: user.orgUnitPath ?? null,
    active: user.suspended !== true && user.archived !== true,
  };
}

/** A value between the quotation marks of a search. */
function quoted(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}
