import { canonicalEmail } from '@rollcall/core/emails.ts';
import { placeholderOfKey } from '@rollcall/core/members/placeholder-address.ts';
import type { allowAgainInput } from '@rollcall/core/sync/contract.ts';
import type { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { runLicenseCommand } from '../../commands/run-license-command.ts';
import { allowPerson } from '../../membership/exclude-person.ts';

/** Lets syncs and domains bring somebody back again. Nobody is added by it. Of whom nobody kept out, nothing changes. */
export async function allowAgain(
  app: AppContext,
  who: SignedIn,
  { licenseId, requestId, email }: z.infer<typeof allowAgainInput>,
): Promise<{ ok: true }> {
  const command = { licenseId, action: 'sync.control', requestId, body: { email } } as const;
  return runLicenseCommand<{ ok: true }>(app, who, command, async ({ tx, license, actor }) => {
    const read = canonicalEmail(email);
    const address = placeholderOfKey(email) ?? (read.ok ? read.email : null);
    if (address !== null) await allowPerson(tx, license, address, actor);
    return { ok: true };
  });
}
