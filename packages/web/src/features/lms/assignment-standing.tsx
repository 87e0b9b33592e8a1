import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { useLms } from '../../live/use-lms.ts';
import { lmsStanding, openAssignments } from './lms-standing.ts';
import { LmsBadge } from './platform-badge.tsx';

/** How adding by assignments goes on a licence, for the card of the method. Nothing until that is read. */
export function AssignmentStanding({ license }: { readonly license: LicenseView }) {
  const view = useLms(license).data;
  if (view === undefined) return null;
  return <LmsBadge standing={lmsStanding(view)} count={openAssignments(view.assignments).length} />;
}
