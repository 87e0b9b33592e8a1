import type { DomainId } from '@rollcall/core/ids.ts';
import type { LicenseCommandScope } from '../../commands/run-license-command.ts';
import { leaveOutDomains, saveDomainChoice } from '../../domains/license-domains.ts';
import type { RunRecord } from './batch-context.ts';
import { type DomainSelection, domainSelectionOf } from './domain-selection.ts';
import { updateRun } from './run-record.ts';

/**
 * What confirming means for the domains of the licence, beside holding seats: the choice of a run of domains is saved,
 * and an undo of one takes back what that had added to it. Nothing for other runs. After the run's own change.
 */
export async function chooseDomains(
  scope: LicenseCommandScope,
  run: RunRecord,
  undone: RunRecord | null,
): Promise<void> {
  if (run.kind === 'domain_add') {
    const selection = domainSelectionOf(run);
    const fresh: readonly DomainId[] = await saveDomainChoice(scope, selection.domains);
    const saved: DomainSelection = { ...selection, fresh: [...fresh] };
    await updateRun(scope.tx, run, { selection: JSON.stringify(saved) });
  }
  if (undone?.kind === 'domain_add' && undone.selection !== null)
    await leaveOutDomains(scope, domainSelectionOf(undone).fresh);
}
