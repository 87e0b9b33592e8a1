import { parseCookie, stringifySetCookie } from 'cookie';

/**
 * The session cookie. Over https it has the __Host- prefix: bound to one host, out of reach of its siblings. The
 * demo runs over http on *.localhost, where not every browser keeps a Secure cookie, so there the prefix is absent.
 */
function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-rollcall' : 'rollcall';
}

export function readSessionCookie(header: string | undefined, secure: boolean): string | null {
  if (header === undefined) return null;
  return parseCookie(header)[sessionCookieName(secure)] ?? null;
}

/** A Set-Cookie value; an empty token clears the cookie. */
export function sessionCookie(token: string, secure: boolean, maxAgeS: number): string {
  return stringifySetCookie({
    name: sessionCookieName(secure),
    value: token,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: token === '' ? 0 : maxAgeS,
  });
}
