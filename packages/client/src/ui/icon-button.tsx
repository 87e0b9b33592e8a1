import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label' | 'children'> & {
  label: string;
  icon: ReactNode;
  variant?: 'quiet' | 'secondary';
  size?: 'small' | 'medium';
  tooltip?: boolean;
};

const variants = {
  quiet: 'border-transparent text-muted not-disabled:hover:bg-hover not-disabled:hover:text-ink',
  secondary:
    'border-control/60 bg-raised text-ink shadow-raised not-disabled:hover:border-control not-disabled:hover:bg-sunken',
} as const;

const sizes = { small: 'size-8 touch:size-10', medium: 'size-9.5 touch:size-11' } as const;

/** A button that shows a picture and says its label. */
export function IconButton({
  label,
  icon,
  variant = 'quiet',
  size = 'medium',
  tooltip = true,
  type = 'button',
  className,
  ...rest
}: IconButtonProps) {
  const button = (
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
  return tooltip ? <Tooltip content={label}>{button}</Tooltip> : button;
}
