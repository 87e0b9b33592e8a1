import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from './class-names.ts';

export type FieldText = {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** Marks the field as one that may stay empty. Fields are taken to be needed unless they say so. */
  optional?: boolean;
  hideLabel?: boolean;
};

/** What the control inside a field has to carry to be tied to its words. */
export type FieldControl = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
};

type FieldProps = FieldText & {
  id?: string | undefined;
  className?: string | undefined;
  children: (control: FieldControl) => ReactNode;
};

/** Label, control, hint and error, wired for a screen reader. */
export function Field({ label, hint, error, optional, hideLabel, id, className, children }: FieldProps) {
  const t = useTranslations('ui');
  const ownId = useId();
  const controlId = id ?? ownId;
  const hintId = hint ? `${controlId}-hint` : undefined;
  const errorId = error ? `${controlId}-error` : undefined;
  return (
    <div className={classNames('flex flex-col gap-1.5', className)}>
      <label
        htmlFor={controlId}
        className={hideLabel ? 'sr-only' : 'flex items-baseline gap-2 font-medium text-ink text-sm'}
      >
        {label}
        {optional && <span className="font-normal text-muted text-xs">{t('optional')}</span>}
      </label>
      {children({
        id: controlId,
        'aria-describedby': [errorId, hintId].filter(Boolean).join(' ') || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && (
        <p id={errorId} className="flex items-start gap-1.5 text-negative-ink text-sm">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span>{error}</span>
        </p>
      )}
      {hint && (
        <p id={hintId} className="text-muted text-sm">
          {hint}
        </p>
      )}
    </div>
  );
}

/** The looks shared by everything one types or picks in. 16 px on touch, or iOS zooms the page. */
export const controlClasses =
  'w-full rounded-md border border-control bg-raised text-ink text-sm shadow-raised transition-colors touch:text-[1rem] hover:border-muted focus-visible:border-focus focus-visible:outline-offset-0 aria-invalid:border-negative disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted';
