import { parseCookie, stringifySetCookie } from 'cookie';

/**
 * The session cookie. Over https it has the __Host- prefix: bound to one host, out of reach of its siblings. The
 * demo runs over http on *.localhost, where not every browser keeps a Secure cookie, so there the prefix is absent.
 */
function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-rollcall' : 'rollcall';
}

export function readSessionCookie(header: string | undefined, secure: boolean): string | null {
  return readCookie(header, sessionCookieName(secure));
}

function readCookie(header: string | undefined, name: string): string | null {
  return header === undefined ? null : (parseCookie(header)[name] ?? null);
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

/** What a browser keeps for a few minutes while somebody signs in elsewhere: sealed before it gets here. */
export type KeptCookie = 'handshake' | 'identity';

function keptCookieName(kind: KeptCookie, secure: boolean): string {
  return `${sessionCookieName(secure)}-${kind}`;
}

export function readKeptCookie(header: string | undefined, kind: KeptCookie, secure: boolean): string | null {
  return readCookie(header, keptCookieName(kind, secure));
}

/** A Set-Cookie value; an empty text clears the cookie. Lax: it has to come along when the issuer sends the browser back. */
export function keptCookie(kind: KeptCookie, text: string, secure: boolean, maxAgeS: number): string {
  return stringifySetCookie({
    name: keptCookieName(kind, secure),
    value: text,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: text === '' ? 0 : maxAgeS,
  });
}

/**
 * Cookies of launches live in a frame on another system's page: partitioned, so that they are kept where third-party
 * cookies are not, and stay with that system. `Partitioned` and `SameSite=None` need Secure, which browsers also take
 * from `http://localhost`.
 */
const launchCookieName = '__Host-rollcall-lti';

function framedCookie(name: string, value: string, maxAgeS: number): string {
  return stringifySetCookie({
    name,
    value,
    path: '/',
    httpOnly: true,
    sameSite: 'none',
    secure: true,
    partitioned: true,
    maxAge: value === '' ? 0 : maxAgeS,
  });
}

/** The session of a launch. Never mixed up with the person's own, which the same browser may have. */
export function launchSessionCookie(token: string, maxAgeS: number): string {
  return framedCookie(launchCookieName, token, maxAgeS);
}

export function readLaunchSessionCookie(header: string | undefined): string | null {
  return readCookie(header, launchCookieName);
}

/** What ties a login to the browser that began it. Several may be under way at once, in several frames of a page. */
export function loginCookie(login: string, value: string, maxAgeS: number): string {
  return framedCookie(`${launchCookieName}-${login}`, value, maxAgeS);
}

export function readLoginCookie(header: string | undefined, login: string): string | null {
  return readCookie(header, `${launchCookieName}-${login}`);
}
