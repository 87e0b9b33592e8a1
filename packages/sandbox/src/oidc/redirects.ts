/**
 * Where Rollcall may be sent back to: this machine under any of its names, at any port. Each person of the demo has a
 * name of their own on localhost.
 */
export function isLocalRedirect(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  const local = hostname === '127.0.0.1' || hostname === 'localhost' || hostname.endsWith('.localhost');
  return local && (protocol === 'http:' || protocol === 'https:');
}
