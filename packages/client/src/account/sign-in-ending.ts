import { isReturnPath, signInEndingQuery } from '@rollcall/core/identity/return-path.ts';
import type { SignInEnding } from '@rollcall/core/identity/sign-in.ts';

// A table of its own: the schemas of core would bring their library along.
const known: Readonly<Record<SignInEnding, true>> = {
  prove_mailbox: true,
  denied: true,
  expired: true,
  unreachable: true,
  not_accepted: true,
  too_often: true,
};

/** How a sign-in elsewhere ended, as the address says it. Said once: the address says it no more afterwards. */
export function takeSignInEnding(): SignInEnding | null {
  const url = new URL(window.location.href);
  const said = url.searchParams.get(signInEndingQuery);
  if (said === null) return null;
  url.searchParams.delete(signInEndingQuery);
  window.history.replaceState(window.history.state, '', url);
  return Object.hasOwn(known, said) ? (said as SignInEnding) : null;
}

/** Where to come back to from a sign-in elsewhere: this page, or the app's first one. */
export function placeToReturnTo(): string {
  const { pathname, search } = window.location;
  if (isReturnPath(`${pathname}${search}`)) return `${pathname}${search}`;
  return isReturnPath(pathname) ? pathname : '/app/';
}
