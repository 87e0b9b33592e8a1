import type { ApiCall } from '../api/call.ts';
import { notAuthorized } from '../api/google-error.ts';

/** Only an administrator reads the directory, and only that of the own workspace. @throws GoogleError 403 */
export function requireAdmin(call: ApiCall, customer: string): void {
  const own = customer === 'my_customer' || customer === call.caller.customerId;
  if (!own || call.caller.isAdmin !== 1) throw notAuthorized();
}
