import { classNames } from './class-names.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'medium' | 'large';

const base =
  'relative inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap select-none transition-[background-color,border-color,color,box-shadow] [&_svg]:size-[1.15em] [&_svg]:shrink-0 disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed';

const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-on-accent shadow-raised not-disabled:hover:bg-accent-strong',
  secondary:
    'border-control/60 bg-raised text-ink shadow-raised not-disabled:hover:border-control not-disabled:hover:bg-sunken',
  quiet:
    'border-transparent bg-transparent text-ink not-disabled:hover:bg-hover not-disabled:active:bg-pressed',
  danger:
    'border-transparent bg-negative text-on-negative shadow-raised not-disabled:hover:bg-negative-strong',
};

const sizes: Record<ButtonSize, string> = {
  small: 'h-8 px-3 text-sm touch:h-10',
  medium: 'h-9.5 px-4 text-sm touch:h-11',
  large: 'h-11 px-5 text-base touch:h-12',
};

export type ButtonLook = { variant?: ButtonVariant; size?: ButtonSize; fullWidth?: boolean };

/** The looks of a button for something that is one by role but not by element, such as a router link. */
export function buttonClasses({
  variant = 'secondary',
  size = 'medium',
  fullWidth = false,
}: ButtonLook = {}) {
  return classNames(base, variants[variant], sizes[size], fullWidth && 'w-full');
}
