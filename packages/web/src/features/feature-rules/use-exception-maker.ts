import { api } from '@rollcall/client/api/api.ts';
import { newRequestId } from '@rollcall/client/api/request-id.ts';
import type { ExceptionLine, ExceptionPlan, FeatureChanges } from '@rollcall/core/features/contract.ts';
import { type FullFeature, fullFeature } from '@rollcall/core/features/feature.ts';
import type { PersonRule } from '@rollcall/core/features/rules.ts';
import type { LicenseId, RequestId } from '@rollcall/core/ids.ts';
import { useDeferredValue, useEffect, useState } from 'react';
import { type DraftOwner, keepDraft, readDraft } from '../../lib/draft.ts';

/** What is chosen for each feature; `leave` says nothing of it. */
export type Choices = Readonly<Record<FullFeature, PersonRule | 'leave'>>;

export type PlanStep = {
  readonly kind: 'plan';
  readonly plan: ExceptionPlan;
  readonly asked: { readonly text: string; readonly changes: FeatureChanges };
  /** True when this plan came instead of a result: the world had changed since the one before. */
  readonly changed: boolean;
  /** One per plan, so that pressing the button again after a lost answer changes nobody twice. */
  readonly requestId: RequestId;
};

export type DoneStep = {
  readonly kind: 'done';
  readonly lines: readonly ExceptionLine[];
  readonly changes: FeatureChanges;
};

type Step = { readonly kind: 'edit' } | PlanStep | DoneStep;

export type ExceptionMaker = ReturnType<typeof useExceptionMaker>;

const nothingChosen: Choices = { comments: 'leave', voiceNotes: 'leave', exportDocument: 'leave' };

/** The way of exceptions for many: what is in the box and chosen, the plan of it, the result. */
export function useExceptionMaker({ licenseId, personId }: { licenseId: LicenseId; personId: string }) {
  const [text, setText] = useState(() => readDraft(ownerOf(licenseId, personId)));
  const [choices, setChoices] = useState(nothingChosen);
  const [step, setStep] = useState<Step>({ kind: 'edit' });
  const utils = api.useUtils();
  const planning = api.feature.planPeople.useMutation();
  const changing = api.feature.changePeople.useMutation();

  const settled = useDeferredValue(text);
  useEffect(() => keepDraft(ownerOf(licenseId, personId), settled), [licenseId, personId, settled]);

  const showPlan = (plan: ExceptionPlan, asked: PlanStep['asked'], changed: boolean) =>
    setStep({ kind: 'plan', plan, asked, changed, requestId: newRequestId() });
  const planOf = (asked: PlanStep['asked']) => {
    changing.reset();
    planning.mutate({ licenseId, ...asked }, { onSuccess: (plan) => showPlan(plan, asked, false) });
  };

  return {
    text,
    setText,
    choices,
    choose: (feature: FullFeature, rule: Choices[FullFeature]) => setChoices({ ...choices, [feature]: rule }),
    step,
    planning,
    changing,
    review: () => planOf({ text, changes: changesOf(choices) }),
    confirm({ plan, asked, requestId }: PlanStep) {
      changing.mutate(
        { licenseId, ...asked, digest: plan.digest, requestId },
        {
          onSuccess: (result) => {
            if (result.kind === 'plan_changed') return showPlan(result.plan, asked, true);
            setStep({ kind: 'done', lines: result.lines, changes: asked.changes });
            setText('');
            void utils.feature.invalidate();
          },
        },
      );
    },
    /** Plans the opposite for those who were changed: what was said of them is taken back. */
    takeBack({ lines, changes }: DoneStep) {
      const emails = lines.flatMap(({ outcome, email }) => (outcome === 'changed' ? [email ?? ''] : []));
      const named = fullFeature.options.filter((feature) => changes[feature] !== undefined);
      planOf({
        text: emails.join('\n'),
        changes: Object.fromEntries(named.map((feature) => [feature, 'as_type'])),
      });
    },
    startAgain() {
      planning.reset();
      changing.reset();
      setStep({ kind: 'edit' });
    },
  };
}

function ownerOf(licenseId: LicenseId, personId: string): DraftOwner {
  return { box: 'feature-exceptions', licenseId, personId };
}

/** What is said: features that are left as they are, left out. */
export function changesOf(choices: Choices): FeatureChanges {
  return Object.fromEntries(Object.entries(choices).filter(([, rule]) => rule !== 'leave'));
}
