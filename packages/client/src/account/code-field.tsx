import type { ChangeEvent, Ref } from 'react';
import { classNames } from '../ui/class-names.ts';
import { controlClasses, Field } from '../ui/field.tsx';

type CodeFieldProps = {
  readonly ref: Ref<HTMLInputElement>;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void;
};

/** One field for all six digits: a paste, a password manager and a phone's suggestion fill it in one go. */
export function CodeField({ ref, label, hint, value, error, onChange }: CodeFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <input
          {...control}
          ref={ref}
          type="text"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          // biome-ignore lint/a11y/noAutofocus: it is the one thing to do in this step
          autoFocus
          value={value}
          onChange={onChange}
          className={classNames(controlClasses, 'h-14 px-3 text-center font-mono text-2xl! tracking-[0.4em]')}
        />
      )}
    </Field>
  );
}
