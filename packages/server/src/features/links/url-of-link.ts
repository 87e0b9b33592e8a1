import { pathOfLink } from '@rollcall/core/links/link-code.ts';
import type { RequestContext } from '../../trpc.ts';

/**
 * The link as it is passed on: on the origin on which its admin works. In the demo that is one admin's own, where
 * everybody would be signed in as them: there it is the origin that belongs to nobody.
 */
export function urlOfLink(
  { origin, demoLabel }: Pick<RequestContext, 'origin' | 'demoLabel'>,
  code: string,
): string {
  const { protocol, host } = new URL(origin);
  const everybodys = demoLabel === null ? host : host.slice(`${demoLabel}.`.length);
  return `${protocol}//${everybodys}${pathOfLink(code)}`;
}
