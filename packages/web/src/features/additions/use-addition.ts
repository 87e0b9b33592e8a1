import { api } from '@rollcall/client/api/api.ts';
import { newRequestId } from '@rollcall/client/api/request-id.ts';
import { useConnection } from '@rollcall/client/live/live-provider.tsx';
import type { LicenseId, RequestId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { AdditionLine, AdditionPlan } from '@rollcall/core/members/contract.ts';
import { useDeferredValue, useEffect, useState } from 'react';
import { keepDraft, readDraft } from '../../lib/draft.ts';
import { keepLastUserType, readLastUserType } from '../../lib/last-user-type.ts';

export type PlanStep = {
  readonly kind: 'plan';
  readonly plan: AdditionPlan;
  /** True when this plan came instead of a result: the world had changed since the one before. */
  readonly changed: boolean;
  /** One per plan, so that pressing the button again after a lost answer adds nobody twice. */
  readonly requestId: RequestId;
};

export type DoneStep = {
  readonly kind: 'done';
  readonly lines: readonly AdditionLine[];
  /** What was in the box: the lines that were refused are copied from it, whole. */
  readonly text: string;
};

type Step = { readonly kind: 'edit' } | PlanStep | DoneStep;

export type Addition = ReturnType<typeof useAddition>;

/** The way of an addition: what is in the box, the plan of it, the result. What is in the box stays until it is done. */
export function useAddition({
  licenseId,
  personId,
}: {
  readonly licenseId: LicenseId;
  readonly personId: string;
}) {
  const [text, setText] = useState(() => readDraft({ box: 'add-by-email', licenseId, personId }));
  const [kept] = useState(text !== '');
  const [userType, setUserType] = useState<UserType>(readLastUserType);
  const [step, setStep] = useState<Step>({ kind: 'edit' });
  const { state } = useConnection();
  const utils = api.useUtils();
  const planning = api.member.planAdd.useMutation();
  const adding = api.member.add.useMutation();

  const settled = useDeferredValue(text);
  useEffect(
    () => keepDraft({ box: 'add-by-email', licenseId, personId }, settled),
    [licenseId, personId, settled],
  );

  const showPlan = (plan: AdditionPlan, changed: boolean) =>
    setStep({ kind: 'plan', plan, changed, requestId: newRequestId() });

  return {
    text,
    setText,
    /** True when the box was not empty to begin with. */
    kept,
    userType,
    setUserType(next: UserType) {
      setUserType(next);
      keepLastUserType(next);
    },
    step,
    planning,
    adding,
    review() {
      adding.reset();
      planning.mutate({ licenseId, text, userType }, { onSuccess: (plan) => showPlan(plan, false) });
    },
    confirm({ plan, requestId }: PlanStep) {
      adding.mutate(
        { licenseId, text, userType, digest: plan.digest, requestId },
        {
          onSuccess: (result) => {
            if (result.kind === 'plan_changed') return showPlan(result.plan, true);
            setStep({ kind: 'done', lines: result.lines, text });
            setText('');
            // Without the live line nobody tells the other pages.
            if (state !== 'live') void utils.invalidate();
          },
        },
      );
    },
    backToBox: () => setStep({ kind: 'edit' }),
    startAgain() {
      planning.reset();
      adding.reset();
      setStep({ kind: 'edit' });
    },
  };
}
