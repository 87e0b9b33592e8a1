import type { planDomainWideInput } from '@rollcall/core/domains/contract.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { runLicenseCommand } from '../../commands/run-license-command.ts';
import { assertDomainWide, assertOwnDomains } from '../../domains/license-domains.ts';
import { insertRun } from './control-run.ts';
import type { DomainSelection } from './domain-selection.ts';
import { assertPhaseFits } from './needed-phase.ts';

/** Begins a run over the people of the domains: it is planned, and nothing happens until somebody confirms it. */
export async function planDomains(
  app: AppContext,
  who: SignedIn,
  input: z.infer<typeof planDomainWideInput>,
): Promise<RunView> {
  const { licenseId, requestId, ...body } = input;
  const command = { licenseId, action: 'sync.control', requestId, body } as const;
  return runLicenseCommand<RunView>(app, who, command, async (scope) => {
    assertDomainWide(scope.license);
    await assertOwnDomains(scope.tx, scope.license, input.domains);
    assertPhaseFits(scope.license.phase, 'domain_add');
    const domains = [...new Map(input.domains.map((choice) => [choice.domainId, choice])).values()];
    const selection: DomainSelection = { kind: 'domains', domains, fresh: [] };
    return insertRun(scope, who, {
      kind: 'domain_add',
      selection: JSON.stringify(selection),
      user_type: null,
      undoes: null,
    });
  });
}
