/** Which hosts this server answers as. One exact origin per host; nothing is matched by suffix. */
export interface Origins {
  /** The origin that a request to this Host header must come from; null when the host is not ours. */
  originOf(host: string | undefined): string | null;
  readonly secure: boolean;
}

/** `publicOrigins` as configured, e.g. `https://admin.rollcall.example`. All share one scheme. */
export function configuredOrigins(publicOrigins: readonly string[]): Origins {
  const byHost = new Map(publicOrigins.map((origin) => [new URL(origin).host, new URL(origin).origin]));
  return {
    originOf: (host) => (host === undefined ? null : (byHost.get(host.toLowerCase()) ?? null)),
    secure: publicOrigins.every((origin) => origin.startsWith('https:')),
  };
}

/**
 * The loopback names of a server without a configured origin: localhost, 127.0.0.1 and, in the demo, one name per
 * demo person (`ana.localhost`), so that several people can be signed in beside each other in one browser.
 */
export function loopbackOrigins(port: () => number, labels: readonly string[]): Origins {
  const names = new Set(['localhost', '127.0.0.1', ...labels.map((label) => `${label}.localhost`)]);
  return {
    originOf(host) {
      const [name = '', hostPort, ...rest] = (host ?? '').toLowerCase().split(':');
      if (rest.length > 0 || hostPort !== String(port()) || !names.has(name)) return null;
      return `http://${name}:${hostPort}`;
    },
    secure: false,
  };
}

export interface RequestOrigin {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
}

/**
 * Whether a request may come from where it says (SPEC R13, D02): with an Origin header, an exact match of scheme,
 * host and port; without one, only a GET or HEAD, since a link from anywhere may open a page.
 */
export function isFromOwnOrigin(origins: Origins, request: RequestOrigin): boolean {
  const own = origins.originOf(request.host);
  if (own === null) return false;
  if (request.origin !== undefined) return request.origin === own;
  return request.method === 'GET' || request.method === 'HEAD';
}

/** The same for the API and a socket's handshake (SPEC E05): no Origin only on a GET that says it is same-origin. */
export function isSameOriginCall(origins: Origins, request: RequestOrigin): boolean {
  if (!isFromOwnOrigin(origins, request)) return false;
  return request.origin !== undefined || request.secFetchSite === 'same-origin';
}
