/** What of the user list stands in its address. Absent: everybody, newest first. Lists are joined by commas. */
export interface UsersSearch {
  readonly q?: string;
  readonly status?: string;
  readonly type?: string;
  readonly source?: string;
  readonly by?: string;
  readonly domain?: string;
  readonly from?: string;
  readonly to?: string;
  readonly activity?: string;
  readonly sort?: string;
  readonly order?: string;
}

const names: Readonly<Record<keyof UsersSearch, true>> = {
  q: true,
  status: true,
  type: true,
  source: true,
  by: true,
  domain: true,
  from: true,
  to: true,
  activity: true,
  sort: true,
  order: true,
};

/**
 * Takes off an address what may be about the user list, as text. What it asks for is read by the page itself
 * (`queryOf`): schemas are no part of the first load.
 */
export function readUsersSearch(raw: Record<string, unknown>): UsersSearch {
  const search: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) {
    // A search for 12 is read off the address as a number.
    if (Object.hasOwn(names, name) && (typeof value === 'string' || typeof value === 'number'))
      search[name] = String(value);
  }
  return search;
}
