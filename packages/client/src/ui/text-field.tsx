import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { controlClasses, Field, type FieldText } from './field.tsx';

type TextFieldProps = ComponentProps<'input'> & FieldText & { mono?: boolean; trailing?: ReactNode };

/** One line of text. `trailing` sits inside the right edge (a button that reveals, copies or clears). */
export function TextField({
  label,
  hint,
  error,
  optional,
  hideLabel,
  mono = false,
  trailing,
  className,
  ...rest
}: TextFieldProps) {
  const text = { label, hint, error, ...(optional && { optional }), ...(hideLabel && { hideLabel }) };
  return (
    <Field {...text} id={rest.id} className={className}>
      {(control) => (
        <div className="relative">
          <input
            type="text"
            {...rest}
            {...control}
            className={classNames(
              controlClasses,
              'h-9.5 px-3 touch:h-11',
              mono && 'font-mono tracking-wide',
              trailing !== undefined && 'pr-11',
            )}
          />
          {trailing && (
            <div className="absolute inset-y-0 right-0 grid w-11 place-items-center">{trailing}</div>
          )}
        </div>
      )}
    </Field>
  );
}
