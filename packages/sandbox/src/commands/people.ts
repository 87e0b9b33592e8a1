import { newPersonId } from '../generate/google-ids.ts';
import { freshRandom } from '../generate/random.ts';
import { SandboxRefusal } from '../sandbox-refusal.ts';
import { getOrgUnit } from '../store/org-units.ts';
import { findPersonById, getPerson, type Person } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import { findWorkspace, getWorkspace } from '../store/workspaces.ts';

// People are named by address, alias or Google's id. All of these throw a SandboxRefusal for what cannot be.

const address = /^[^\s@'"<>()]+@([a-z0-9.-]+)$/;

export interface NewPerson {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  /** `/` where nothing is said. */
  readonly orgUnitPath?: string | undefined;
  readonly isAdmin?: boolean | undefined;
}

/** Somebody new in the workspace that has the address's domain. */
function addPerson(store: Store, input: NewPerson): Person {
  const email = input.email.trim().toLowerCase();
  const workspace = findWorkspace(store, address.exec(email)?.[1] ?? '');
  if (workspace === undefined)
    throw new SandboxRefusal(`${input.email} is not an address in a domain of a workspace.`);
  refuseTaken(store, email);
  const unit = getOrgUnit(store, workspace.customerId, input.orgUnitPath ?? '/');
  store.run(
    `insert into person (customer_id, id, email, given_name, family_name, org_unit_id, is_admin, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    workspace.customerId,
    newPersonId(freshRandom()),
    email,
    input.givenName.trim(),
    input.familyName.trim(),
    unit.id,
    input.isAdmin === true ? 1 : 0,
    Date.now(),
  );
  return getPerson(store, email);
}

function movePerson(store: Store, key: string, orgUnitPath: string): Person {
  const person = getPerson(store, key);
  return change(store, key, 'org_unit_id = ?', getOrgUnit(store, person.customerId, orgUnitPath).id);
}

function suspendPerson(store: Store, key: string): Person {
  return change(store, key, 'suspended = 1');
}

function archivePerson(store: Store, key: string): Person {
  return change(store, key, 'archived = 1');
}

/** Neither suspended nor archived any more. */
function restorePerson(store: Store, key: string): Person {
  return change(store, key, 'suspended = 0, archived = 0');
}

function setAdmin(store: Store, key: string, isAdmin: boolean): Person {
  return change(store, key, 'is_admin = ?', isAdmin ? 1 : 0);
}

function renamePerson(store: Store, key: string, name: { givenName: string; familyName: string }): Person {
  return change(store, key, 'given_name = ?, family_name = ?', name.givenName.trim(), name.familyName.trim());
}

/** The id stays and, as at Google, the former address goes on as an alias. */
function changeAddress(store: Store, key: string, newEmail: string): Person {
  return store.transaction(() => {
    const person = getPerson(store, key);
    const email = newEmail.trim().toLowerCase();
    if (email === person.email) return person;
    const workspace = findWorkspace(store, address.exec(email)?.[1] ?? '');
    if (workspace?.customerId !== person.customerId)
      throw new SandboxRefusal(`${newEmail} is not in a domain of the same workspace.`);
    store.run('delete from alias where email = ? and person_id = ?', email, person.id);
    refuseTaken(store, email);
    store.run(
      'insert into alias (email, customer_id, person_id) values (?, ?, ?)',
      person.email,
      person.customerId,
      person.id,
    );
    return change(store, person.id, 'email = ?', email);
  });
}

/** Deleted people can be restored by their id; their addresses are free at once. */
function deletePerson(store: Store, key: string): Person {
  return store.transaction(() => {
    const person = getPerson(store, key);
    store.run('delete from alias where customer_id = ? and person_id = ?', person.customerId, person.id);
    return change(store, person.id, 'deleted_at = ?', Date.now());
  });
}

function undeletePerson(store: Store, workspace: string, id: string): Person {
  const found = findPersonById(store, getWorkspace(store, workspace).customerId, id);
  if (found === undefined || found.deletedAt === null)
    throw new SandboxRefusal(`There is no deleted person ${id}.`);
  refuseTaken(store, found.email);
  store.run('update person set deleted_at = null where customer_id = ? and id = ?', found.customerId, id);
  return getPerson(store, id);
}

export const peopleCommands = {
  addPerson,
  movePerson,
  suspendPerson,
  archivePerson,
  restorePerson,
  setAdmin,
  renamePerson,
  changeAddress,
  deletePerson,
  undeletePerson,
} as const;

function change(store: Store, key: string, sql: string, ...values: (string | number)[]): Person {
  const person = getPerson(store, key);
  store.run(
    `update person set ${sql} where customer_id = ? and id = ?`,
    ...values,
    person.customerId,
    person.id,
  );
  return findPersonById(store, person.customerId, person.id) ?? person;
}

function refuseTaken(store: Store, email: string): void {
  const taken = store.get(
    'select 1 from person where email = ?1 and deleted_at is null union all select 1 from alias where email = ?1',
    email,
  );
  if (taken !== undefined) throw new SandboxRefusal(`${email} is taken.`);
}
