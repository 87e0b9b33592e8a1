import type { PlatformId } from '@rollcall/core/ids.ts';
import type { PlatformView } from '@rollcall/core/lti/contract.ts';

/** The addresses that a learning management system calls: its registration is part of each (decision 26). */
export function toolAddressesOf(origin: string, platform: PlatformId): PlatformView['tool'] {
  const base = `${origin}/lti/${platform}`;
  return { loginUrl: `${base}/login`, launchUrl: `${base}/launch`, keysUrl: `${base}/jwks` };
}

/** The address with which a system registers itself, once. */
export function registrationUrl(origin: string, token: string): string {
  return `${origin}/lti/register/${token}`;
}
