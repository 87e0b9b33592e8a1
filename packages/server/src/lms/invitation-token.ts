import { createHash, createHmac } from 'node:crypto';
import type { PersonId, PlatformId, RequestId } from '@rollcall/core/ids.ts';
import type { AppContext } from '../app-context.ts';
import { deriveKey } from '../env.ts';

/**
 * The token in a registration address. It follows from the request and the installation's secret: a repeated request has
 * the same one, and nothing but its hash has to be kept.
 */
export function invitationToken(
  { env }: Pick<AppContext, 'env'>,
  asked: { readonly by: PersonId; readonly platformId: PlatformId; readonly requestId: RequestId },
): string {
  return createHmac('sha256', deriveKey(env.secret, 'lms-invitation'))
    .update(`${asked.by}\n${asked.platformId}\n${asked.requestId}`)
    .digest('base64url');
}

/** What is kept of a token: enough to know it again. */
export function invitationHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
