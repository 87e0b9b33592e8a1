import { api } from '@rollcall/client/api/api.ts';
import { mayHelpToRetry } from '@rollcall/client/api/refusal.ts';
import { newRequestId } from '@rollcall/client/api/request-id.ts';
import type { LicenseId, RequestId, RunId } from '@rollcall/core/ids.ts';
import type { RunPlan, RunView } from '@rollcall/core/runs/contract.ts';
import { useRef, useState } from 'react';

type Command = 'confirm' | 'discard' | 'cancel' | 'replan' | 'undo';

/**
 * What can be done with a run. A click that got no answer is repeated under the same request id, so that it takes effect
 * once; after an answer the next click is another intent.
 */
export function useRunCommands(licenseId: LicenseId, runId: RunId) {
  const utils = api.useUtils();
  const intents = useRef(new Map<Command, RequestId>());
  const [keepsOut, setKeepsOut] = useState(false);
  const [planBefore, setPlanBefore] = useState<RunPlan | null>(null);

  const intent = (command: Command) => {
    const requestId = intents.current.get(command) ?? newRequestId();
    intents.current.set(command, requestId);
    return { licenseId, runId, requestId };
  };
  const keep = (run: RunView) => {
    utils.run.get.setData({ licenseId, runId: run.id }, run);
    void utils.run.list.invalidate({ licenseId });
    void utils.run.rows.invalidate({ licenseId, runId: run.id });
  };
  const settle = (command: Command) => ({
    onError: (error: unknown) => {
      if (mayHelpToRetry(error)) return;
      intents.current.delete(command);
      // It was refused because the run is not what is on screen.
      void utils.run.get.invalidate({ licenseId, runId });
    },
    onSuccess: (run: RunView) => {
      intents.current.delete(command);
      keep(run);
    },
  });

  const confirming = api.run.confirm.useMutation();
  const discarding = api.run.discard.useMutation(settle('discard'));
  const cancelling = api.run.cancel.useMutation(settle('cancel'));
  const replanning = api.run.replan.useMutation(settle('replan'));
  const undoing = api.run.undo.useMutation(settle('undo'));
  return {
    confirming,
    discarding,
    cancelling,
    replanning,
    undoing,
    /** The plan that was confirmed and no longer held: the present one came in its place. */
    planBefore,
    /** Whether a removal that is confirmed keeps its people out as well. */
    keepsOut,
    setKeepsOut(next: boolean) {
      // Asked otherwise, it is another intent.
      intents.current.delete('confirm');
      setKeepsOut(next);
    },
    confirm(plan: RunPlan) {
      const { onError, onSuccess } = settle('confirm');
      confirming.mutate(
        { ...intent('confirm'), digest: plan.digest, keepsOut },
        {
          onError,
          onSuccess: ({ kind, run }) => {
            setPlanBefore(kind === 'plan_changed' ? plan : null);
            onSuccess(run);
          },
        },
      );
    },
    discard: () => discarding.mutate(intent('discard')),
    cancel: () => cancelling.mutate(intent('cancel')),
    replan: () => replanning.mutate(intent('replan')),
    /** `onPlanning` gets the run that would undo this one, to be planned and confirmed like any other. */
    undo: (onPlanning: (run: RunView) => void) => undoing.mutate(intent('undo'), { onSuccess: onPlanning }),
  };
}

export type RunCommands = ReturnType<typeof useRunCommands>;
