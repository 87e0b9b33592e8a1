import { mayHelpToRetry } from '@rollcall/client/api/refusal.ts';
import { newRequestId } from '@rollcall/client/api/request-id.ts';
import type { RequestId } from '@rollcall/core/ids.ts';
import { useMemo, useRef } from 'react';

/**
 * Request ids for clicks: the same thing asked again while nobody knows whether it had its effect is the same request,
 * and takes effect once. After an answer the next click is another intent.
 */
export function useIntent() {
  const last = useRef<{ readonly body: string; readonly id: RequestId } | null>(null);
  return useMemo(
    () => ({
      idFor(wanted: unknown): RequestId {
        const body = JSON.stringify(wanted);
        if (last.current?.body !== body) last.current = { body, id: newRequestId() };
        return last.current.id;
      },
      onSuccess() {
        last.current = null;
      },
      onError(error: unknown) {
        if (!mayHelpToRetry(error)) last.current = null;
      },
    }),
    [],
  );
}
