import { newPersonId } from '../generate/google-ids.ts';
import { createRandom } from '../generate/random.ts';
import { SandboxRefusal } from '../sandbox-refusal.ts';
import { getOrgUnit } from '../store/org-units.ts';
import { findPersonById, getPerson, type Person } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import { findWorkspace } from '../store/workspaces.ts';

const address = /^[^\s@'"<>()]+@([a-z0-9.-]+)$/;

export interface NewPerson {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  /** `/` where nothing is said. */
  readonly orgUnitPath?: string | undefined;
  readonly isAdmin?: boolean | undefined;
}

/** People are named by address, alias or Google's id. All throw SandboxRefusal for what cannot be. */
export function peopleControl(store: Store) {
  const change = (key: string, sql: string, ...values: (string | number)[]): Person => {
    const person = getPerson(store, key);
    store.run(
      `update person set ${sql} where customer_id = ? and id = ?`,
      ...values,
      person.customerId,
      person.id,
    );
    return reread(store, person);
  };
  return {
    /** Somebody new in the workspace that has the address's domain. */
    addPerson: (input: NewPerson): Person => {
      const email = input.email.trim().toLowerCase();
      const workspace = findWorkspace(store, address.exec(email)?.[1] ?? '');
      if (workspace === undefined)
        throw new SandboxRefusal(`${input.email} is not an address in a domain of a workspace.`);
      refuseTaken(store, email);
      const unit = getOrgUnit(store, workspace.customerId, input.orgUnitPath ?? '/');
      const id = newPersonId(createRandom(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0));
      store.run(
        `insert into person (customer_id, id, email, given_name, family_name, org_unit_id, is_admin, created_at)
         values (?, ?, ?, ?, ?, ?, ?, ?)`,
        workspace.customerId,
        id,
        email,
        input.givenName,
        input.familyName,
        unit.id,
        input.isAdmin === true ? 1 : 0,
        Date.now(),
      );
      return getPerson(store, email);
    },
    movePerson: (key: string, orgUnitPath: string): Person => {
      const person = getPerson(store, key);
      return change(key, 'org_unit_id = ?', getOrgUnit(store, person.customerId, orgUnitPath).id);
    },
    suspendPerson: (key: string): Person => change(key, 'suspended = 1'),
    archivePerson: (key: string): Person => change(key, 'archived = 1'),
    /** Neither suspended nor archived any more. */
    restorePerson: (key: string): Person => change(key, 'suspended = 0, archived = 0'),
    setAdmin: (key: string, isAdmin: boolean): Person => change(key, 'is_admin = ?', isAdmin ? 1 : 0),
    renamePerson: (key: string, name: { givenName: string; familyName: string }): Person =>
      change(key, 'given_name = ?, family_name = ?', name.givenName, name.familyName),
    /** The id stays and, as at Google, the former address goes on as an alias. */
    changeAddress: (key: string, newEmail: string): Person =>
      store.transaction(() => {
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
        return change(person.id, 'email = ?', email);
      }),
    /** Deleted people can be restored by their id; their address is free at once. */
    deletePerson: (key: string): Person =>
      store.transaction(() => {
        const person = getPerson(store, key);
        store.run('delete from alias where customer_id = ? and person_id = ?', person.customerId, person.id);
        return change(key, 'deleted_at = ?', Date.now());
      }),
    undeletePerson: (workspace: string, id: string): Person => {
      const found = findPersonById(store, findWorkspace(store, workspace)?.customerId ?? '', id);
      if (found === undefined || found.deletedAt === null)
        throw new SandboxRefusal(`There is no deleted person ${id}.`);
      refuseTaken(store, found.email);
      store.run('update person set deleted_at = null where customer_id = ? and id = ?', found.customerId, id);
      return reread(store, found);
    },
  };
}

function reread(store: Store, person: Person): Person {
  const found = findPersonById(store, person.customerId, person.id);
  if (found === undefined) throw new Error('A person vanished within a change');
  return found;
}

function refuseTaken(store: Store, email: string): void {
  const taken = store.get(
    'select 1 from person where email = ?1 and deleted_at is null union all select 1 from alias where email = ?1',
    email,
  );
  if (taken !== undefined) throw new SandboxRefusal(`${email} is taken.`);
}
