/** The name before `.localhost`; null on the start page's own address. */
export function labelOf(hostname: string): string | null {
  return /^([a-z0-9-]+)\.localhost$/.exec(hostname.toLowerCase())?.[1] ?? null;
}

type Place = { readonly protocol: string; readonly port: string };

/** A person's own address: what is signed in there is signed in nowhere else. */
export function addressOf(label: string, { protocol, port }: Place): string {
  return `${protocol}//${label}.localhost${port === '' ? '' : `:${port}`}/`;
}

/** The start page, from a person's address. */
export function startAddress({ protocol, port }: Place): string {
  return `${protocol}//localhost${port === '' ? '' : `:${port}`}/`;
}
