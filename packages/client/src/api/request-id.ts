import type { RequestId } from '@rollcall/core/ids.ts';

/** A name for one intent. Keep it for retries of the same click, so that they take effect once. */
export function newRequestId(): RequestId {
  // What the browser makes is a UUID; its schema would only bring a library into the first load.
  return crypto.randomUUID() as string as RequestId;
}
