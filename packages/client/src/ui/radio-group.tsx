import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

export type RadioOption<Value extends string> = {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
};

type RadioGroupProps<Value extends string> = {
  legend: ReactNode;
  hideLegend?: boolean;
  options: readonly RadioOption<Value>[];
  value: Value | undefined;
  onChange: (value: Value) => void;
  appearance?: 'list' | 'segmented';
  className?: string;
};

const groups = {
  list: 'flex flex-col gap-2.5',
  segmented: 'flex w-fit max-w-full flex-wrap gap-0.5 rounded-md bg-sunken p-0.5 ring-1 ring-line ring-inset',
} as const;

const labels = {
  list: 'flex items-start gap-2.5 text-sm',
  segmented:
    'relative grid min-h-8.5 flex-1 cursor-pointer place-items-center rounded-sm px-3.5 text-center font-medium text-muted text-sm transition-colors hover:text-ink has-checked:bg-overlay has-checked:text-ink has-checked:shadow-raised has-checked:ring-1 has-checked:ring-control/70 forced-colors:border forced-colors:border-transparent forced-colors:has-checked:border-[Highlight] has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2 touch:min-h-10.5',
} as const;

/** One of a few, all in sight. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { legend, hideLegend, options, value, onChange, appearance = 'list', className } = props;
  const name = useId();
  return (
    <fieldset className={classNames('min-w-0', className)}>
      <legend className={hideLegend ? 'sr-only' : 'mb-1.5 font-medium text-sm'}>{legend}</legend>
      <div className={groups[appearance]}>
        {options.map((option) => (
          <label
            key={option.value}
            className={classNames(labels[appearance], option.disabled && 'cursor-not-allowed opacity-55')}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
              className={
                appearance === 'segmented' ? 'absolute inset-0 cursor-pointer opacity-0' : radioClasses
              }
            />
            <span className="flex flex-col gap-0.5">
              <span
                className={classNames(
                  'inline-flex items-center gap-1.5 [&_svg]:size-4',
                  appearance === 'segmented' && 'justify-center',
                )}
              >
                {option.label}
              </span>
              {option.hint && <span className="text-muted text-sm">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const radioClasses =
  'mt-0.5 size-4.5 shrink-0 appearance-none rounded-full border border-control bg-raised transition-colors checked:border-[0.35rem] checked:border-accent hover:border-muted';
