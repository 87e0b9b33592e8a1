import { SandboxRefusal } from '../sandbox-refusal.ts';
import type { Store } from './store.ts';

export interface Person {
  readonly customerId: string;
  readonly id: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly orgUnitId: string;
  readonly orgUnitPath: string;
  readonly suspended: number;
  readonly archived: number;
  readonly isAdmin: number;
  readonly createdAt: number;
  readonly deletedAt: number | null;
}

/** Columns of `person p` beside the path of `org_unit o`. */
export const personColumns = `p.customer_id as customerId, p.id, p.email, p.given_name as givenName,
  p.family_name as familyName, p.org_unit_id as orgUnitId, o.path as orgUnitPath, p.suspended, p.archived,
  p.is_admin as isAdmin, p.created_at as createdAt, p.deleted_at as deletedAt`;
export const personTables =
  'person p join org_unit o on o.customer_id = p.customer_id and o.id = p.org_unit_id';

/** By Google's id, the primary address or an alias; deleted people are not found. */
export function findPerson(store: Store, key: string): Person | undefined {
  const email = key.toLowerCase();
  // From what was found to the row: the other way round every person would be looked at.
  return store.get(
    `with found as (
       select customer_id, id from person where email = ?1 and deleted_at is null
       union all select customer_id, person_id from alias where email = ?1
       union all select customer_id, id from person where id = ?2 and customer_id in (select customer_id from workspace))
     select ${personColumns} from found f
     cross join person p on p.customer_id = f.customer_id and p.id = f.id
     join org_unit o on o.customer_id = p.customer_id and o.id = p.org_unit_id
     where p.deleted_at is null limit 1`,
    email,
    key,
  );
}

/** @throws SandboxRefusal when there is none. */
export function getPerson(store: Store, key: string): Person {
  const person = findPerson(store, key);
  if (person === undefined) throw new SandboxRefusal(`There is no person ${key}.`);
  return person;
}

export function findPersonById(store: Store, customerId: string, id: string): Person | undefined {
  return store.get(
    `select ${personColumns} from ${personTables} where p.customer_id = ? and p.id = ?`,
    customerId,
    id,
  );
}

/** Former addresses, which still reach the person. */
export function listAliases(store: Store, customerId: string, personId: string): string[] {
  return store
    .all<{ email: string }>(
      'select email from alias where customer_id = ? and person_id = ? order by email',
      customerId,
      personId,
    )
    .map((row) => row.email);
}

export interface PeopleFilter {
  /** Part of a name or address. */
  readonly search?: string | undefined;
  /** Only that unit, without those below. */
  readonly orgUnitId?: string | undefined;
  readonly deleted?: boolean | undefined;
}

/** A page of people, by address; and how many there are in all. */
export function searchPeople(
  store: Store,
  customerId: string | null,
  filter: PeopleFilter,
  page: { readonly limit: number; readonly offset: number },
): { people: Person[]; total: number } {
  const where = `(?1 is null or p.customer_id = ?1) and (p.deleted_at is not null) = ?2
    and (?3 is null or p.org_unit_id = ?3)
    and (?4 = '' or p.email like '%' || ?4 || '%' or p.given_name || ' ' || p.family_name like '%' || ?4 || '%')`;
  const values = [
    customerId,
    filter.deleted === true ? 1 : 0,
    filter.orgUnitId ?? null,
    filter.search?.trim() ?? '',
  ];
  const people = store.all<Person>(
    `select ${personColumns} from ${personTables} where ${where} order by p.email limit ?5 offset ?6`,
    ...values,
    page.limit,
    page.offset,
  );
  const counted = store.get<{ total: number }>(
    `select count(*) as total from person p where ${where}`,
    ...values,
  );
  return { people, total: counted?.total ?? 0 };
}
