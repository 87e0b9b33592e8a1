import { api } from '@rollcall/client/api/api.ts';
import { newRequestId } from '@rollcall/client/api/request-id.ts';
import type { RequestId, RunId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { MemberSelection } from '@rollcall/core/runs/contract.ts';
import type { SelectionVerb } from '@rollcall/core/runs/run-kind.ts';
import { useRef } from 'react';
import { useLicenseFeed } from '../../live/license-feed.ts';

interface Wanted {
  readonly verb: SelectionVerb;
  readonly selection: MemberSelection;
  /** Only for a change of the user type, and needed there. */
  readonly userType: UserType | null;
}

/** Has a change of many people planned. Nothing happens by it: `onRun` shows the plan. The same asked again is one run. */
export function useStartSelection(onRun: (runId: RunId) => void) {
  const { licenseId } = useLicenseFeed();
  const start = api.run.startSelection.useMutation();
  const request = useRef<{ readonly body: string; readonly id: RequestId } | null>(null);
  const run = (wanted: Wanted) => {
    const body = JSON.stringify(wanted);
    if (request.current?.body !== body) request.current = { body, id: newRequestId() };
    start.mutate(
      { licenseId, ...wanted, requestId: request.current.id },
      {
        onSuccess: ({ id }) => {
          request.current = null;
          onRun(id);
        },
      },
    );
  };
  return { run, isPending: start.isPending, error: start.error, reset: start.reset };
}
