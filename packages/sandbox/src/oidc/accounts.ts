import type { AccountClaims } from 'oidc-provider';
import { findPersonById } from '../store/people.ts';
import type { Store } from '../store/store.ts';

/** Somebody who can sign in at an issuer. */
export interface SignInAccount {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Why this account cannot be chosen. */
  readonly barred?: string | undefined;
}

/** The people of one issuer: those of the workspaces, or those of the other provider. */
export interface Accounts {
  find(id: string): SignInAccount | undefined;
  search(text: string, domain: string | undefined): SignInAccount[];
  claims(id: string): AccountClaims;
}

const shown = 50;

interface PersonRow {
  readonly customerId: string;
  readonly id: string;
}

/** Google signs in whoever is in a workspace, not suspended, archived or deleted. `sub` is the Directory API's id. */
export function googleAccounts(store: Store): Accounts {
  const get = (id: string) => {
    const row = store.get<PersonRow>(
      `select customer_id as customerId, id from person
       where id = ? and customer_id in (select customer_id from workspace) and deleted_at is null`,
      id,
    );
    return row === undefined ? undefined : findPersonById(store, row.customerId, row.id);
  };
  const view = (person: NonNullable<ReturnType<typeof get>>): SignInAccount => ({
    id: person.id,
    email: person.email,
    name: `${person.givenName} ${person.familyName}`,
    barred: person.suspended ? 'suspended' : person.archived ? 'archived' : undefined,
  });
  return {
    find: (id) => {
      const person = get(id);
      return person === undefined ? undefined : view(person);
    },
    search: (text, domain) =>
      store
        .all<PersonRow>(
          `select customer_id as customerId, id from person p
           where deleted_at is null and (?1 = '' or email like '%' || ?1 || '%'
             or given_name || ' ' || family_name like '%' || ?1 || '%')
             and (?2 is null or customer_id = (select customer_id from domain where name = ?2))
           -- Who has a course or administers comes first: these are the people one wants to be.
           order by email = lower(?1) desc, is_admin desc, exists (select 1 from course_member m where m.customer_id = p.customer_id
             and m.person_id = p.id and m.role = 'teacher') desc, email limit ${shown}`,
          text.trim(),
          domain ?? null,
        )
        .flatMap((row) => findPersonById(store, row.customerId, row.id) ?? [])
        .map(view),
    claims: (id) => {
      const person = get(id);
      if (person === undefined) return { sub: id };
      const primary = store.get<{ domain: string }>(
        'select primary_domain as domain from workspace where customer_id = ?',
        person.customerId,
      );
      return {
        sub: person.id,
        hd: primary?.domain,
        email: person.email,
        email_verified: true,
        name: `${person.givenName} ${person.familyName}`,
        given_name: person.givenName,
        family_name: person.familyName,
      };
    },
  };
}

interface OtherRow {
  readonly id: string;
  readonly email: string;
  readonly verified: number | null;
  readonly givenName: string;
  readonly familyName: string;
}

/** Another provider, which lets its people claim any address, and says of it what it likes. */
export function otherAccounts(store: Store): Accounts {
  const columns = 'id, email, email_verified as verified, given_name as givenName, family_name as familyName';
  const get = (id: string) => store.get<OtherRow>(`select ${columns} from other_account where id = ?`, id);
  const said = (verified: number | null): string =>
    verified === null
      ? 'says nothing about the address'
      : verified
        ? 'address verified'
        : 'address NOT verified';
  const view = (row: OtherRow): SignInAccount => ({
    id: row.id,
    email: row.email,
    name: `${row.givenName} ${row.familyName} (${said(row.verified)})`,
  });
  return {
    find: (id) => {
      const row = get(id);
      return row === undefined ? undefined : view(row);
    },
    search: (text) =>
      store
        .all<OtherRow>(
          `select ${columns} from other_account
           where ?1 = '' or email like '%' || ?1 || '%' or given_name || ' ' || family_name like '%' || ?1 || '%'
           order by email = ?1 desc, email, id limit ${shown}`,
          text.trim(),
        )
        .map(view),
    claims: (id) => {
      const row = get(id);
      if (row === undefined) return { sub: id };
      return {
        sub: row.id,
        email: row.email,
        ...(row.verified === null ? {} : { email_verified: row.verified === 1 }),
        name: `${row.givenName} ${row.familyName}`,
        given_name: row.givenName,
        family_name: row.familyName,
      };
    },
  };
}
