import { type DomainErrorShape, parseDomainError } from '@rollcall/core/errors.ts';
import { TRPCClientError } from '@trpc/client';

/** The refusal in a failed call; null when the failure is none: the network, or a server that cannot be understood. */
export function refusalOf(error: unknown): DomainErrorShape | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  return typeof data === 'object' && data !== null && 'refusal' in data
    ? parseDomainError(data.refusal)
    : null;
}

/** Whether trying the same call again may help: nothing was refused, or the database was out of reach. */
export function mayHelpToRetry(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal === null || refusal.code === 'UNAVAILABLE';
}
