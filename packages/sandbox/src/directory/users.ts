import { type ApiCall, type ApiMethod, readLimit } from '../api/call.ts';
import { directoryNotFound, GoogleError, invalidInput, notAuthorized } from '../api/google-error.ts';
import { readPage } from '../api/paging.ts';
import { googleScope } from '../oidc/scopes.ts';
import { findPerson, type Person, personColumns, personTables } from '../store/people.ts';
import { listDomains } from '../store/workspaces.ts';
import { requireAdmin } from './require-admin.ts';
import { type Condition, parseUserQuery } from './user-query.ts';
import { etagOf, viewUser } from './user-view.ts';

const scopes = [googleScope('admin.directory.user.readonly'), googleScope('admin.directory.user')];
const sortColumns: Readonly<Record<string, string>> = {
  // In small letters already, and indexed as it is.
  email: 'p.email',
  givenName: 'lower(p.given_name)',
  familyName: 'lower(p.family_name)',
};

export const userMethods: readonly ApiMethod[] = [
  {
    route: '/admin/directory/v1/users',
    endpoint: 'users',
    service: 'admin.googleapis.com',
    scopes,
    run: listUsers,
  },
  {
    route: '/admin/directory/v1/users/:userKey',
    endpoint: 'users',
    service: 'admin.googleapis.com',
    scopes,
    run: getUser,
  },
];

function listUsers(call: ApiCall): object {
  const conditions = [whose(call), ...parseUserQuery(call.query.get('query') ?? ''), whichLife(call)];
  const order = call.query.get('orderBy');
  const sort = order === null ? undefined : sortColumns[order];
  if (order !== null && sort === undefined) throw invalidInput('orderBy');
  const down = call.query.get('sortOrder')?.toUpperCase() === 'DESCENDING';
  const limit = readLimit(call, 'maxResults', { default: 100, max: 500 });
  const page = readPage<Person & { readonly sortKey: string }>(call, limit, {
    read: (after, count) =>
      readUsers(call, conditions, { sort, down: down && sort !== undefined, after, count }),
    placeOf: (row) => [row.sortKey, row.id],
    refuse: () => invalidInput('pageToken'),
  });
  const users = page.rows.map((person) => viewUser(call.store, person));
  return {
    kind: 'admin#directory#users',
    etag: etagOf(users.map((user) => user.etag)),
    // As at Google: nobody found, no list.
    ...(users.length === 0 ? {} : { users }),
    ...(page.nextPageToken === undefined ? {} : { nextPageToken: page.nextPageToken }),
  };
}

interface Reading {
  readonly sort: string | undefined;
  readonly down: boolean;
  readonly after: readonly string[];
  readonly count: number;
}

/** By the sort key and then the id, which nothing changes: pages neither miss nor repeat anybody who stays. */
function readUsers(
  call: ApiCall,
  conditions: readonly Condition[],
  { sort, down, after, count }: Reading,
): (Person & { sortKey: string })[] {
  const key = sort ?? "''";
  const [afterKey, afterId] = after;
  const compare = down ? '<' : '>';
  const place =
    afterKey === undefined || afterId === undefined
      ? []
      : sort === undefined
        ? [{ sql: 'p.id > ?', values: [afterId] }]
        : [{ sql: `(${key}, p.id) ${compare} (?, ?)`, values: [afterKey, afterId] }];
  // The plus keeps SQLite from going through the whole workspace where the sort key has an index.
  const own = sort === undefined ? 'p.customer_id = ?' : '+p.customer_id = ?';
  const all = [{ sql: own, values: [call.caller.customerId] }, ...conditions, ...place];
  const direction = down ? 'desc' : 'asc';
  return call.store.all(
    `select ${personColumns}, ${key} as sortKey from ${personTables}
     where ${all.map((condition) => condition.sql).join(' and ')}
     order by ${sort === undefined ? '' : `${key} ${direction}, `}p.id ${direction} limit ?`,
    ...all.flatMap((condition) => [...condition.values]),
    count,
  );
}

/** `customer` or `domain` has to be given, and be the caller's own. */
function whose(call: ApiCall): Condition {
  const customer = call.query.get('customer');
  const domain = call.query.get('domain')?.toLowerCase();
  if (customer !== null) {
    requireAdmin(call, customer);
    return { sql: 'true', values: [] };
  }
  if (domain === undefined)
    throw new GoogleError({ code: 400, message: 'Bad Request', reason: 'badRequest' });
  requireAdmin(call, 'my_customer');
  const own = listDomains(call.store, call.caller.customerId).some((known) => known.name === domain);
  if (!own) throw notAuthorized();
  return { sql: 'p.email like ?', values: [`%@${domain}`] };
}

function whichLife(call: ApiCall): Condition {
  const deleted = call.query.get('showDeleted') === 'true';
  return { sql: `p.deleted_at is ${deleted ? 'not ' : ''}null`, values: [] };
}

function getUser(call: ApiCall): object {
  requireAdmin(call, 'my_customer');
  const person = findPerson(call.store, call.path.userKey ?? '');
  if (person === undefined) throw directoryNotFound('Resource Not Found: userKey');
  if (person.customerId !== call.caller.customerId) throw notAuthorized();
  return viewUser(call.store, person);
}
