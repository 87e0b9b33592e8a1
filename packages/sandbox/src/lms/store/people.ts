import { randomUUID } from 'node:crypto';
import { SandboxRefusal } from '../../sandbox-refusal.ts';
import type { Store } from '../../store/store.ts';

/** Somebody with an account in a learning management system; `id` is their subject at its issuer. */
export interface LmsPerson {
  readonly school: string;
  readonly id: string;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly email: string | null;
  readonly isStaff: number;
}

export const personColumns =
  'p.school, p.id, p.given_name as givenName, p.family_name as familyName, p.email, p.is_staff as isStaff';

export interface NewLmsPerson {
  readonly id?: string | undefined;
  readonly givenName?: string | null | undefined;
  readonly familyName?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly isStaff?: boolean | undefined;
}

export function addLmsPerson(store: Store, school: string, person: NewLmsPerson): LmsPerson {
  const id = person.id ?? randomUUID();
  store.run(
    `insert into lms_person (school, id, given_name, family_name, email, is_staff) values (?, ?, ?, ?, ?, ?)`,
    school,
    id,
    person.givenName ?? null,
    person.familyName ?? null,
    person.email ?? null,
    Number(person.isStaff ?? false),
  );
  return getLmsPerson(store, school, id);
}

/** By id or by address. */
export function findLmsPerson(store: Store, school: string, key: string): LmsPerson | undefined {
  return store.get(
    `select ${personColumns} from lms_person p where school = ?1 and (id = ?2 or email = ?2)
     order by id = ?2 desc limit 1`,
    school,
    key,
  );
}

/** @throws SandboxRefusal when there is none. */
export function getLmsPerson(store: Store, school: string, key: string): LmsPerson {
  const person = findLmsPerson(store, school, key);
  if (person === undefined) throw new SandboxRefusal('There is nobody like that in this system.');
  return person;
}

/** Changes what is given; null takes a value away. */
export function changeLmsPerson(
  store: Store,
  school: string,
  key: string,
  change: Omit<NewLmsPerson, 'id'>,
): LmsPerson {
  const known = getLmsPerson(store, school, key);
  const next = <Value>(value: Value | undefined, before: Value): Value =>
    value === undefined ? before : value;
  store.run(
    'update lms_person set given_name = ?, family_name = ?, email = ?, is_staff = ? where school = ? and id = ?',
    next(change.givenName, known.givenName),
    next(change.familyName, known.familyName),
    next(change.email, known.email),
    change.isStaff === undefined ? known.isStaff : Number(change.isStaff),
    school,
    known.id,
  );
  return getLmsPerson(store, school, known.id);
}

/** The whole name; null where no part is known. */
export function fullName({ givenName, familyName }: LmsPerson): string | null {
  const parts = [givenName, familyName].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' ');
}
