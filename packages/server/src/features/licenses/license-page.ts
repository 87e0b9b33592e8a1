import { epoch } from '@rollcall/core/ids.ts';
import { licenseView } from '@rollcall/core/licenses/license.ts';
import { z } from 'zod';

/** One licence with what the Details page shows beside the view. */
export const licensePage = z.strictObject({
  license: licenseView,
  /** With the licence's `seq`: from where a client that read this follows its events. */
  epoch,
  admins: z.array(
    z.strictObject({ name: z.string(), email: z.string(), isDomainAdmin: z.boolean(), isMe: z.boolean() }),
  ),
  /** Whether this admin's own additions take effect at once: the Add Users page says which. */
  myAdditions: z.enum(['invite', 'at_once', 'depends_on_domain']),
});

export type LicensePage = z.infer<typeof licensePage>;
