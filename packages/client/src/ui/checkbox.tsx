import { Check, Minus } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

type CheckboxProps = {
  label: ReactNode;
  checked: boolean | 'some';
  onChange: (checked: boolean) => void;
  hint?: ReactNode;
  hideLabel?: boolean;
  disabled?: boolean;
  name?: string;
  className?: string;
};

/** Yes or no; `some` for a heading over a part of its rows. */
export function Checkbox({
  label,
  checked,
  onChange,
  hint,
  hideLabel,
  disabled,
  name,
  className,
}: CheckboxProps) {
  const id = useId();
  const some = checked === 'some';
  return (
    <div className={classNames('flex items-start gap-2.5', className)}>
      <span className="relative mt-0.5 grid size-4.5 shrink-0 place-items-center">
        <input
          id={id}
          type="checkbox"
          name={name}
          checked={checked === true}
          disabled={disabled}
          aria-describedby={hint ? `${id}-hint` : undefined}
          ref={(input) => {
            if (input) input.indeterminate = some;
          }}
          onChange={(event) => onChange(event.target.checked)}
          className="peer size-4.5 appearance-none rounded-xs border border-control bg-raised transition-colors before:absolute before:-inset-2.5 checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent hover:border-muted disabled:opacity-55"
        />
        <Check
          aria-hidden="true"
          strokeWidth={3}
          className="pointer-events-none absolute hidden size-3.5 text-on-accent peer-checked:block"
        />
        <Minus
          aria-hidden="true"
          strokeWidth={3}
          className="pointer-events-none absolute hidden size-3.5 text-on-accent peer-indeterminate:block"
        />
      </span>
      <span className={hideLabel ? 'sr-only' : 'flex flex-col gap-0.5'}>
        <label htmlFor={id} className={classNames('text-sm', disabled && 'text-muted')}>
          {label}
        </label>
        {hint && (
          <span id={`${id}-hint`} className="text-muted text-sm">
            {hint}
          </span>
        )}
      </span>
    </div>
  );
}
