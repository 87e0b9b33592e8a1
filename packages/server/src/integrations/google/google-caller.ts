import type { z } from 'zod';
import type { OutboundFetch } from '../../outbound/outbound.ts';

import { failureOfAnswer, failureOfError, type GoogleAnswer, incompleteAnswer } from './google-failure.ts';

/** What every request to a Google API is made with. */
export interface GoogleAccess {
  readonly outbound: OutboundFetch;
  /** The access token as it is now. `refused`: the one that Google has just not accepted. Throws SyncFailure. */
  token(refused: string | null): Promise<string>;
}

/** As the client libraries take it. */
interface CallOptions {
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
  readonly retry: false;
  readonly fetchImplementation: typeof fetch;
  readonly validateStatus: () => boolean;
}

/**
 * Makes one request by a client library and checks the answer against a schema. Nothing is repeated, but for an access
 * token that has run out. Throws SyncFailure, or the signal's reason.
 */
export async function callGoogle<Schema extends z.ZodType>(
  access: GoogleAccess,
  signal: AbortSignal,
  schema: Schema,
  request: (options: CallOptions) => Promise<GoogleAnswer>,
): Promise<z.infer<Schema>> {
  const send = async (token: string): Promise<GoogleAnswer> => {
    try {
      return await request(optionsOf(access, signal, token));
    } catch (error) {
      signal.throwIfAborted();
      throw failureOfError(error);
    }
  };
  const token = await access.token(null);
  let answer = await send(token);
  if (answer.status === 401) answer = await send(await access.token(token));
  if (answer.status !== 200) throw failureOfAnswer(answer);
  const parsed = schema.safeParse(answer.data);
  if (!parsed.success) throw incompleteAnswer();
  return parsed.data;
}

function optionsOf(access: GoogleAccess, signal: AbortSignal, token: string): CallOptions {
  return {
    headers: { authorization: `Bearer ${token}` },
    signal,
    retry: false,
    fetchImplementation: access.outbound,
    // The library's own errors hold the request, and with it the token.
    validateStatus: () => true,
  };
}
