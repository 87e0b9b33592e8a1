import type { ReactNode } from 'react';

type StepTitleProps = { readonly title: ReactNode; readonly text?: ReactNode };

/** The heading of a step of a run; the focus comes here when the step begins. */
export function StepTitle({ title, text }: StepTitleProps) {
  return (
    <header>
      <h3 data-step tabIndex={-1} className="font-semibold text-lg outline-none">
        {title}
      </h3>
      {text && <p className="mt-0.5 max-w-prose text-muted">{text}</p>}
    </header>
  );
}
