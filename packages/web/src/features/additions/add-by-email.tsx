import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { type ReactNode, useEffect, useRef } from 'react';
import type { AdditionMode as Mode } from '../../live/license-feed.ts';
import { AdditionForm } from './addition-form.tsx';
import { AdditionMode } from './addition-mode.tsx';
import { PlanView } from './plan-view.tsx';
import { ResultView } from './result-view.tsx';
import { useAddition } from './use-addition.ts';

type AddByEmailProps = {
  readonly license: LicenseView;
  readonly myAdditions: Mode;
  readonly personId: string;
  /** Where to look at those who were added. */
  readonly showUsers: ReactNode;
};

/** The box, then the plan, then the answer for each line. */
export function AddByEmail({ license, myAdditions, personId, showUsers }: AddByEmailProps) {
  const addition = useAddition({ licenseId: license.id, personId });
  const { step } = addition;
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(step.kind);
  useEffect(() => {
    if (before.current === step.kind) return;
    before.current = step.kind;
    place.current?.scrollIntoView({ block: 'nearest' });
    place.current?.querySelector<HTMLElement>('[data-step]')?.focus();
  }, [step.kind]);
  return (
    <div ref={place} className="flex scroll-mt-36 flex-col gap-5">
      {step.kind === 'edit' && (
        <>
          <AdditionMode mode={myAdditions} phase={license.phase} />
          <AdditionForm addition={addition} closed={license.phase !== 'active'} />
        </>
      )}
      {step.kind === 'plan' && <PlanView step={step} addition={addition} />}
      {step.kind === 'done' && <ResultView step={step} showUsers={showUsers} onMore={addition.startAgain} />}
    </div>
  );
}
