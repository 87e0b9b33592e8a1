import { codeInPath, formatLinkCode, parseLinkCode, pathOfLink } from '@rollcall/core/links/link-code.ts';

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
 * it names another, or the code of a license link for them to open.
 */
export function addressOf(
  label: string,
  { protocol, port }: Place,
  opened?: Opened,
  linkCode?: string,
): string {
  const own = `${protocol}//${label}.localhost${port === '' ? '' : `:${port}`}/`;
  const query = new URLSearchParams({ ...(opened && { open: opened }), ...(linkCode && { link: linkCode }) });
  return query.size === 0 ? own : `${own}?${query}`;
}

/** Where somebody for whom there is `opens` goes on from their address with this query. */
export function pathWithin(opens: readonly Opened[], search: string): string {
  const query = new URLSearchParams(search);
  const code = parseLinkCode(query.get('link') ?? '');
  if (code !== null && opens.includes('app')) return pathOfLink(formatLinkCode(code));
  const wanted = query.get('open');
  return paths[opens.find((place) => place === wanted) ?? opens[0] ?? 'app'];
}

/** The code in a license link as somebody pastes it, whichever origin it names; null where there is none. */
export function codeInLink(pasted: string): string | null {
  const path = pasted.trim().replace(/^[a-z]+:\/\/[^/]*/i, '');
  const code = parseLinkCode(codeInPath(path) ?? path);
  return code === null ? null : formatLinkCode(code);
}

/** The start page, from a person's address. */
export function startAddress({ protocol, port }: Place): string {
  return `${protocol}//localhost${port === '' ? '' : `:${port}`}/`;
}
