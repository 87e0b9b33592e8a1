import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type PlainIconButtonProps = Omit<ComponentProps<'button'>, 'aria-label' | 'children'> & {
  label: string;
  icon: ReactNode;
  variant?: 'quiet' | 'secondary';
  size?: 'small' | 'medium';
};

const variants = {
  quiet: 'border-transparent text-muted not-disabled:hover:bg-hover not-disabled:hover:text-ink',
  secondary:
    'border-control/60 bg-raised text-ink shadow-raised not-disabled:hover:border-control not-disabled:hover:bg-sunken',
} as const;

const sizes = { small: 'size-8 touch:size-10', medium: 'size-9.5 touch:size-11' } as const;

/** An IconButton without the bubble, and without what a bubble costs to load: where the picture explains itself. */
export function PlainIconButton({
  label,
  icon,
  variant = 'quiet',
  size = 'medium',
  type = 'button',
  className,
  ...rest
}: PlainIconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      className={classNames(
        'inline-grid shrink-0 place-items-center rounded-md border transition-colors disabled:opacity-55 [&_svg]:size-4.5',
        variants[variant],
        sizes[size],
        className,
      )}
    >
      {icon}
    </button>
  );
}
