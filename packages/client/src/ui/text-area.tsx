import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { controlClasses, Field, type FieldText } from './field.tsx';

type TextAreaProps = ComponentProps<'textarea'> & FieldText & { mono?: boolean };

/** Many lines of text. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  hideLabel,
  mono = false,
  rows = 4,
  className,
  ...rest
}: TextAreaProps) {
  const text = { label, hint, error, ...(optional && { optional }), ...(hideLabel && { hideLabel }) };
  return (
    <Field {...text} id={rest.id} className={className}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          rows={rows}
          className={classNames(
            controlClasses,
            'min-h-20 resize-y px-3 py-2 leading-relaxed',
            mono && 'font-mono',
          )}
        />
      )}
    </Field>
  );
}
