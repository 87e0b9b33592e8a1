import { type RequestId, requestId } from '@rollcall/core/ids.ts';

/** A name for one intent. Keep it for retries of the same click, so that they take effect once. */
export function newRequestId(): RequestId {
  return requestId.parse(crypto.randomUUID());
}
