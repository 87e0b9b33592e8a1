import { DomainError } from '@rollcall/core/errors.ts';
import type { changePersonInput } from '@rollcall/core/features/contract.ts';
import type { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { runLicenseCommand } from '../../commands/run-license-command.ts';
import { findLiveMember } from '../../membership/live-member.ts';
import { differs, exceptionsOf } from './exceptions-of.ts';
import { writeExceptions } from './write-exceptions.ts';

/** Says something of features for one person on the list. Where it is so already, nothing changes. */
export async function changePerson(
  app: AppContext,
  who: SignedIn,
  { licenseId, requestId, ...body }: z.infer<typeof changePersonInput>,
): Promise<{ ok: true }> {
  const command = { licenseId, action: 'feature.change', requestId, body } as const;
  return runLicenseCommand<{ ok: true }>(app, who, command, async (scope) => {
    const { memberId, changes } = body;
    if ((await findLiveMember(scope.tx, scope.license, memberId)) === undefined)
      throw new DomainError('NOT_FOUND', { noun: 'member' });
    const known = await exceptionsOf(scope.tx, { districtId: scope.license.districtId, licenseId }, [
      memberId,
    ]);
    if (differs(known.get(memberId) ?? {}, changes)) await writeExceptions(scope, [memberId], changes);
    return { ok: true };
  });
}
