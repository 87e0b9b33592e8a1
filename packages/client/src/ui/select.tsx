import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { controlClasses, Field, type FieldText } from './field.tsx';

export type SelectOption<Value extends string> = { value: Value; label: string; disabled?: boolean };

type SelectProps<Value extends string> = Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'children'> &
  FieldText & { value: Value; options: readonly SelectOption<Value>[]; onChange: (value: Value) => void };

/** One of a few. The platform's own list: it is the best one on a phone and for a screen reader. */
export function Select<Value extends string>({
  label,
  hint,
  error,
  optional,
  hideLabel,
  value,
  options,
  onChange,
  className,
  ...rest
}: SelectProps<Value>) {
  const text = { label, hint, error, ...(optional && { optional }), ...(hideLabel && { hideLabel }) };
  const pick = (picked: string) => {
    const option = options.find((candidate) => candidate.value === picked);
    if (option) onChange(option.value);
  };
  return (
    <Field {...text} id={rest.id} className={className}>
      {(control) => (
        <div className="relative">
          <select
            {...rest}
            {...control}
            value={value}
            onChange={(event) => pick(event.target.value)}
            className={classNames(controlClasses, 'h-9.5 appearance-none pr-9 pl-3 touch:h-11')}
          >
            {options.map((option) => (
              <option
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className="bg-overlay text-ink"
              >
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
          />
        </div>
      )}
    </Field>
  );
}
