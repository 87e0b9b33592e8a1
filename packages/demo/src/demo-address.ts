/** The name before `.localhost`; null on the start page's own address. */
export function labelOf(hostname: string): string | null {
  return /^([a-z0-9-]+)\.localhost$/.exec(hostname.toLowerCase())?.[1] ?? null;
}

type Place = { readonly protocol: string; readonly port: string };

/** What there is for a person of the demo, by the name that an address gives it. */
export const paths = { admin: '/admin/', app: '/app/' } as const;
export type Opened = keyof typeof paths;

/**
 * A person's own address: what is signed in there is signed in nowhere else. It leads to what they have first, unless
 * it names another.
 */
export function addressOf(label: string, { protocol, port }: Place, opened?: Opened): string {
  const own = `${protocol}//${label}.localhost${port === '' ? '' : `:${port}`}/`;
  return opened === undefined ? own : `${own}?open=${opened}`;
}

/** Where somebody for whom there is `opens` goes on from their address with this query. */
export function pathWithin(opens: readonly Opened[], search: string): string {
  const wanted = new URLSearchParams(search).get('open');
  return paths[opens.find((place) => place === wanted) ?? opens[0] ?? 'app'];
}

/** The start page, from a person's address. */
export function startAddress({ protocol, port }: Place): string {
  return `${protocol}//localhost${port === '' ? '' : `:${port}`}/`;
}
