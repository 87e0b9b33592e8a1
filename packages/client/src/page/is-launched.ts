import { launchedAppPath } from '@rollcall/core/lti/session-header.ts';

/**
 * Whether this page was launched by a course: in a frame of its system, or in a tab that stands in for one. It then acts
 * with the session of the launch, and never with that of whoever is signed in to this browser.
 */
export function isLaunched(): boolean {
  return location.pathname.startsWith(launchedAppPath);
}
